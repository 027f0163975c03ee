"""What is counted for managers and councillors: each number with its sentence, and how it is told.

A number counts what the sentence says and nothing else; none of them is about one child or one
person. How each is read from the tables is in `queries/counting.py`, under the same key.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from teamaround.kernel.few import FEWER

from .small_numbers import is_small, kept_back

NONE = "None"
TOO_FEW = "Too few to show"
NOT_SHOWN = "Not shown"
KEPT_BACK = "not shown"  # in a file, in place of either side
Key = TypeVar("Key", bound=Hashable)


class Occurred(StrEnum):
    """What an occasion was."""

    MEETING = "meeting"
    REVIEW = "review"
    MISSED = "missed"  # a review whose day had passed when the plan was closed without it


class Unit(StrEnum):
    """How a numerator and its denominator become a number."""

    SHARE = "share"  # so many of so many
    EACH = "each"  # so many for each
    DAYS = "days"  # so many days on average
    HOURS = "hours"  # minutes, told as hours


class Group(StrEnum):
    """Where a number stands on the page."""

    ASSESSING = "assessing"
    LEADING = "leading"
    REVIEWING = "reviewing"
    VOICES = "voices"
    ENDING = "ending"


GROUP_WORDS = {
    Group.ASSESSING: "One assessment, not many",
    Group.LEADING: "Meeting, and somebody who leads",
    Group.REVIEWING: "Looking again",
    Group.VOICES: "Both voices",
    Group.ENDING: "How the work ended",
}


@dataclass(frozen=True)
class Count:
    """One number: what it is called, its sentence, and what stands above and below the line."""

    key: str
    group: Group
    title: str
    sentence: str
    top: str
    bottom: str
    unit: Unit = Unit.SHARE
    others: str = ""  # what is below the line and not above it; blank when there is no such thing
    is_of_today: bool = False  # how things stand now, whatever the period
    is_of_days: bool = False  # days stand above and below the line, and not what the children are behind


COUNTS = {
    count.key: count
    for count in (
        Count(
            "joined", Group.ASSESSING, "Joined, not repeated",
            "Parts that another agency gave to an assessment that was already there, over those parts and the"
            " assessments that were begun.",
            top="parts given to an assessment that was there", bottom="parts given and assessments begun",
            others="assessments begun",
        ),
        Count(
            "per-child", Group.ASSESSING, "Assessments for each child in a year",
            "Assessments begun in the twelve months up to the last day of the period, over the children whom they"
            " were about.",
            top="assessments begun", bottom="children", unit=Unit.EACH,
        ),
        Count(
            "first-meeting", Group.LEADING, "From agreement to the first meeting",
            "Days from the family's agreement to the team's first meeting, over the plans whose first meeting was"
            " held in the period.",
            top="days", bottom="plans whose team met for the first time", unit=Unit.DAYS,
        ),
        Count(
            "without-lead", Group.LEADING, "Days without a lead",
            "Days of the period on which a plan was open and nobody led it, over all days on which plans were open.",
            top="days without a lead", bottom="days on which plans were open",
            others="plans that had a lead on every day", is_of_days=True,
        ),
        Count(
            "meeting-time", Group.LEADING, "Time in meetings",
            "Hours that people from agencies and families spent in meetings held in the period, over those meetings.",
            top="hours", bottom="meetings", unit=Unit.HOURS,
        ),
        Count(
            "on-time", Group.REVIEWING, "Reviews on time",
            "Reviews held by their day, over all reviews whose day fell in the period, held or not, also of plans that"
            " were closed without them; the day is the one last set, or else the usual number of weeks after the team"
            " last looked.",
            top="reviews held by their day", bottom="reviews whose day fell in the period",
            others="reviews held later, not yet, or never",
        ),
        Count(
            "late-now", Group.REVIEWING, "Past their day, today",
            "Open plans whose day to look again has passed, over all open plans, as it stands today.",
            top="plans past their day", bottom="open plans", others="plans that are not past their day",
            is_of_today=True,
        ),
        Count(
            "voices-assessment", Group.VOICES, "In assessments",
            "Assessments completed in the period in which words or views of both the child and a parent are kept,"
            " over all that were completed.",
            top="with both voices", bottom="assessments completed", others="assessments with a voice missing",
        ),
        Count(
            "voices-meeting", Group.VOICES, "At meetings",
            "Meetings held in the period at which both the child and a parent were heard, over all that were held;"
            " a reason why somebody was not heard is no voice.",
            top="with both voices", bottom="meetings held", others="meetings with a voice missing",
        ),
        Count(
            "voices-review", Group.VOICES, "At reviews",
            "Reviews held in the period at which every child and a parent were heard, over all that were held; a"
            " reason why somebody was not heard is no voice.",
            top="with both voices", bottom="reviews held", others="reviews with a voice missing",
        ),
        Count(
            "ended", Group.ENDING, "Ended because what was needed was done",
            "Plans that ended in the period because what was needed had been done, over all plans that ended in it.",
            top="plans whose needs were met", bottom="plans that ended", others="plans that ended for other reasons",
        ),
    )
}  # fmt: skip


@dataclass(frozen=True)
class Figure:
    """What was counted. The children behind it are counted only for those who never see one."""

    top: float = 0
    bottom: float = 0
    middle: float | None = None  # half are at most this
    children: int | None = None
    counted_children: int | None = None
    other_children: int | None = None


@dataclass(frozen=True)
class Told:
    """A figure in words: the number, what it is made of, and each side of it for a file."""

    number: str
    of: str
    top: str
    bottom: str


def together(figures: Iterable[Figure]) -> Figure:
    """Figures put together. Of children it keeps the most of any: some may be in several."""
    figures = list(figures)

    def most(name: str) -> int | None:
        return max((getattr(one, name) for one in figures if getattr(one, name) is not None), default=None)

    return Figure(
        sum(one.top for one in figures), sum(one.bottom for one in figures),
        next((one.middle for one in figures if one.middle is not None), None),
        most("children"), most("counted_children"), most("other_children"),
    )  # fmt: skip


def tell(count: Count, figure: Figure, *, is_guarded: bool) -> Told:
    """A figure as somebody may see it."""
    if is_guarded and is_small(figure.children or 0):
        return Told(TOO_FEW, f"it is about {FEWER} children", KEPT_BACK, KEPT_BACK)
    if not figure.bottom:
        return Told(NONE, f"no {count.bottom}", "0", "0")
    if is_guarded and count.others:
        told = _with_few(count, figure)
        if told is not None:
            return told
    top, bottom = _amount(count, figure.top), _amount(count, figure.bottom, is_bottom=True)
    if is_guarded and count.unit is Unit.EACH:  # the two beside each other would tell how few had more
        return Told(_number(count, figure), f"{bottom} {count.bottom}", KEPT_BACK, bottom)
    of = (
        f"{top} of {bottom} {count.bottom}"
        if count.unit is Unit.SHARE
        else f"{top} {count.top}, {bottom} {count.bottom}"
    )
    return Told(_number(count, figure), of, top, bottom)


def tell_each(count: Count, figures: Mapping[Key, Figure], *, is_guarded: bool) -> dict[Key, Told]:
    """A number divided, each share as somebody may see it: what is kept back cannot be worked out from the rest."""
    told = {key: tell(count, figure, is_guarded=is_guarded) for key, figure in figures.items()}
    if not is_guarded:
        return told
    below = kept_back({key: figure.children or 0 for key, figure in figures.items()})
    above = kept_back({key: _fewest(count, figure) for key, figure in figures.items()})
    for key in above:
        bottom = _amount(count, figures[key].bottom, is_bottom=True)
        told[key] = Told(NOT_SHOWN, f"of {bottom} {count.bottom}", KEPT_BACK, bottom)
    for key in below:
        told[key] = Told(NOT_SHOWN, "", KEPT_BACK, KEPT_BACK)
    return told


def _fewest(count: Count, figure: Figure) -> int:
    """The children on the side of the line on which there are fewer."""
    if not count.others:
        return figure.children or 0
    if count.is_of_days:
        return figure.counted_children or 0
    return min(figure.counted_children or 0, figure.other_children or 0)


def _with_few(count: Count, figure: Figure) -> Told | None:
    """A share of which either side is about so few children that it is not told; None when neither is."""
    bottom = _amount(count, figure.bottom, is_bottom=True)
    if is_small(figure.counted_children or 0):
        return Told(TOO_FEW, f"those about {FEWER} children, of {bottom} {count.bottom}", KEPT_BACK, bottom)
    if is_small(figure.other_children or 0) and not count.is_of_days:  # few led on every day are not few days
        return Told(
            "Nearly all", f"all, or all but those about {FEWER} children, of {bottom} {count.bottom}", KEPT_BACK,
            bottom,
        )  # fmt: skip
    return None


def _number(count: Count, figure: Figure) -> str:
    if count.unit is Unit.SHARE:
        return f"{_percent(figure.top, figure.bottom)}%"
    if count.unit is Unit.EACH:
        return f"{figure.top / figure.bottom:.1f}"
    if count.unit is Unit.DAYS:
        days = round(figure.top / figure.bottom)
        return f"{days} {'day' if days == 1 else 'days'}"
    return f"{_amount(count, figure.top)} hours"


def _percent(top: float, bottom: float) -> int:
    """To the nearest whole; never all or none of it unless that is so."""
    nearest = round(100 * top / bottom)
    if top and not nearest:
        return 1
    return 99 if nearest == 100 and top < bottom else nearest


def _amount(count: Count, amount: float, *, is_bottom: bool = False) -> str:
    if count.unit is Unit.HOURS and not is_bottom:
        amount /= 60
    return f"{round(amount):,}"
