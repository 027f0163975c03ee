"""Goals: what is needed, what the family wants instead, and whether it came about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal

from ..models import EarlierGoal, Goal
from ..queries.goals import goal as goal_by_ref
from ..rules import goals as rules
from ..rules.goals import GoalState, Settled, Wished
from .planning import CLASH, check_agreed, open_for


@dataclass(frozen=True)
class GoalChange:
    """How one goal stands now, as somebody says who read a version of it."""

    ref: str
    version: int
    settled: Settled


@transaction.atomic
def add_goal(*, ref: str, child_id: int | None, wished: Wished, by: Viewer, now: datetime) -> Goal:
    """Write down a goal of one child of the episode; of the first, unless another is named."""
    found, child_id = open_for(ref, child_id=child_id, by=by, now=now)
    rules.check_goal(wished)
    check_agreed(found, child_id)
    goal = Goal(
        ref=new_ref("D"), episode=found, child_id=child_id, state=GoalState.WORKING_ON,
        added_by_id=by.account_id, added_at=now, changed_by_id=by.account_id, changed_at=now,
    )  # fmt: skip
    _put(goal, wished)
    goal.save()
    record("episodes.goal_added", by=by, at=now, children=[child_id], about=goal.ref)
    return goal


@transaction.atomic
def change_goal(*, ref: str, version: int, wished: Wished, by: Viewer, now: datetime) -> Goal:
    """Put a goal in other words. The second of two writers is told, and what it said before is kept."""
    goal = _for_change(ref, version=version, by=by, now=now)
    rules.check_goal(wished)
    _keep_earlier(goal)
    _put(goal, wished)
    _save(goal, by=by, now=now)
    record("episodes.goal_changed", by=by, at=now, children=[goal.child_id], about=goal.ref)
    return goal


@transaction.atomic
def settle_goal(*, ref: str, version: int, settled: Settled, by: Viewer, now: datetime) -> Goal:
    """Say how far a goal has come, and how things are since; it can be taken up again."""
    goal = _for_change(ref, version=version, by=by, now=now)
    rules.check_settled(settled)
    _keep_earlier(goal)
    goal.state, goal.after = settled.state, settled.after.strip()
    _save(goal, by=by, now=now)
    record(
        "episodes.goal_settled", by=by, at=now, children=[goal.child_id], about=goal.ref,
        said=settled.state.value,
    )  # fmt: skip
    return goal


def settle_goals(changes: Iterable[GoalChange], *, by: Viewer, now: datetime) -> None:
    """Several at once, as part of a review or a closing; those that say nothing new are left alone."""
    for change in changes:
        kept = goal_by_ref(change.ref)
        if kept is None:
            raise NotVisible
        if (kept.state, kept.after) != (change.settled.state, change.settled.after.strip()):
            settle_goal(ref=change.ref, version=change.version, settled=change.settled, by=by, now=now)


def _for_change(ref: str, *, version: int, by: Viewer, now: datetime) -> Goal:
    kept = goal_by_ref(ref)
    if kept is None:
        raise NotVisible
    open_for(kept.episode.ref, child_id=kept.child_id, by=by, now=now)
    goal = Goal.objects.select_for_update().get(pk=kept.pk)
    if goal.version != version:
        raise Refusal("changed-meanwhile", CLASH)
    return goal


def _keep_earlier(goal: Goal) -> None:
    EarlierGoal.objects.create(
        goal_row=goal, child_id=goal.child_id, need=goal.need, goal=goal.goal, measure=goal.measure,
        before=goal.before, after=goal.after, state=goal.state, changed_by_id=goal.changed_by_id,
        changed_at=goal.changed_at,
    )  # fmt: skip


def _put(goal: Goal, wished: Wished) -> None:
    goal.need, goal.goal = wished.need.strip(), wished.goal.strip()
    goal.measure, goal.before = wished.measure.strip(), wished.before.strip()


def _save(goal: Goal, *, by: Viewer, now: datetime) -> None:
    goal.version += 1
    goal.changed_by_id, goal.changed_at = by.account_id, now
    goal.save()
