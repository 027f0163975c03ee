"""How decisions of bodies go on here: as actions of plans with their post and day, or as amendments (see `committees.onward`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime

from django.urls import reverse

from teamaround.accounts.rules import Duty, Viewer
from teamaround.committees.onward import Became, Decided, Onward
from teamaround.committees.rules.decisions import Outcome
from teamaround.design.words import month
from teamaround.kernel import clock

from .models import Action, Update
from .queries import decisions as queries
from .rules.decided import amends, told
from .rules.months import DELIVERY_WORDS, IMPACT_WORDS, PROGRESS_WORDS, Progress, Rating
from .rules.planning import Answer, content_from


def _offer(viewer: Viewer, row: Decided) -> tuple[str, str] | None:
    """A keeper may make an action of what somebody has still to carry out."""
    if not viewer.can(Duty.KEEP_PLANS) or row.post_id is None or row.done_on is not None:
        return None
    return "Make it an action of a plan", reverse("improvement:from_decision", kwargs={"decision": row.ref})


def _became(viewer: Viewer, ids: Collection[int], as_at: datetime) -> Mapping[int, list[Became]]:
    rows = queries.actions_of(viewer, ids, on=clock.day_of(as_at))
    said = queries.last_words(rows, as_at)
    return {
        row.decision_id: [
            Became(
                f"An action of “{row.plan.title}”", reverse("improvement:action", kwargs={"action": row.ref}),
                _stands(row, said.get(row.pk)),
            )
        ]
        for row in rows
        if row.decision_id is not None
    }  # fmt: skip


def _stands(row: Action, said: Update | None) -> str:
    if said is None:
        return "nothing has been said of it yet." if queries.is_agreed(row) else "the plan is a draft."
    return (
        f"{PROGRESS_WORDS[Progress(said.progress)].lower()} in {month(said.month)}; delivery:"
        f" {DELIVERY_WORDS[Rating(said.delivery)].lower()}; impact: {IMPACT_WORDS[Rating(said.impact)].lower()}. {said.words}"
    )


def _offer_amendment(viewer: Viewer, row: Decided) -> tuple[str, str] | None:
    """A keeper may let what was agreed change an action that is there."""
    if not viewer.can(Duty.KEEP_PLANS) or not amends(Outcome(row.outcome)):
        return None
    return "Let it amend an action of a plan", reverse("improvement:amended_by", kwargs={"decision": row.ref})


def _became_amendments(viewer: Viewer, ids: Collection[int], as_at: datetime) -> Mapping[int, list[Became]]:
    rows = queries.amendments_by(viewer, ids, as_at=as_at)
    said = queries.last_words([row.action for row in rows], as_at)
    found: dict[int, list[Became]] = defaultdict(list)
    for row in rows:
        is_answered = row.answered_at is not None and row.answered_at <= as_at
        before, after = content_from(row.before), content_from(row.after)
        how = told(Answer(row.state) if is_answered else Answer.WAITING, before, after)
        last = said.get(row.action_id)
        since = (
            f" The action is {_stands(row.action, last)}" if last is not None and last.at >= row.at else ""
        )
        found[row.decision_id or 0].append(
            Became(
                f"An amendment of “{before.words}” in “{row.action.plan.title}”",
                reverse("improvement:amendment", kwargs={"amendment": row.ref}), how + since,
            )
        )  # fmt: skip
    return found


AS_AN_ACTION = Onward(_offer, _became)
AS_AN_AMENDMENT = Onward(_offer_amendment, _became_amendments, again=True)
