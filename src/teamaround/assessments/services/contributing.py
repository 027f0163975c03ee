"""Joining one assessment instead of repeating it: offering, asking, giving, declining."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.agencies import queries as agencies
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import Refusal
from teamaround.sharing.agreeing import add_to_scope

from .. import queries
from ..models import Answer, Assessment, Contribution
from ..rules import contributing
from ..rules.contributing import LIVE, ContributionState, Step
from ..rules.states import State
from .assessing import check_duty, for_change
from .checklists import throw_checklist_away


@dataclass(frozen=True)
class Wish:
    """What somebody is asked for: which sections, in what words, by when."""

    wanted: frozenset[str]
    message: str = ""
    due_on: date | None = None
    family_agrees: bool = False  # asked, and said yes to this agency


@transaction.atomic
def offer(*, ref: str, message: str, by: Viewer, now: datetime) -> Contribution:
    """Ask to contribute. Where the family agreed to this agency already, writing can begin at once."""
    found = queries.known(by, ref, at=now)
    check_duty(by)
    contributing.check_can_offer(
        state=State(found.state),
        begun_by=found.agency_id,
        agency=by.agency_id,
        joined=_joined(found),
    )
    part = _part(found, by.agency_id)
    part.practitioner_id, part.offered_words = by.practitioner_id, message.strip()
    part.offered_by_id, part.offered_at = by.account_id, now
    part.state, part.declined_because, part.declined_at = ContributionState.OFFERED, "", None
    record("assessments.contribution_offered", by=by, at=now, children=[found.child_id], about=part.ref)
    if by.agency_id in queries.covered(queries.agreement_about(found)):
        part.state = contributing.check_can_step(ContributionState.OFFERED, Step.WELCOME)
        part.wanted = sorted(contributing.askable(queries.form_of(found)))
    _keep(part)
    throw_checklist_away(child_id=found.child_id, by=by, now=now)
    return part


@transaction.atomic
def ask_for_contribution(
    *,
    ref: str,
    agency_id: int,
    wish: Wish,
    by: Viewer,
    now: datetime,
    practitioner_id: int | None = None,
) -> Contribution:
    """Ask another agency for its part, once the family agrees that it takes part."""
    found = for_change(ref, by=by, now=now)
    contributing.check_can_ask(
        state=State(found.state), begun_by=found.agency_id, agency=agency_id, joined=_joined(found),
        today=clock.day_of(now), due=wish.due_on,
    )  # fmt: skip
    part = _part(found, agency_id)
    part.practitioner_id = practitioner_id
    return _ask(found, part, wish, by=by, now=now)


@transaction.atomic
def welcome(*, ref: str, wish: Wish, by: Viewer, now: datetime) -> Contribution:
    """Take up an offer, once the family agrees that this agency takes part."""
    part = queries.part_of(by, ref, at=now)
    found = for_change(part.assessment.ref, by=by, now=now)
    contributing.check_can_step(ContributionState(part.state), Step.WELCOME)
    return _ask(found, part, wish, by=by, now=now)


@transaction.atomic
def give(*, ref: str, by: Viewer, now: datetime) -> Contribution:
    """Hand over what was written, for everybody who may read the assessment."""
    part = _own_part(ref, by=by, now=now)
    has_written = Answer.objects.filter(contribution=part).exclude(text="").exists()
    part.state = contributing.check_can_give(
        state=State(part.assessment.state),
        part=ContributionState(part.state),
        has_written=has_written,
    )
    part.given_by_id, part.given_at = by.account_id, now
    _keep(part)
    _note_voices(part.assessment)
    throw_checklist_away(child_id=part.child_id, by=by, now=now)
    record("assessments.contribution_given", by=by, at=now, children=[part.child_id], about=part.ref)
    return part


@transaction.atomic
def decline(*, ref: str, because: str, by: Viewer, now: datetime) -> Contribution:
    """Say no, with a reason: those who were asked, or those who lead and were offered."""
    part = queries.part_of(by, ref, at=now)
    check_duty(by)
    is_offer = part.state == ContributionState.OFFERED
    if is_offer and by.agency_id not in queries.leading(part.assessment):
        raise Refusal("part", "Whoever leads the assessment answers this.")
    if not is_offer and by.agency_id != part.agency_id:
        raise Refusal("part", "Only the agency that was asked can answer this.")
    part.state = contributing.check_can_decline(part=ContributionState(part.state), because=because)
    part.declined_because, part.declined_at = because.strip(), now
    _keep(part)
    record(
        "assessments.contribution_declined", by=by, at=now, children=[part.child_id], about=part.ref,
        said=because.strip(),
    )  # fmt: skip
    return part


def _ask(found: Assessment, part: Contribution, wish: Wish, *, by: Viewer, now: datetime) -> Contribution:
    part.wanted = sorted(contributing.check_wanted(queries.form_of(found), wish.wanted))
    if part.agency_id is None:
        raise Refusal("by-link", "They come by a link. Send them a new one.")
    _bring_into_scope(found, part.agency_id, family_agrees=wish.family_agrees, by=by, now=now)
    part.message = wish.message.strip()
    part.due_on, part.state = wish.due_on, ContributionState.ASKED
    part.asked_by_id, part.asked_at = by.account_id, now
    _keep(part)
    record("assessments.contribution_asked", by=by, at=now, children=[found.child_id], about=part.ref)
    return part


def _bring_into_scope(
    found: Assessment, agency_id: int, *, family_agrees: bool, by: Viewer, now: datetime
) -> None:
    """Nobody takes part whom the family has not agreed to (R11)."""
    agreement = queries.agreement_about(found)
    if agreement is None:
        raise Refusal("agreement", "Record the family's agreement to take part before you ask others.")
    if agency_id in queries.covered(agreement):
        return
    name = agencies.named_agencies({agency_id})[agency_id].name
    if not family_agrees:
        raise Refusal(
            "not-agreed",
            f"Ask the family first whether {name} may take part and see this.",
            field="family_agrees",
        )
    add_to_scope(ref=agreement.ref, agency_ids=[agency_id], by=by, now=now)


def _joined(found: Assessment) -> Iterable[int]:
    """Agencies that are in it already, or have offered."""
    return list(
        Contribution.objects.filter(assessment=found, state__in=LIVE, agency__isnull=False).values_list(
            "agency_id", flat=True
        )
    )


def _part(found: Assessment, agency_id: int) -> Contribution:
    """An agency's part: the declined one again, or a new one."""
    declined = Contribution.objects.select_for_update().filter(assessment=found, agency_id=agency_id).first()
    return declined or Contribution(
        ref=new_ref("J"), assessment=found, child_id=found.child_id, agency_id=agency_id, version=0
    )


def _own_part(ref: str, *, by: Viewer, now: datetime) -> Contribution:
    part = queries.part_of(by, ref, at=now)
    check_duty(by)
    if by.agency_id != part.agency_id:
        raise Refusal("part", "Only the agency that was asked can give this.")
    return part


def _note_voices(found: Assessment) -> None:
    """A part that comes once the assessment is complete may bring a voice that was missing."""
    if found.completed_on is None or (found.child_heard and found.parent_heard):
        return
    said = queries.heard(found)
    found.child_heard = bool(found.child_heard) or said.child
    found.parent_heard = bool(found.parent_heard) or said.parent
    found.save(update_fields=["child_heard", "parent_heard"])


def _keep(part: Contribution) -> None:
    part.version += 1
    part.save()
