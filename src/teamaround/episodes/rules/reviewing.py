"""Reviews: how it goes, what everybody says, and when to look again or why it ends (R16)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from teamaround.agencies.rules import LONGEST_REVIEW_WEEKS
from teamaround.kernel.refusal import Refusal

from .goals import check_length
from .planning import check_review_date
from .states import Closing
from .voices import Said, Whose, check_each

NEEDED = (Whose.CHILD, Whose.PARENT)
LONGEST_PRESENT = 1_000


@dataclass(frozen=True)
class Told:
    """A review as somebody writes it down."""

    held_on: date | None
    present: str = ""
    progress: str = ""
    next_steps: str = ""
    next_on: date | None = None
    closes_for: str = ""


def check_told(
    told: Told, *, today: date, opened_on: date, longest_weeks: int = LONGEST_REVIEW_WEEKS
) -> date:
    """The day it was held (which is returned), who was there, how it goes, and exactly one ending."""
    if told.held_on is None:
        raise Refusal("held", "Say on which day you looked again together.", field="held_on")
    if told.held_on > today:
        raise Refusal(
            "future", "That day is still to come. Write the review once it was held.", field="held_on"
        )
    if told.held_on < opened_on:
        raise Refusal("before", "That is before this work began. Check the day.", field="held_on")
    if not told.present.strip():
        raise Refusal("present", "Say who was there.", field="present")
    check_length(told.present, field="present", longest=LONGEST_PRESENT)
    check_length(told.progress, field="progress")
    check_length(told.next_steps, field="next_steps")
    check_end(told, today=today, longest_weeks=longest_weeks)
    return told.held_on


def check_end(told: Told, *, today: date, longest_weeks: int = LONGEST_REVIEW_WEEKS) -> None:
    """A next date or a reason for closing: one of them, and never both (R16)."""
    if told.next_on is not None and told.closes_for:
        raise Refusal(
            "both-ends",
            "Choose one: a day to look again, or why the work ends. Not both.",
            field="closes_for",
        )
    if told.next_on is None and not told.closes_for:
        raise Refusal("no-end", "Choose a day to look again, or say why the work ends.", field="next_on")
    if told.closes_for and told.closes_for not in set(Closing):
        raise Refusal("reason", "Choose why this work is ending.", field="closes_for")
    if told.next_on is not None:
        _check_next(told.next_on, today=today, longest_weeks=longest_weeks)


def _check_next(next_on: date, *, today: date, longest_weeks: int) -> None:
    try:
        check_review_date(next_on, today=today, longest_weeks=longest_weeks)
    except Refusal as refusal:
        raise Refusal(refusal.code, refusal.sentence, field="next_on") from None


def check_all_heard(voices: Mapping[int, Iterable[Said]], *, children: Iterable[int]) -> None:
    """For each child of the episode both voices, or why one is missing."""
    check_each(voices, needed={child: NEEDED for child in children})
