"""From when to when something is counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from teamaround.kernel.refusal import Refusal

LONGEST_YEARS = 5
QUARTER_ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))
OFFERED = 4


@dataclass(frozen=True)
class Period:
    """A first and a last day; both count."""

    since: date
    until: date


def a_year_up_to(until: date) -> Period:
    """The twelve months that end on a day."""
    return Period(_years_before(until + timedelta(days=1), 1), until)


def check_period(since: date | None, until: date | None, *, today: date) -> Period:
    """The days somebody chose: in order, not too far apart, and none still to come."""
    if since is None:
        raise Refusal("since", "Say from which day.", field="since")
    if until is None:
        raise Refusal("until", "Say up to which day.", field="until")
    if until < since:
        raise Refusal("order", "The last day is before the first. Check both.", field="until")
    if until > today:
        raise Refusal("ahead", "Choose today or an earlier day.", field="until")
    if since < _years_before(until, LONGEST_YEARS):
        raise Refusal("long", f"Choose at most {LONGEST_YEARS} years.", field="since")
    return Period(since, until)


def years_by_quarter(today: date) -> tuple[Period, ...]:
    """The last few years that end with a quarter, the latest first.

    Those who see counts and never a child choose among these: from two times of any length that
    differ by a day or a month one could tell what happened on it, however small.
    """
    ends = [
        date(year, month, day)
        for year in range(today.year, today.year - 3, -1)
        for month, day in QUARTER_ENDS
    ]
    over = sorted((end for end in ends if end < today), reverse=True)
    return tuple(a_year_up_to(end) for end in over[:OFFERED])


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)
