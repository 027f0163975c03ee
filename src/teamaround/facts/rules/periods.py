"""The time that a number is about: whole months up to its day, so that two of them cannot be laid side by side."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from teamaround.kernel.refusal import Refusal


class Over(StrEnum):
    """How long before its day a number looks back."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


MONTHS = {Over.MONTH: 1, Over.QUARTER: 3, Over.YEAR: 12}
OVER_WORDS = {Over.MONTH: "A month", Over.QUARTER: "Three months", Over.YEAR: "Twelve months"}
LONGEST = 60  # months


def months_of(over: str) -> int:
    """How many months: a month, a quarter, a year, or a number of them."""
    if over in set(Over):
        return MONTHS[Over(over)]
    if over.isascii() and over.isdecimal() and len(over) < 3 and 0 < int(over) <= LONGEST:
        return int(over)
    raise Refusal("parameters", f"It is counted over 1 to {LONGEST} months.", field="over")


def since(as_at: date, months: int) -> date:
    """The first day of the first of so many months, of which the one with the day is the last."""
    first = as_at.year * 12 + as_at.month - months
    return date(first // 12, first % 12 + 1, 1)


def month_end(day: date) -> date:
    """The last day of its month."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def month_ends_before(day: date, many: int) -> tuple[date, ...]:
    """The last days of so many whole months that were over before a day, the earliest first."""
    ends = []
    end = day.replace(day=1) - timedelta(days=1)
    for _ in range(many):
        ends.append(end)
        end = end.replace(day=1) - timedelta(days=1)
    return tuple(reversed(ends))


def check_as_at(as_at: date, *, today: date) -> None:
    """Nothing is counted for a day that has not come."""
    if as_at > today:
        raise Refusal("ahead", "That day has not come.", field="as_at")
