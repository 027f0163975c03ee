"""Goals of a plan: a need, what the family wants instead, and whether it came about."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from teamaround.kernel.refusal import Refusal

LONGEST = 5_000


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


@dataclass(frozen=True)
class Wished:
    """A goal as somebody would write it down."""

    need: str
    goal: str  # in the family's words
    measure: str = ""  # how all will know
    before: str = ""  # how it is now


@dataclass(frozen=True)
class Settled:
    """How a goal stands, and how things are since."""

    state: GoalState
    after: str = ""


def check_goal(wished: Wished) -> None:
    """What is needed and what the family wants; how all will know may come later."""
    if not wished.need.strip():
        raise Refusal("need", "Say what is needed, or what is hard now.", field="need")
    if not wished.goal.strip():
        raise Refusal("goal", "Say what the family wants instead, in their words.", field="goal")
    for field in ("need", "goal", "measure", "before"):
        check_length(getattr(wished, field), field=field)


def check_settled(settled: Settled) -> None:
    """Any answer will do, at any time; how it is after is asked for and never forced."""
    check_length(settled.after, field="after")


def check_length(text: str, *, field: str, longest: int = LONGEST) -> None:
    """A page that nobody could read is refused, and nothing of it is lost."""
    if len(text) > longest:
        raise Refusal(
            "too-long", f"Say it in fewer than {longest:,} characters. Nothing is lost yet.", field=field
        )


def is_open(state: GoalState) -> bool:
    """Whether the team still works on it."""
    return state is GoalState.WORKING_ON
