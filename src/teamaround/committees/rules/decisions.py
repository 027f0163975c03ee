"""What a body decides on each recommendation, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from teamaround.kernel.refusal import Refusal


class Outcome(StrEnum):
    """What was decided on a recommendation."""

    NOTED = "noted"
    ENDORSED = "endorsed"
    AGREED = "agreed"
    CHANGED = "changed"
    REFERRED = "referred"
    MONITOR = "monitor"
    DELEGATED = "delegated"
    DECLINED = "declined"


OUTCOME_WORDS = {
    Outcome.NOTED: "Noted",
    Outcome.ENDORSED: "Endorsed",
    Outcome.AGREED: "Agreed as recommended",
    Outcome.CHANGED: "Agreed with changes",
    Outcome.REFERRED: "Referred to another body",
    Outcome.MONITOR: "Not considered, but watched",
    Outcome.DELEGATED: "Delegated",
    Outcome.DECLINED: "Not agreed",
}
CARRIED_OUT = frozenset({Outcome.AGREED, Outcome.CHANGED, Outcome.DELEGATED})


@dataclass(frozen=True)
class Resolved:
    """A decision as it is to be entered. `words` are those resolved, where they differ from those recommended.

    `to_body`: whom it is referred to; `post_id`: who carries it out or to whom it is delegated, by when.
    """

    label: str
    outcome: Outcome
    words: str = ""
    to_body: str = ""
    post_id: int | None = None
    consulting: str = ""
    due_on: date | None = None
    report_back_on: date | None = None
    minute: str = ""


def check_resolved(typed: Resolved, *, decided_on: date, recommended: str, condition: str, met: bool) -> None:
    """A decision says all that somebody needs who is to act on it."""
    _check_words(typed, recommended)
    if typed.outcome is Outcome.REFERRED and not typed.to_body:
        raise Refusal("to-body", "Choose the body that it is referred to.", field="to_body")
    if typed.outcome is Outcome.MONITOR and typed.report_back_on is None:
        raise Refusal("report-back", "Say by which day it is to be told how it goes.", field="report_back_on")
    if typed.outcome is Outcome.DELEGATED and typed.post_id is None:
        raise Refusal("post", "Choose the post to which it is delegated.", field="post")
    if typed.post_id is not None and typed.due_on is None:
        raise Refusal("due", "Say by which day it is to be carried out.", field="due_on")
    for name in ("due_on", "report_back_on"):
        day = getattr(typed, name)
        if day is not None and day < decided_on:
            raise Refusal("before", "That day is before the meeting.", field=name)
    if typed.outcome in CARRIED_OUT and condition and not met:
        raise Refusal(
            "r32", f"It is subject to ({condition}), on which nothing has been decided yet.", field="outcome"
        )


def _check_words(typed: Resolved, recommended: str) -> None:
    if typed.outcome is Outcome.CHANGED and not typed.words.strip():
        raise Refusal("words", "Write the words as resolved.", field="words")
    if typed.outcome is Outcome.CHANGED and typed.words.strip() == recommended:
        raise Refusal(
            "same", "These are the words as recommended: then it is agreed as it is.", field="words"
        )
    if typed.outcome is not Outcome.CHANGED and typed.words.strip():
        raise Refusal("words", "Only what is agreed with changes has words of its own.", field="words")


def is_to_be_carried_out(outcome: Outcome, post_id: int | None) -> bool:
    """Whether somebody has to do something about it."""
    return outcome in CARRIED_OUT and post_id is not None


def check_carried_out(words: str, *, done_on: date, decided_on: date, today: date, already: bool) -> None:
    """What was done is said in words, with a day that has been."""
    if already:
        raise Refusal("done", "It is noted as carried out already.")
    if not words.strip():
        raise Refusal("words", "Say what was done.", field="words")
    if done_on < decided_on or done_on > today:
        raise Refusal("done-on", "The day lies between the meeting and today.", field="done_on")
