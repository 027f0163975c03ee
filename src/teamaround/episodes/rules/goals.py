"""Goals of a plan: a need, what the family wants instead, and whether it came about."""

from __future__ import annotations

from enum import StrEnum


class GoalState(StrEnum):
    """How far a goal has come."""

    WORKING_ON = "working_on"
    REACHED = "reached"
    PARTLY = "partly"
    NOT_REACHED = "not_reached"
    SET_ASIDE = "set_aside"


WORDS = {
    GoalState.WORKING_ON: "Working on it",
    GoalState.REACHED: "Reached",
    GoalState.PARTLY: "Partly reached",
    GoalState.NOT_REACHED: "Not reached",
    GoalState.SET_ASIDE: "No longer wanted",
}
