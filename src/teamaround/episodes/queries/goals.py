"""Reading goals, each with what is done about it, for each child of a plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from ..models import EarlierGoal, Episode, Goal
from ..rules.goals import WORDS, GoalState, is_open
from ..rules.planning import When
from .planning import ActionSeen, actions_of


@dataclass(frozen=True)
class GoalSeen:
    """A goal as the plan shows it."""

    goal: Goal
    actions: list[ActionSeen]

    @property
    def is_open(self) -> bool:
        """Whether the team still works on it."""
        return is_open(GoalState(self.goal.state))

    @property
    def words(self) -> str:
        """How it stands."""
        return WORDS[GoalState(self.goal.state)]


@dataclass(frozen=True)
class ChildsPlan:
    """One child's part of a plan."""

    child_id: int
    goals: list[GoalSeen]
    actions: list[ActionSeen]  # those that serve no goal

    @property
    def is_empty(self) -> bool:
        """Whether nothing is planned yet."""
        return not (self.goals or self.actions)

    @property
    def all_actions(self) -> list[ActionSeen]:
        """Every action of this child."""
        return [*(one for seen in self.goals for one in seen.actions), *self.actions]

    @property
    def late(self) -> list[ActionSeen]:
        """What was to be done by now."""
        return [one for one in self.all_actions if one.when is When.LATE]


def goal(ref: str) -> Goal | None:
    """The goal with this reference."""
    return Goal.objects.select_related("episode", "changed_by").filter(ref=ref).first()


def goals(found: Episode, *, children: Iterable[int]) -> QuerySet[Goal]:
    """The goals of these children, in the order in which they were agreed."""
    rows = Goal.objects.filter(episode=found, child_id__in=list(children))
    return rows.select_related("changed_by").order_by("added_at", "pk")


def open_goals(found: Episode, *, children: Iterable[int]) -> list[Goal]:
    """Those of them that the team still works on."""
    return list(goals(found, children=children).filter(state=GoalState.WORKING_ON))


def earlier_goals(found: Goal) -> QuerySet[EarlierGoal]:
    """How a goal read before, newest first."""
    return EarlierGoal.objects.filter(goal_row=found).select_related("changed_by").order_by("-pk")


def plans(found: Episode, *, children: Iterable[int], today: date) -> list[ChildsPlan]:
    """The plan, child by child: goals with their actions, then actions of their own; open goals first."""
    children = list(children)
    wished = list(goals(found, children=children))
    done = actions_of(found, children=children, today=today)
    return [_childs(child, wished, done) for child in children]


def _childs(child: int, wished: list[Goal], done: list[ActionSeen]) -> ChildsPlan:
    own = [one for one in done if one.action.child_id == child]
    seen = [
        GoalSeen(row, [one for one in own if one.action.goal_id == row.pk])
        for row in wished
        if row.child_id == child
    ]
    seen.sort(key=lambda one: not one.is_open)
    known = {one.goal.pk for one in seen}
    return ChildsPlan(child, seen, [one for one in own if one.action.goal_id not in known])
