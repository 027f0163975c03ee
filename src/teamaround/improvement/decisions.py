"""How decisions of bodies go on here: as actions of plans, with their post and day (see `committees.onward`)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.urls import reverse

from teamaround.accounts.rules import Duty, Viewer
from teamaround.committees.onward import Became, Decided, Onward
from teamaround.design.words import month
from teamaround.kernel import clock

from .models import Action, Update
from .queries import decisions as queries
from .rules.months import DELIVERY_WORDS, IMPACT_WORDS, PROGRESS_WORDS, Progress, Rating


def _offer(viewer: Viewer, row: Decided) -> tuple[str, str] | None:
    """A keeper may make an action of what somebody has still to carry out."""
    if not viewer.can(Duty.KEEP_PLANS) or row.post_id is None or row.done_on is not None:
        return None
    return "Make it an action of a plan", reverse("improvement:from_decision", kwargs={"decision": row.ref})


def _became(viewer: Viewer, ids: Collection[int], as_at: datetime) -> Mapping[int, Became]:
    rows = queries.actions_of(viewer, ids, on=clock.day_of(as_at))
    said = queries.last_words(rows, as_at)
    return {
        row.decision_id: Became(
            f"An action of “{row.plan.title}”", reverse("improvement:action", kwargs={"action": row.ref}),
            _stands(row, said.get(row.pk)),
        )
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


AS_AN_ACTION = Onward(_offer, _became)
