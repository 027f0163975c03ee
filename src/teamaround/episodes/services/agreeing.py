"""Opening an episode with the family's agreement, and ending it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from teamaround.accounts.rules import Duty, Viewer
from teamaround.assessments import queries as assessments
from teamaround.assessments import services as assessing
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import Refusal
from teamaround.sharing import agreeing as sharing
from teamaround.sharing import queries as agreements
from teamaround.sharing.agreement_rules import AgreementFacts, How
from teamaround.sharing.rules import Act
from teamaround.sharing.services import check
from teamaround.sharing.signing_rules import NOTHING, Proof

from .. import queries
from ..models import Episode
from ..queries.episodes import open_ones
from ..rules import states
from ..rules.states import Move, State
from .moving import note_move
from .occasions import note_first_meeting


@transaction.atomic
def record_agreement(
    *, child_id: int, facts: AgreementFacts, how: How, by: Viewer, now: datetime, not_to_share: str = "",
    ask_again_on: date | None = None, proof: Proof = NOTHING,
) -> Episode:  # fmt: skip
    """Record the family's agreement to take part, which opens the episode."""
    check_duty(by)
    sharing.record_agreement(
        child_id=child_id, facts=facts, how=how, by=by, now=now, not_to_share=not_to_share,
        ask_again_on=ask_again_on, proof=proof,
    )  # fmt: skip
    return open_episode(child_id=child_id, by=by, now=now)


@transaction.atomic
def correct_agreement(
    *, ref: str, version: int, facts: AgreementFacts, how: How, because: str, by: Viewer, now: datetime,
    not_to_share: str = "", ask_again_on: date | None = None, proof: Proof = NOTHING,
) -> None:  # fmt: skip
    """Put a wrong entry right; what is counted from the day of agreeing follows."""
    kept = sharing.correct_agreement(
        ref=ref, version=version, facts=facts, how=how, because=because, by=by, now=now,
        not_to_share=not_to_share, ask_again_on=ask_again_on, proof=proof,
    )  # fmt: skip
    for found in queries.of_child(kept.child_id).filter(child_id=kept.child_id):
        note_first_meeting(found)


@transaction.atomic
def open_episode(*, child_id: int, by: Viewer, now: datetime) -> Episode:
    """The child's open episode, or a new one that stands on the agreement in force."""
    check(by, Act.SEE_CONTENT, child_id, at=now)
    check_duty(by)
    found = queries.open_one(child_id)
    if found is not None:
        return found
    standing = states.Standing(
        State.OPENED, has_agreement=agreements.agreement_in_force(child_id) is not None
    )
    states.check_has_agreement(standing)
    opened = Episode.objects.create(
        ref=new_ref("E"), child_id=child_id, assessment=assessments.open_one(child_id), agency_id=by.agency_id,
        state=State.OPENED, opened_by_id=by.account_id, opened_on=clock.day_of(now),
    )  # fmt: skip
    note_move(opened, Move.OPEN, account_id=by.account_id, now=now)
    record("episodes.opened", by=by, at=now, children=[child_id], about=opened.ref)
    return opened


@transaction.atomic
def withdraw_agreement(*, child_id: int, because: str, by: Viewer, now: datetime) -> None:
    """The family says no: sharing stops now, and somebody decides how the work ends. History stays."""
    held = agreements.agreements_in_force(child_id)
    if not held:
        raise Refusal("no-agreement", "No agreement is in force, so there is nothing to withdraw.")
    check_duty(by)
    for agreement in held:
        sharing.withdraw_agreement(ref=agreement.ref, because=because, by=by, now=now)
    assessing.stop_sharing(child_id=child_id, by=by, now=now)
    for found in open_ones(child_id).filter(state=State.ACTIVE):
        found.state = states.check_can_move(queries.standing_of(found), Move.PAUSE)
        keep(found, "state")
        note_move(found, Move.PAUSE, account_id=by.account_id, now=now)
        record("episodes.paused", by=by, at=now, children=[child_id], about=found.ref)


def for_change(ref: str, *, by: Viewer, now: datetime) -> Episode:
    """The episode, locked, for somebody who may read and write the child's content."""
    found = queries.readable(by, ref, at=now)
    check_duty(by)
    found.refresh_from_db(from_queryset=Episode.objects.select_for_update(of=("self",)))
    return found


def while_open(ref: str, *, by: Viewer, now: datetime) -> Episode:
    """The same, while the work goes on."""
    found = for_change(ref, by=by, now=now)
    states.check_is_open(State(found.state))
    return found


def check_duty(by: Viewer) -> None:
    """Taking part in a plan belongs to the duty of writing assessments."""
    if not by.can(Duty.WRITE_ASSESSMENTS):
        raise Refusal("duty", "Working on plans is not one of your duties. Ask whoever manages accounts.")


def keep(found: Episode, *fields: str) -> None:
    """Save with a new version."""
    found.version += 1
    found.save(update_fields=[*fields, "version"])
