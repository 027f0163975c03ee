"""Worried now: a fear of significant harm, on its way at once to those who receive worries (R13)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from teamaround.kernel.refusal import Refusal
from teamaround.kernel.working_days import DaysOff, add_working_days

LONGEST = 20_000


class WorryState(StrEnum):
    """How far a worry has come."""

    SENT = "sent"
    RECEIVED = "received"
    ANSWERED = "answered"


class Step(StrEnum):
    """What moves it on."""

    RECEIVE = "receive"
    ANSWER = "answer"


NEXT: dict[WorryState, dict[Step, WorryState]] = {
    WorryState.SENT: {Step.RECEIVE: WorryState.RECEIVED, Step.ANSWER: WorryState.ANSWERED},
    WorryState.RECEIVED: {Step.ANSWER: WorryState.ANSWERED},
    WorryState.ANSWERED: {},
}

ANSWER_DAYS = 1  # working days in which whoever receives a worry decides what is done, and says so

WORDS = {
    WorryState.SENT: "Sent, not read yet",
    WorryState.RECEIVED: "Read, being thought about",
    WorryState.ANSWERED: "Answered",
}

WHAT_TO_DO = (
    "If anybody is in danger at this moment, ring 999 first.",
    "Ring your safeguarding lead or the duty social worker. Do not wait for this form.",
    "You do not need the family's agreement. Tell them, unless that puts somebody at risk.",
    "Write down what you saw and heard, in the words that were used.",
)


class Nearness(StrEnum):
    """How soon the writer thinks that somebody must act; theirs to say, never worked out."""

    NOW = "now"
    TODAY = "today"
    UNSURE = "unsure"


NEARNESS_WORDS = {
    Nearness.NOW: "Somebody may be hurt now",
    Nearness.TODAY: "Somebody should think about this today",
    Nearness.UNSURE: "I am not sure, and want to talk it over",
}


@dataclass(frozen=True)
class Told:
    """What a worried person writes. Agreement is no part of it."""

    what: str
    done_already: str = ""
    nearness: str = ""
    family_knows: str = ""


def answer_by(sent_on: date, days_off: DaysOff) -> date:
    """By when a worry is to be answered: the end of the next working day."""
    return add_working_days(sent_on, ANSWER_DAYS, days_off)


def check_told(told: Told) -> None:
    """A few words are enough; nothing else holds it up."""
    if not told.what.strip():
        raise Refusal("what", "Say what worries you. A few words are enough.", field="what")
    if told.nearness not in set(Nearness):
        raise Refusal("nearness", "Say how soon somebody should act.", field="nearness")
    for field, text in (
        ("what", told.what),
        ("done_already", told.done_already),
        ("family_knows", told.family_knows),
    ):
        if len(text) > LONGEST:
            raise Refusal(
                "too-long",
                f"Say it in fewer than {LONGEST:,} characters. Nothing is lost.",
                field=field,
            )


def check_can_step(state: WorryState, step: Step) -> WorryState:
    """Where the step leads, or a refusal."""
    found = NEXT[state].get(step)
    if found is None:
        raise Refusal(
            "worry-state",
            "Somebody has taken this up already."
            if state is WorryState.RECEIVED
            else "This has been answered.",
        )
    return found


def check_can_answer(state: WorryState, *, answer: str) -> WorryState:
    """Whoever was worried is always told what came of it."""
    found = check_can_step(state, Step.ANSWER)
    if not answer.strip():
        raise Refusal("answer", "Write what the person who was worried may know.", field="answer")
    return found
