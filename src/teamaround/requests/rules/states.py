"""Where a request stands, whose turn it is, and what moves it on."""

from __future__ import annotations

from enum import StrEnum

from teamaround.kernel.refusal import Refusal


class State(StrEnum):
    """Where a request stands; a family that was only told of a service begins as signposted."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    STARTED = "started"
    SIGNPOSTED = "signposted"
    DECLINED = "declined"
    TAKEN_BACK = "taken-back"
    ENDED = "ended"


class Step(StrEnum):
    """What moves it on."""

    ACCEPT = "accept"
    DECLINE = "decline"
    START = "start"
    END = "end"
    TAKE_BACK = "take_back"


NEXT: dict[State, dict[Step, State]] = {
    State.ASKED: {
        Step.ACCEPT: State.ACCEPTED, Step.DECLINE: State.DECLINED, Step.TAKE_BACK: State.TAKEN_BACK,
    },
    State.ACCEPTED: {
        Step.START: State.STARTED, Step.DECLINE: State.DECLINED, Step.END: State.ENDED,
        Step.TAKE_BACK: State.TAKEN_BACK,
    },
    State.STARTED: {Step.END: State.ENDED},
    State.SIGNPOSTED: {Step.END: State.ENDED},
    State.DECLINED: {},
    State.TAKEN_BACK: {},
    State.ENDED: {},
}  # fmt: skip

WORDS = {
    State.ASKED: "Asked, no answer yet",
    State.ACCEPTED: "They said yes",
    State.STARTED: "It has begun",
    State.SIGNPOSTED: "The family was told about it",
    State.DECLINED: "They said no",
    State.TAKEN_BACK: "Taken back",
    State.ENDED: "It is over",
}
COLOURS = {State.ACCEPTED: "green", State.STARTED: "green", State.ENDED: "grey", State.TAKEN_BACK: "grey"}
OPEN = tuple(state for state, moves in NEXT.items() if moves)
BY_ASKER = {Step.START, Step.END, Step.TAKE_BACK}
BY_SERVICE = {Step.ACCEPT, Step.DECLINE, Step.START, Step.END}
"""Whoever hears first that it has begun or ended writes it down; only the service says yes or no."""


def check_can_step(state: State, step: Step) -> State:
    """Where the step leads, or a refusal."""
    found = NEXT[state].get(step)
    if found is None:
        raise Refusal(
            "request-state",
            f"This cannot be done now. The request stands at “{WORDS[state]}”. Look at it again.",
        )
    return found


def steps_of(state: State, *, asker: bool) -> set[Step]:
    """What one side can do with a request now."""
    return set(NEXT[state]) & (BY_ASKER if asker else BY_SERVICE)
