"""Naming a lead practitioner, who accepts; never two at a time (R14, R15)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.agencies import queries as agencies
from teamaround.assessments import queries as assessments
from teamaround.audit.services import record
from teamaround.index import services as index
from teamaround.kernel import clock
from teamaround.kernel.refusal import Refusal

from .. import queries
from ..models import Episode, Lead
from ..queries.together import current_children
from ..rules import leading, states
from ..rules.handing_over import WHY_WORDS
from ..rules.leading import LeadState, Offer, Step
from ..rules.states import Move, State
from .agreeing import for_change, keep, while_open
from .moving import note_move


@transaction.atomic
def name_lead(
    *,
    ref: str,
    practitioner_id: int,
    family_asked: bool,
    family_view: str,
    by: Viewer,
    now: datetime,
) -> Lead:
    """Ask somebody to lead; it counts when they accept. Their agency must be one the family agreed to."""
    found = while_open(ref, by=by, now=now)
    offered = offer_to_lead(
        found, practitioner_id, family_asked=family_asked, family_view=family_view, by=by, now=now
    )
    record("episodes.lead_asked", by=by, at=now, children=[found.child_id], about=found.ref)
    return offered


def offer_to_lead(
    found: Episode, practitioner_id: int, *, family_asked: bool, family_view: str, by: Viewer, now: datetime,
    **handed_over: Any,
) -> Lead:  # fmt: skip
    """Ask somebody who may lead; what is handed over goes with the question."""
    check_may_lead(found, practitioner_id, today=clock.day_of(now))
    leading.check_can_offer(
        queries.offers_of(found), practitioner_id, family_asked=family_asked, why_not=family_view
    )
    states.check_has_agreement(queries.standing_of(found))
    return Lead.objects.create(
        episode=found, child_id=found.child_id, practitioner_id=practitioner_id, state=LeadState.OFFERED,
        family_view=family_view.strip(), offered_by_id=by.account_id, offered_at=now, **handed_over,
    )  # fmt: skip


def check_may_lead(found: Episode, practitioner_id: int, *, today: date) -> None:
    """Somebody in post, at an agency that the family agreed to."""
    person = agencies.practitioner_by_id(practitioner_id)
    if person is None:
        raise Refusal("practitioner", "Choose somebody from the list.", field="practitioner")
    leading.check_in_post(person.ended_on, today=today)
    if person.agency_id not in assessments.agencies_agreed(found.child_id):
        raise Refusal(
            "not-agreed", f"The family has not agreed that {person.agency.name} takes part. Ask them first.",
            field="practitioner",
        )  # fmt: skip


@transaction.atomic
def accept_lead(*, ref: str, manager_knows: bool, manager: str, by: Viewer, now: datetime) -> Lead:
    """Accept to lead, with a manager who knows; whoever hands over stops at that moment (R14)."""
    found, lead = _offered(ref, by=by, now=now)
    _make_room(found, lead, by=by, now=now)
    lead.state = leading.check_can_accept(
        _offer(lead), queries.offers_of(found, but=lead), by_practitioner=by.practitioner_id,
        manager_knows=manager_knows, manager=manager,
    )  # fmt: skip
    lead.manager, lead.answered_at = manager.strip(), now
    _keep(lead, "state", "manager", "answered_at")
    record("episodes.lead_accepted", by=by, at=now, children=[found.child_id], about=found.ref)
    _point(found, practitioner_id=lead.practitioner_id, now=now)
    if found.state == State.OPENED:
        found.state = states.check_can_activate(queries.standing_of(found))
        keep(found, "state")
        note_move(found, Move.ACTIVATE, account_id=by.account_id, now=now)
        record("episodes.activated", by=by, at=now, children=[found.child_id], about=found.ref)
    return lead


@transaction.atomic
def decline_lead(*, ref: str, because: str, by: Viewer, now: datetime) -> Lead:
    """Say that one cannot lead."""
    found, lead = _offered(ref, by=by, now=now)
    lead.state = leading.check_can_decline(_offer(lead), by_practitioner=by.practitioner_id, because=because)
    lead.because, lead.answered_at = because.strip(), now
    _keep(lead, "state", "because", "answered_at")
    record(
        "episodes.lead_declined",
        by=by,
        at=now,
        children=[found.child_id],
        about=found.ref,
        said=because.strip(),
    )
    return lead


@transaction.atomic
def take_back_offer(*, ref: str, by: Viewer, now: datetime) -> Lead:
    """Ask somebody else instead, before an answer has come."""
    found, lead = _offered(ref, by=by, now=now)
    lead.state = leading.check_can_step(LeadState(lead.state), Step.WITHDRAW)
    lead.answered_at = now
    _keep(lead, "state", "answered_at")
    record("episodes.lead_offer_taken_back", by=by, at=now, children=[found.child_id], about=found.ref)
    return lead


@transaction.atomic
def end_lead(*, ref: str, because: str, by: Viewer, now: datetime) -> Lead:
    """Stop leading, saying why and what the next lead should know."""
    found = for_change(ref, by=by, now=now)
    lead = queries.accepted_lead(found)
    if lead is None:
        raise Refusal("no-lead", "Nobody leads at the moment.")
    lead.state = leading.check_can_end(_offer(lead), because=because)
    lead.because, lead.ended_at = because.strip(), now
    _keep(lead, "state", "because", "ended_at")
    record(
        "episodes.lead_ended",
        by=by,
        at=now,
        children=[found.child_id],
        about=found.ref,
        said=because.strip(),
    )
    _point(found, practitioner_id=None, now=now)
    if found.state == State.ACTIVE:
        found.state = states.check_can_move(queries.standing_of(found), Move.PAUSE)
        keep(found, "state")
        note_move(found, Move.PAUSE, account_id=by.account_id, now=now)
    return lead


def _make_room(found: Episode, offered: Lead, *, by: Viewer, now: datetime) -> None:
    """End the time of a lead who hands over to this one, or who can no longer lead."""
    present = queries.accepted_lead(found)
    if present is None:
        return
    why = queries.not_leading([present], today=clock.day_of(now)).get(present.pk)
    if why is None and offered.handed_over_by_id != present.pk:
        return
    present.state = leading.check_can_end(_offer(present), because="handed over")
    present.because = f"{present.practitioner.name} {WHY_WORDS[why]}." if why else "Handed over."
    present.ended_at = now
    _keep(present, "state", "because", "ended_at")
    record("episodes.lead_ended", by=by, at=now, children=[found.child_id], about=found.ref)


def end_all(found: Episode, *, because: str, now: datetime) -> None:
    """Nobody leads, and nobody is still asked to, when an episode has ended."""
    for lead in queries.leads(found).filter(state__in=[LeadState.OFFERED, LeadState.ACCEPTED]):
        step = Step.END if lead.state == LeadState.ACCEPTED else Step.WITHDRAW
        lead.state = leading.check_can_step(LeadState(lead.state), step)
        lead.because, lead.ended_at = because, now
        _keep(lead, "state", "because", "ended_at")
    _point(found, practitioner_id=None, now=now)


def _offered(ref: str, *, by: Viewer, now: datetime) -> tuple[Episode, Lead]:
    found = for_change(ref, by=by, now=now)
    lead = queries.offered_lead(found)
    if lead is None:
        raise Refusal("no-offer", "Nobody has been asked to lead, or they have answered already.")
    return found, lead


def _offer(lead: Lead) -> Offer:
    return Offer(lead.practitioner_id, LeadState(lead.state))


def _point(found: Episode, *, practitioner_id: int | None, now: datetime) -> None:
    """Keep the index's pointer to the lead in step, for every child of the episode."""
    for child_id in sorted(current_children(found)):
        index.note_lead(child_id=child_id, practitioner_id=practitioner_id, since=clock.day_of(now))


def _keep(lead: Lead, *fields: str) -> None:
    lead.version += 1
    lead.save(update_fields=[*fields, "version"])
