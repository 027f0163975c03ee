"""Inviting somebody of the family, what they say and who reads it, and changing their mind."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from teamaround.accounts.guests import queries as guests
from teamaround.accounts.guests import services as links
from teamaround.accounts.guests.rules import Ended, Kind
from teamaround.accounts.rules import Duty, Viewer
from teamaround.agencies import queries as agencies
from teamaround.audit.services import record
from teamaround.episodes import queries as episodes
from teamaround.episodes import services as plans
from teamaround.episodes.rules.states import State
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import Refusal
from teamaround.sharing.agreeing import withdraw_agency
from teamaround.sharing.agreement_rules import Standing

from . import queries, rules
from .models import FamilyComment, FamilyView
from .rules import About


@dataclass(frozen=True)
class FamilyWish:
    """Who of the family is to see the plan. No carer: the young person."""

    carer_id: int | None
    name: str
    email: str
    called: str
    is_safe: bool = False
    shows_place: bool = False
    until: date | None = None


def draft(*, ref: str, child_ref: str, wish: FamilyWish, by: Viewer, now: datetime) -> FamilyView:
    """The page that somebody of the family would have; nothing is kept and nothing is sent."""
    _check_duty(by)
    seen = episodes.together(by, ref, at=now, child=child_ref)
    view = FamilyView(
        ref=new_ref("Z"), episode=seen.episode, child_id=seen.through, carer_id=wish.carer_id,
        name=wish.name.strip(), called=wish.called.strip() or "your child", made_by_id=by.account_id, made_at=now,
        shows_place=wish.shows_place and not queries.is_shielded(seen.through),
    )  # fmt: skip
    if queries.agreement_of(view) is None:
        raise Refusal("agreement", "The family’s agreement is not in force. Record it first.")
    return view


@transaction.atomic
def invite(*, ref: str, child_ref: str, wish: FamilyWish, site: str, by: Viewer, now: datetime) -> FamilyView:
    """Give somebody of the family a page of their own; `site` is where the link leads."""
    view = draft(ref=ref, child_ref=child_ref, wish=wish, by=by, now=now)
    _check_inviting(view, wish, now=now)
    invitation = links.invite(
        guest=links.Guest(
            kind=Kind.FAMILY, about=view.ref, child_id=view.child_id, name=view.name, email=wish.email,
            site=site, until=rules.end_of(wish.until),
        ),
        by=by, now=now,
    )  # fmt: skip
    view.guest_id = invitation.guest_id
    view.save()
    record(
        "family.invited", by=by, at=now, children=[view.child_id], about=view.ref,
        detail={"invitation": invitation.ref},
    )  # fmt: skip
    return view


def _check_inviting(view: FamilyView, wish: FamilyWish, *, now: datetime) -> None:
    today = clock.day_of(now)
    others = list(queries.views(view.episode, view.child_id).filter(ended_at__isnull=True))
    sent = guests.about(one.ref for one in others)
    rules.check_inviting(
        rules.Inviting(
            guest=queries.guest_of(view, on=today), is_open=view.episode.state != State.CLOSED,
            has_agreement=queries.agreement_of(view) is not None, is_safe=wish.is_safe,
            has_page=any(one.carer_id == view.carer_id for one in others), email=wish.email,
            emails=frozenset(row.email.lower() for row in sent.values()), until=wish.until,
        ),
        today=today,
    )  # fmt: skip


@transaction.atomic
def send_again(
    *, ref: str, by: Viewer, now: datetime, email: str = "", until: date | None = None
) -> FamilyView:
    """Send a new link; the one before opens nothing any more."""
    view = _for_change(ref, by=by, now=now)
    if view.ended_at is not None:
        raise Refusal("ended", "This page was closed. Invite them again.")
    rules.check_until(until, today=clock.day_of(now))
    _check_address(view, email)
    links.renew(ref=_invitation_of(view).ref, by=by, now=now, email=email.strip(), until=rules.end_of(until))
    record("family.invited_again", by=by, at=now, children=[view.child_id], about=view.ref)
    return view


def _check_address(view: FamilyView, email: str) -> None:
    others = queries.views(view.episode, view.child_id).filter(ended_at__isnull=True).exclude(pk=view.pk)
    sent = guests.about(one.ref for one in others)
    if email.strip().lower() in {row.email.lower() for row in sent.values()}:
        raise Refusal(
            "same-address", "Somebody else of the family is invited at this address.", field="email"
        )


@transaction.atomic
def end(*, ref: str, by: Viewer, now: datetime) -> None:
    """Close somebody's page. What they said is kept for the team."""
    view = _for_change(ref, by=by, now=now)
    if view.ended_at is not None:
        return
    view.ended_at = now
    view.save(update_fields=["ended_at"])
    links.end(ref=_invitation_of(view).ref, because=Ended.TAKEN_BACK, by=by, now=now)
    record("family.ended", by=by, at=now, children=[view.child_id], about=view.ref)


@transaction.atomic
def answer(*, ref: str, answer: str, by: Viewer, now: datetime) -> FamilyComment:
    """Mark what somebody of the family said as read, with an answer or without."""
    _check_duty(by)
    found = queries.comment(by, ref, at=now)
    found = FamilyComment.objects.select_for_update(of=("self",)).select_related("view").get(pk=found.pk)
    if found.read_at is not None and found.answer:
        raise Refusal("answered", "Somebody has answered this already.")
    found.answer, found.read_by_id, found.read_at = rules.check_answer(answer), by.account_id, now
    found.save(update_fields=["answer", "read_by", "read_at"])
    record("family.read", by=by, at=now, children=[found.child_id], about=found.view.ref)
    return found


@transaction.atomic
def say(*, text: str, about: str, by: Viewer, now: datetime) -> FamilyComment:
    """Somebody of the family says what they think, by their link."""
    view = queries.view_by_link(by)
    lately = queries.said(view).filter(said_at__gt=now - timedelta(days=1)).count()
    what = rules.check_comment(text, about=about, said_today=lately)
    return _keep(view, text.strip(), what, by=by, now=now)


def _keep(view: FamilyView, text: str, about: About, *, by: Viewer, now: datetime) -> FamilyComment:
    kept = FamilyComment.objects.create(
        ref=new_ref("ZC"), view=view, child_id=view.child_id, about=about, text=text, said_at=now
    )
    record("family.said", by=by, at=now, children=[view.child_id], about=view.ref)
    return kept


@transaction.atomic
def leave_out(*, agency_ref: str, by: Viewer, now: datetime) -> None:
    """One service sees the plan no more, at once."""
    view, agreement = _deciding(by, now=now)
    agency = agencies.agency(agency_ref)
    may_go = {one.ref for one in queries.who_sees(view) if one.may_be_left_out}
    if agency is None or agency.ref not in may_go:
        raise Refusal("agency", "Choose one of the services in the list.", field="agency")
    _keep(view, f"I do not want {agency.name} to see the plan any more.", About.SHARING, by=by, now=now)
    record("family.left_out", by=by, at=now, children=[view.child_id], about=view.ref)
    withdraw_agency(ref=agreement.ref, agency_id=agency.pk, by=_lent(by), now=now)


@transaction.atomic
def say_no(*, because: str, by: Viewer, now: datetime) -> None:
    """The family agrees no more: sharing stops at once, and whoever leads sees why."""
    view, _ = _deciding(by, now=now)
    words = because.strip()[: rules.LONGEST]
    text = f"I do not agree to share the plan any more. {words}".strip()
    _keep(view, text, About.SHARING, by=by, now=now)
    record("family.said_no", by=by, at=now, children=[view.child_id], about=view.ref)
    plans.withdraw_agreement(child_id=view.child_id, because=words, by=_lent(by), now=now)


def _deciding(by: Viewer, *, now: datetime) -> tuple[FamilyView, Any]:
    """The page of a guest who may change what is agreed, and the agreement."""
    view = queries.view_by_link(by)
    agreement = queries.agreement_of(view)
    if agreement is None:
        raise Refusal("agreement", rules.SHUT)
    guest = queries.guest_of(view, on=clock.day_of(now))
    rules.check_can_change_mind(guest, given_as=Standing(agreement.standing))
    return view, agreement


def _lent(by: Viewer) -> Viewer:
    """The guest with the one duty that this single step asks for: the audit names them, and no practitioner."""
    return replace(by, duties=frozenset({Duty.WRITE_ASSESSMENTS}))


def _check_duty(by: Viewer) -> None:
    if not by.can(Duty.WRITE_ASSESSMENTS):
        raise Refusal("duty", "Working on plans is not one of your duties. Ask whoever manages accounts.")


def _for_change(ref: str, *, by: Viewer, now: datetime) -> FamilyView:
    _check_duty(by)
    found = queries.readable_view(by, ref, at=now)
    return FamilyView.objects.select_for_update(of=("self",)).select_related("episode").get(pk=found.pk)


def _invitation_of(view: FamilyView) -> Any:
    found = guests.about([view.ref]).get(view.ref)
    if found is None:
        raise Refusal("link", "Somebody at another agency sent this link. Ask them.")
    return found
