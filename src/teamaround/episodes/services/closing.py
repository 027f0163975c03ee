"""Ending an episode: with a reason, what changed and what the family says; and going on from one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.refusal import Refusal
from teamaround.sharing import agreeing as sharing
from teamaround.sharing import queries as agreements
from teamaround.sharing.agreement_rules import AgreementFacts, How
from teamaround.sharing.signing_rules import NOTHING, Proof

from .. import queries
from ..models import Episode, EpisodeChild
from ..rules import goals, states
from ..rules.states import Move
from .agreeing import for_change, keep
from .ending import close_assessments, end_with_it, take_up_again
from .goals import GoalChange, settle_goals
from .moving import note_move
from .occasions import note_missed


@transaction.atomic
def close_episode(
    *, ref: str, reason: str, by: Viewer, now: datetime, note: str = "", what_changed: str = "",
    family_says: str = "", call_later: str = "", changes: Iterable[GoalChange] = (),
    also: Iterable[str] = (),
) -> Episode:  # fmt: skip
    """End the work with a reason; the assessment is closed with it and can be gone on from.

    What changed, what the family says and whom they can ring later are asked for and never
    forced. `also` names the assessments of brothers and sisters that end with it.
    """
    found = for_change(ref, by=by, now=now)
    states.check_can_close(queries.standing_of(found), reason=reason)
    told = {
        "closing_note": note, "what_changed": what_changed, "family_says": family_says,
        "call_later": call_later,
    }  # fmt: skip
    for name, text in told.items():
        goals.check_length(text, field=name)
    settle_goals(changes, by=by, now=now)
    note_missed(found, today=clock.day_of(now))
    _end(found, reason, told, now=now)
    note_move(found, Move.CLOSE, account_id=by.account_id, now=now)
    record("episodes.closed", by=by, at=now, children=[found.child_id], about=found.ref, said=reason)
    words = states.CLOSING_WORDS[states.Closing(reason)]
    close_assessments(found, also, because=words, by=by, now=now)
    end_with_it(found, because=words, by=by, now=now)
    return found


def _end(found: Episode, reason: str, told: Mapping[str, str], *, now: datetime) -> None:
    """Close it, with every child in it: another team may work with any of them from now on."""
    found.state = states.NEXT[states.State(found.state)][Move.CLOSE]
    found.closed_on, found.closed_for, found.review_on = clock.day_of(now), reason, None
    for name, text in told.items():
        setattr(found, name, text.strip())
    keep(found, "state", "closed_on", "closed_for", "review_on", *told)
    EpisodeChild.objects.filter(episode=found, left_on__isnull=True).update(
        left_on=found.closed_on, left_because=states.CLOSING_WORDS[states.Closing(reason)]
    )


@transaction.atomic
def reopen_episode(
    *, ref: str, facts: AgreementFacts, how: How, by: Viewer, now: datetime, not_to_share: str = "",
    ask_again_on: date | None = None, proof: Proof = NOTHING,
) -> Episode:  # fmt: skip
    """Go on within a year from what is there: goals, actions, team. The family is asked anew (R11)."""
    found = for_change(ref, by=by, now=now)
    on = clock.day_of(now)
    reopened = states.check_can_reopen(queries.standing_of(found), closed_on=found.closed_on, on=on)
    if queries.open_one(found.child_id) is not None:
        raise Refusal("exists", "A newer plan is open for this child. Go on with that one.")
    for held in agreements.agreements_in_force(found.child_id):
        sharing.withdraw_agreement(ref=held.ref, because="Asked anew", by=by, now=now)
    sharing.record_agreement(
        child_id=found.child_id, facts=facts, how=how, by=by, now=now, not_to_share=not_to_share,
        ask_again_on=ask_again_on, proof=proof,
    )  # fmt: skip
    take_up_again(found, ended=states.CLOSING_WORDS[states.Closing(found.closed_for)], by=by, now=now)
    found.state, found.closed_on, found.closed_for = reopened, None, ""
    keep(found, "state", "closed_on", "closed_for")
    note_move(found, Move.REOPEN, account_id=by.account_id, now=now)
    record("episodes.reopened", by=by, at=now, children=[found.child_id], about=found.ref)
    return found
