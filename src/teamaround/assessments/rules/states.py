"""Where an assessment can stand, and what moves it on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from teamaround.index.rules.pointing import RECENT_MONTHS, is_recent
from teamaround.kernel.refusal import Refusal


class State(StrEnum):
    """Where an assessment stands."""

    BEGUN = "begun"
    COMPLETED = "completed"
    CLOSED = "closed"
    STOPPED = "stopped"


class Move(StrEnum):
    """What a person does that moves an assessment on."""

    COMPLETE = "complete"
    REOPEN = "reopen"
    CLOSE = "close"
    STOP = "stop"


NEXT: dict[State, dict[Move, State]] = {
    State.BEGUN: {
        Move.COMPLETE: State.COMPLETED,
        Move.CLOSE: State.CLOSED,
        Move.STOP: State.STOPPED,
    },
    State.COMPLETED: {Move.REOPEN: State.BEGUN, Move.CLOSE: State.CLOSED},
    State.CLOSED: {Move.REOPEN: State.BEGUN},
    State.STOPPED: {},
}

WORDS = {
    State.BEGUN: "Being written",
    State.COMPLETED: "Complete",
    State.CLOSED: "Closed",
    State.STOPPED: "Not taken further",
}

OPEN = frozenset({State.BEGUN, State.COMPLETED})

_INSTEAD = {
    State.BEGUN: "This assessment is still being written.",
    State.COMPLETED: "This assessment is complete. Open it again if something must be added.",
    State.CLOSED: "This assessment is closed. Open it again to go on from what is there.",
    State.STOPPED: "This assessment was not taken further. Begin a new one if the family wants one.",
}


@dataclass(frozen=True)
class Agreed:
    """What the family has agreed to at this moment (four things are kept apart; these are two)."""

    to_take_part: bool = False
    to_share: bool = False


@dataclass(frozen=True)
class Standing:
    """The facts about one assessment that its next step depends on."""

    state: State
    agency: int
    agreed: Agreed = Agreed()
    closed_on: date | None = None
    is_shared: bool = False


def check_can_move(standing: Standing, move: Move) -> State:
    """The state that the move leads to, or a refusal that says what can be done instead."""
    found = NEXT[standing.state].get(move)
    if found is None:
        raise Refusal("state", _INSTEAD[standing.state])
    return found


def check_can_share(standing: Standing) -> None:
    """Nothing is shared before the family's agreement to it is recorded (R11)."""
    if standing.state not in OPEN:
        raise Refusal("state", _INSTEAD[standing.state])
    if not standing.agreed.to_take_part:
        raise Refusal("agreement", "Record the family's agreement to take part before you share anything.")
    if not standing.agreed.to_share:
        raise Refusal(
            "agreement-to-share",
            "The family has agreed to take part, but not that this may be shared. "
            "Ask them, and record which services may see it.",
        )


def check_can_complete(standing: Standing) -> State:
    """Complete when the writer and the family say so: blanks never stand in the way."""
    found = check_can_move(standing, Move.COMPLETE)
    if not standing.agreed.to_take_part:
        raise Refusal(
            "agreement", "Record the family's agreement to take part before you call this complete."
        )
    return found


def check_can_reopen(standing: Standing, *, on: date, recent_months: int = RECENT_MONTHS) -> State:
    """A complete one at any time; a closed one while it is recent."""
    found = check_can_move(standing, Move.REOPEN)
    if standing.state is State.CLOSED and not is_recent(
        standing.closed_on, on=on, recent_months=recent_months
    ):
        raise Refusal(
            "too-long-ago",
            "This assessment was closed long ago. Begin a new one and look back at this.",
        )
    return found
