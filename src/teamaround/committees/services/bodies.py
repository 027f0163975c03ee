"""Founding, naming and ending bodies and posts, and saying who is in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal

from ..models import Body, BodyName, Holding, Membership, Post, PostTitle
from ..rules.bodies import (
    BodyKind,
    Capacity,
    Seat,
    Span,
    check_one_chair,
    check_one_holder,
    check_renaming,
    check_span,
)


@dataclass(frozen=True)
class NewSeat:
    """Somebody's seat, as it is to be entered."""

    name: str
    seat: Seat
    starts_on: date
    ends_on: date | None = None
    on_behalf_of: str = ""
    is_acting: bool = False
    practitioner_id: int | None = None


@dataclass(frozen=True)
class NewHolding:
    """Somebody's time in a post, as it is to be entered."""

    name: str
    starts_on: date
    ends_on: date | None = None
    capacity: Capacity = Capacity.SUBSTANTIVE
    practitioner_id: int | None = None


@transaction.atomic
def found_body(
    *, authority_id: int, kind: BodyKind, name: str, starts_on: date, by: Viewer, now: datetime,
    ends_on: date | None = None, quorum: int | None = None, answers_to: str = "", follows: str = "",
) -> Body:  # fmt: skip
    """Enter a body under the name that it began with."""
    check_span(starts_on, ends_on)
    body = Body.objects.create(
        ref=new_ref("BO"), authority_id=authority_id, kind=kind, starts_on=starts_on, ends_on=ends_on,
        quorum=quorum, answers_to=_other(authority_id, answers_to), follows=_other(authority_id, follows),
    )  # fmt: skip
    BodyName.objects.create(body=body, name=name, starts_on=starts_on, ends_on=ends_on)
    record("committees.body_founded", by=by, at=now, about=body.ref, said=name)
    return body


def _other(authority_id: int, ref: str) -> Body | None:
    return _body(authority_id, ref) if ref else None


@transaction.atomic
def rename_body(
    *, authority_id: int, ref: str, name: str, starts_on: date, by: Viewer, now: datetime
) -> None:
    """Let a body go by a new name from a day on; what was decided before keeps the old one."""
    body = _body(authority_id, ref)
    current = BodyName.objects.filter(body=body, is_alias=False).latest("starts_on")
    check_renaming(current, starts_on)
    current.ends_on = starts_on - timedelta(days=1)
    current.save(update_fields=["ends_on"])
    BodyName.objects.create(body=body, name=name, starts_on=starts_on)
    record("committees.body_renamed", by=by, at=now, about=ref, said=name)


@transaction.atomic
def add_alias(*, authority_id: int, ref: str, name: str, by: Viewer, now: datetime) -> None:
    """Note another name by which people speak of a body."""
    body = _body(authority_id, ref)
    if BodyName.objects.filter(body=body, name__iexact=name).exists():
        raise Refusal("known", "It is known by this name already.", field="name")
    BodyName.objects.create(body=body, name=name, is_alias=True, starts_on=body.starts_on)
    record("committees.alias_added", by=by, at=now, about=ref, said=name)


@transaction.atomic
def end_body(*, authority_id: int, ref: str, ends_on: date, by: Viewer, now: datetime) -> None:
    """Note the last day of a body; its name and its seats end with it."""
    body = _body(authority_id, ref)
    check_span(body.starts_on, ends_on)
    began_later = Membership.objects.filter(body=body, starts_on__gt=ends_on)
    if began_later.exists() or body.names.filter(starts_on__gt=ends_on).exists():
        raise Refusal("began-later", "Something of it began after that day.", field="ends_on")
    body.ends_on = ends_on
    body.save(update_fields=["ends_on"])
    body.names.filter(ends_on__isnull=True).update(ends_on=ends_on)
    Membership.objects.filter(body=body, ends_on__isnull=True).update(ends_on=ends_on)
    record("committees.body_ended", by=by, at=now, about=ref)


@transaction.atomic
def set_quorum(*, authority_id: int, ref: str, quorum: int | None, by: Viewer, now: datetime) -> None:
    """Say how many members with a vote a body needs to decide."""
    body = _body(authority_id, ref)
    body.quorum = quorum
    body.save(update_fields=["quorum"])
    record("committees.quorum_set", by=by, at=now, about=ref, said=str(quorum or ""))


@transaction.atomic
def seat(*, authority_id: int, ref: str, new: NewSeat, by: Viewer, now: datetime) -> Membership:
    """Enter somebody's seat in a body."""
    body = _body(authority_id, ref)
    check_span(new.starts_on, new.ends_on)
    if new.starts_on < body.starts_on or (body.ends_on and new.starts_on > body.ends_on):
        raise Refusal("no-body", "The body was not there on that day.", field="starts_on")
    if new.seat is Seat.CHAIR:
        check_one_chair(
            Membership.objects.filter(body=body, seat=Seat.CHAIR), Span(new.starts_on, new.ends_on)
        )
    made = Membership.objects.create(
        ref=new_ref("ME"), body=body, name=new.name, practitioner_id=new.practitioner_id, seat=new.seat,
        on_behalf_of=new.on_behalf_of, is_acting=new.is_acting, starts_on=new.starts_on, ends_on=new.ends_on,
    )  # fmt: skip
    record("committees.seated", by=by, at=now, about=ref, said=new.seat)
    return made


@transaction.atomic
def unseat(*, authority_id: int, ref: str, ends_on: date, by: Viewer, now: datetime) -> str:
    """Note the last day of somebody in a body; returns the body's reference."""
    found = Membership.objects.select_related("body").select_for_update(of=("self",))
    row = found.filter(ref=ref, body__authority_id=authority_id).first()
    if row is None:
        raise NotVisible
    check_span(row.starts_on, ends_on)
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    record("committees.unseated", by=by, at=now, about=row.body.ref, said=row.seat)
    return row.body.ref


@transaction.atomic
def make_post(
    *, authority_id: int, title: str, starts_on: date, by: Viewer, now: datetime, organisation: str = "",
    ends_on: date | None = None,
) -> Post:  # fmt: skip
    """Enter a post under the title that it began with."""
    check_span(starts_on, ends_on)
    post = Post.objects.create(
        ref=new_ref("PO"), authority_id=authority_id, organisation=organisation, starts_on=starts_on,
        ends_on=ends_on,
    )  # fmt: skip
    PostTitle.objects.create(post=post, title=title, starts_on=starts_on, ends_on=ends_on)
    record("committees.post_made", by=by, at=now, about=post.ref, said=title)
    return post


@transaction.atomic
def retitle_post(
    *, authority_id: int, ref: str, title: str, starts_on: date, by: Viewer, now: datetime
) -> None:
    """Let a post go by a new title from a day on; whoever holds it goes on holding it."""
    post = _post(authority_id, ref)
    current = PostTitle.objects.filter(post=post).latest("starts_on")
    check_renaming(current, starts_on)
    current.ends_on = starts_on - timedelta(days=1)
    current.save(update_fields=["ends_on"])
    PostTitle.objects.create(post=post, title=title, starts_on=starts_on)
    record("committees.post_retitled", by=by, at=now, about=ref, said=title)


@transaction.atomic
def hold(*, authority_id: int, ref: str, new: NewHolding, by: Viewer, now: datetime) -> Holding:
    """Enter somebody's time in a post."""
    post = _post(authority_id, ref)
    check_span(new.starts_on, new.ends_on)
    is_appointed = new.capacity is Capacity.SUBSTANTIVE
    same = Holding.objects.filter(post=post)
    same = (
        same.filter(capacity=Capacity.SUBSTANTIVE)
        if is_appointed
        else same.exclude(capacity=Capacity.SUBSTANTIVE)
    )
    check_one_holder(same, Span(new.starts_on, new.ends_on), capacity=new.capacity)
    made = Holding.objects.create(
        ref=new_ref("HO"), post=post, name=new.name, practitioner_id=new.practitioner_id,
        capacity=new.capacity, starts_on=new.starts_on, ends_on=new.ends_on,
    )  # fmt: skip
    record("committees.post_held", by=by, at=now, about=ref, said=new.capacity)
    return made


@transaction.atomic
def leave_post(*, authority_id: int, ref: str, ends_on: date, by: Viewer, now: datetime) -> str:
    """Note the last day of somebody in a post; returns the post's reference."""
    found = Holding.objects.select_related("post").select_for_update(of=("self",))
    row = found.filter(ref=ref, post__authority_id=authority_id).first()
    if row is None:
        raise NotVisible
    check_span(row.starts_on, ends_on)
    row.ends_on = ends_on
    row.save(update_fields=["ends_on"])
    record("committees.post_left", by=by, at=now, about=row.post.ref)
    return row.post.ref


def _body(authority_id: int, ref: str) -> Body:
    """The body for change; whoever names or seats somebody in it at the same time waits."""
    row = Body.objects.select_for_update().filter(authority_id=authority_id, ref=ref).first()
    if row is None:
        raise NotVisible
    return row


def _post(authority_id: int, ref: str) -> Post:
    row = Post.objects.select_for_update().filter(authority_id=authority_id, ref=ref).first()
    if row is None:
        raise NotVisible
    return row
