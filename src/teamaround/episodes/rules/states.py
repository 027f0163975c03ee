"""Where an episode can stand, and what moves it on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from teamaround.kernel.refusal import Refusal


class State(StrEnum):
    """Where an episode stands."""

    OPENED = "opened"
    ACTIVE = "active"
    CLOSED = "closed"


class Move(StrEnum):
    """What moves an episode on; opening one is its first move."""

    OPEN = "open"
    ACTIVATE = "activate"
    PAUSE = "pause"
    CLOSE = "close"
    REOPEN = "reopen"


NEXT: dict[State, dict[Move, State]] = {
    State.OPENED: {Move.ACTIVATE: State.ACTIVE, Move.CLOSE: State.CLOSED},
    State.ACTIVE: {Move.PAUSE: State.OPENED, Move.CLOSE: State.CLOSED},
    State.CLOSED: {Move.REOPEN: State.OPENED},
}

REOPEN_DAYS = 365  # after that a family tells how it is now, and is not held to what was

WORDS = {
    State.OPENED: "Getting started",
    State.ACTIVE: "Working together",
    State.CLOSED: "Closed",
}

_INSTEAD = {
    State.OPENED: "This work is open but has no lead practitioner yet.",
    State.ACTIVE: "The team is working together already.",
    State.CLOSED: "This work is closed. Open it again first.",
}


class Closing(StrEnum):
    """Why an episode ends."""

    NEEDS_MET = "needs_met"
    SINGLE_AGENCY = "single_agency"
    STEP_UP = "step_up"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    CHOSE_NOT_TO_CONTINUE = "chose_not_to_continue"
    MOVED_AREA = "moved_area"
    AGED_OUT = "aged_out"
    DIED = "died"
    OPENED_IN_ERROR = "opened_in_error"


CLOSING_WORDS = {
    Closing.NEEDS_MET: "What was needed has been done",
    Closing.SINGLE_AGENCY: "One agency can go on alone",
    Closing.STEP_UP: "Children's social care now leads",
    Closing.CONSENT_WITHDRAWN: "The family withdrew their agreement",
    Closing.CHOSE_NOT_TO_CONTINUE: "The family chose not to continue",
    Closing.MOVED_AREA: "The family moved away",
    Closing.AGED_OUT: "The young person is now an adult",
    Closing.DIED: "The child has died",
    Closing.OPENED_IN_ERROR: "It was opened by mistake",
}


@dataclass(frozen=True)
class Standing:
    """The facts about one episode that its next step depends on."""

    state: State
    has_agreement: bool = False  # to take part, in force, with a scope
    has_lead: bool = False  # accepted


def check_can_move(standing: Standing, move: Move) -> State:
    """The state that the move leads to, or a refusal."""
    found = NEXT[standing.state].get(move)
    if found is None:
        raise Refusal("state", _INSTEAD[standing.state])
    return found


def check_is_open(state: State) -> None:
    """Work that has ended is opened again first."""
    if state is State.CLOSED:
        raise Refusal("state", _INSTEAD[State.CLOSED])


def check_can_activate(standing: Standing) -> State:
    """Agreement with its scope first (R11), then exactly one accepted lead (R14)."""
    found = check_can_move(standing, Move.ACTIVATE)
    check_has_agreement(standing)
    if not standing.has_lead:
        raise Refusal("lead", "Somebody must accept to be the lead practitioner first.")
    return found


def check_has_agreement(standing: Standing) -> None:
    """Nothing is made active or shared without the family's agreement (R11)."""
    if not standing.has_agreement:
        raise Refusal(
            "agreement",
            "Record the family's agreement, and what may be shared with whom, before this.",
        )


def check_can_close(standing: Standing, *, reason: str) -> State:
    """Closing always says why."""
    found = check_can_move(standing, Move.CLOSE)
    if reason not in set(Closing):
        raise Refusal("reason", "Choose why this work is ending.", field="reason")
    return found


def check_can_reopen(standing: Standing, *, closed_on: date | None, on: date) -> State:
    """Within a year, from what is there; after that afresh."""
    found = check_can_move(standing, Move.REOPEN)
    if not may_reopen(closed_on, on=on):
        raise Refusal(
            "afresh",
            "This work ended more than a year ago. Begin afresh, so that the family says how it is now.",
        )
    return found


def may_reopen(closed_on: date | None, *, on: date) -> bool:
    """Whether work that ended on a day can still be gone on from."""
    return closed_on is not None and on <= closed_on + timedelta(days=REOPEN_DAYS)
