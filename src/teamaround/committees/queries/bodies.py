"""Reading bodies and posts, each under the name of a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from teamaround.kernel.refusal import NotVisible

from ..models import Body, BodyName, Holding, Membership, Post, PostTitle
from ..rules.bodies import KIND_WORDS, BodyKind, Capacity, Seat, answering, holds

VOTING = {Seat.CHAIR, Seat.VICE_CHAIR, Seat.MEMBER, Seat.CO_OPTED}


@dataclass(frozen=True)
class BodyShown:
    """A body as it is on a day: its name then, and whoever is in it."""

    body: Body
    name: str
    kind: str
    aliases: tuple[str, ...]
    names: tuple[BodyName, ...]
    members: tuple[Membership, ...]
    former: tuple[Membership, ...]

    @property
    def ref(self) -> str:
        return self.body.ref

    @property
    def chair(self) -> Membership | None:
        return next((each for each in self.members if each.seat == Seat.CHAIR), None)

    @property
    def voting(self) -> int:
        return sum(each.seat in VOTING for each in self.members)


@dataclass(frozen=True)
class PostShown:
    """A post as it is on a day: its title then, and who answers for it."""

    post: Post
    title: str
    titles: tuple[PostTitle, ...]
    holdings: tuple[Holding, ...]
    holder: Holding | None

    @property
    def ref(self) -> str:
        return self.post.ref


def bodies(authority_id: int, *, on: date) -> list[BodyShown]:
    """An authority's bodies by name: those there are on the day, then those that have ended."""
    found = [_body(row, on) for row in _bodies().filter(authority_id=authority_id)]
    return sorted(found, key=lambda each: (each.body.ends_on is not None, each.name))


def body(authority_id: int, ref: str, *, on: date) -> BodyShown:
    """One body of this authority; not there for others."""
    row = _bodies().filter(authority_id=authority_id, ref=ref).first()
    if row is None:
        raise NotVisible
    return _body(row, on)


def bodies_by_id(ids: Iterable[int], *, on: date) -> dict[int, BodyShown]:
    """Bodies by row number, under their names of a day."""
    return {row.pk: _body(row, on) for row in _bodies().filter(pk__in=set(ids))}


def names_on(wanted: Iterable[tuple[int, date]]) -> dict[tuple[int, date], str]:
    """The names of bodies, by row number, each on a day of its own."""
    pairs = set(wanted)
    rows = {row.pk: row for row in _bodies().filter(pk__in={pk for pk, _ in pairs})}
    return {(pk, on): _body(rows[pk], on).name for pk, on in pairs}


def posts(authority_id: int, *, on: date) -> list[PostShown]:
    """An authority's posts by their title on the day, those that have ended last."""
    found = [_post(row, on) for row in _posts().filter(authority_id=authority_id)]
    return sorted(found, key=lambda each: (each.post.ends_on is not None, each.title))


def post(authority_id: int, ref: str, *, on: date) -> PostShown:
    """One post of this authority; not there for others."""
    row = _posts().filter(authority_id=authority_id, ref=ref).first()
    if row is None:
        raise NotVisible
    return _post(row, on)


def posts_by_id(ids: Iterable[int], *, on: date) -> dict[int, PostShown]:
    """Posts by row number, under their titles of a day."""
    return {row.pk: _post(row, on) for row in _posts().filter(pk__in=set(ids))}


def _bodies() -> QuerySet[Body]:
    return Body.objects.select_related("answers_to", "follows").prefetch_related(
        "names", "memberships__practitioner"
    )


def _posts() -> QuerySet[Post]:
    return Post.objects.prefetch_related("titles", "holdings__practitioner")


def _body(row: Body, on: date) -> BodyShown:
    names = sorted((each for each in row.names.all() if not each.is_alias), key=lambda each: each.starts_on)
    order = list(Seat)
    every = sorted(row.memberships.all(), key=lambda each: (order.index(Seat(each.seat)), each.name))
    return BodyShown(
        body=row, name=next((each.name for each in names if holds(each, on)), names[-1].name),
        kind=KIND_WORDS[BodyKind(row.kind)], names=tuple(names),
        aliases=tuple(sorted(each.name for each in row.names.all() if each.is_alias and holds(each, on))),
        members=tuple(each for each in every if holds(each, on)),
        former=tuple(each for each in every if each.ends_on is not None and each.ends_on < on),
    )  # fmt: skip


def _post(row: Post, on: date) -> PostShown:
    titles = sorted(row.titles.all(), key=lambda each: each.starts_on)
    held = sorted(row.holdings.all(), key=lambda each: each.starts_on, reverse=True)
    appointed = [each for each in held if each.capacity == Capacity.SUBSTANTIVE]
    others = [each for each in held if each.capacity != Capacity.SUBSTANTIVE]
    return PostShown(
        post=row, title=next((each.title for each in titles if holds(each, on)), titles[-1].title),
        titles=tuple(titles), holdings=tuple(held), holder=answering(appointed, others, on),
    )  # fmt: skip
