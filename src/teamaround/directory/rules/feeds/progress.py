"""The states of one taking-in of a source, and how far it may go."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from teamaround.kernel.refusal import Refusal

MOST_PAGES = 5_000
MOST_ENTRIES = 100_000
LONGEST_RUN = timedelta(hours=12)
LONGEST_PAGE = timedelta(minutes=10)  # with all its entries, each asked for alone
LOST_AFTER = timedelta(minutes=5)  # without a sign of life, longer than one page may take
ON_A_PAGE = 100
MOST_NOTES = 100


class State(StrEnum):
    """How far a taking-in has come."""

    WAITING = "waiting"
    RUNNING = "running"
    STOPPED = "stopped"
    FAILED = "failed"
    DONE = "done"


class Move(StrEnum):
    """What may be done with it."""

    BEGIN = "begin"
    FINISH = "finish"
    STOP = "stop"
    FAIL = "fail"
    GO_ON = "go_on"


WORDS = {
    State.WAITING: "About to begin",
    State.RUNNING: "Being taken in",
    State.STOPPED: "Stopped by somebody",
    State.FAILED: "Could not go on",
    State.DONE: "Taken in",
}
NEXT: dict[State, dict[Move, State]] = {
    State.WAITING: {Move.BEGIN: State.RUNNING, Move.STOP: State.STOPPED, Move.FAIL: State.FAILED},
    State.RUNNING: {Move.FINISH: State.DONE, Move.STOP: State.STOPPED, Move.FAIL: State.FAILED},
    State.STOPPED: {Move.GO_ON: State.WAITING},
    State.FAILED: {Move.GO_ON: State.WAITING},
    State.DONE: {},
}
UNDER_WAY = (State.WAITING, State.RUNNING)


def after(state: State, move: Move) -> State:
    """The state that follows; refuses what cannot be done now."""
    if move not in NEXT[state]:
        raise Refusal("taking-state", f"This cannot be done now: it is “{WORDS[state].lower()}”.")
    return NEXT[state][move]
