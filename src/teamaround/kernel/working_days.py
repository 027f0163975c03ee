"""Working days: those that are no Saturday, no Sunday and no day off in the calendar that counts.

A calendar is anything that can say whether a date is in it: the bank holidays of England, or an
authority's own days. The day on which something arrives is day nought; the next working day is the first.
"""

from collections.abc import Container, Iterable
from datetime import date, timedelta
from functools import cache

import holidays

DaysOff = Container[date]

_ONE_DAY = timedelta(days=1)


@cache
def bank_holidays() -> DaysOff:
    """The bank holidays of England, substitutes and royal occasions included."""
    return holidays.country_holidays("GB", subdiv="ENG")


class WithOwnDays:
    """A calendar with further days off, such as the week in which an authority's offices are shut."""

    def __init__(self, calendar: DaysOff, further: Iterable[date]) -> None:
        self.calendar = calendar
        self.further = frozenset(further)

    def __contains__(self, day: object) -> bool:
        return day in self.further or day in self.calendar


def is_working_day(day: date, days_off: DaysOff) -> bool:
    """True from Monday to Friday unless the calendar has the day off."""
    return day.weekday() < 5 and day not in days_off


def add_working_days(start: date, count: int, days_off: DaysOff) -> date:
    """The day that lies this many working days after `start`, or before it for a negative count.

    Nought gives `start` itself, even on a Sunday.
    """
    step = _ONE_DAY if count > 0 else -_ONE_DAY
    day, left = start, abs(count)
    while left:
        day += step
        left -= is_working_day(day, days_off)
    return day


def between(start: date, end: date, days_off: DaysOff) -> int:
    """How many working days `end` lies after `start`: those after `start`, up to and with `end`; negative when before."""
    if end < start:
        return -between(end, start, days_off)
    return sum(
        is_working_day(start + timedelta(days=ahead), days_off) for ahead in range(1, (end - start).days + 1)
    )
