"""A number month by month: what is its usual up and down, and what is more than that (Shewhart's XmR chart).

The limits lie 2.66 times the mean step from month to month about the average. They are drawn from
twelve months on, and settled by the first twenty-four: what comes later is judged by what was
before. A new beginning, with an average and limits of its own, is made by a person's word alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

FEWEST, SETTLED_BY = 12, 24  # months
FACTOR, SCREEN = 2.66, 3.267  # of the mean moving range
RUN = 8  # months on one side of the average
EQUAL = 1e-9  # numbers nearer to each other are the same: sums of fractions are a little off


@dataclass(frozen=True)
class Point:
    """One month; no value where there was nothing to count, or it may not be told."""

    month: date
    value: float | None


@dataclass(frozen=True)
class Limits:
    """The average, and how far the usual up and down goes; no limits while there are too few months."""

    centre: float
    low: float | None = None
    high: float | None = None
    spread: float | None = None  # one standard deviation of the usual up and down


@dataclass(frozen=True)
class Stretch:
    """Points that are judged by one average: from a beginning up to the next."""

    points: tuple[Point, ...]
    limits: Limits | None
    told: int  # how many of them have a value


@dataclass(frozen=True)
class Signal:
    """Something more than the usual up and down, up to a month."""

    month: date
    is_above: bool
    months: int  # how many in a row on one side; one for a month outside the limits


def limits(values: Sequence[float]) -> Limits | None:
    """The average of some months and their limits; a step of months far beyond the others is left out of the mean step."""
    if not values:
        return None
    based = values[:SETTLED_BY]
    centre = sum(based) / len(based)
    if len(based) < FEWEST:
        return Limits(centre)
    steps = [abs(later - earlier) for earlier, later in pairwise(based)]
    mean = sum(steps) / len(steps)
    kept = [step for step in steps if step <= SCREEN * mean]
    step = sum(kept) / len(kept)
    return Limits(centre, centre - FACTOR * step, centre + FACTOR * step, FACTOR * step / 3)


def stretches(points: Sequence[Point], begins: Sequence[date] = ()) -> list[Stretch]:
    """The points between beginnings; `begins` are the months from which somebody said that things are otherwise."""
    marks = sorted({month for month in begins if points and points[0].month < month <= points[-1].month})
    edges = [None, *marks, None]
    found = []
    for first, after in pairwise(edges):
        inside = tuple(
            point
            for point in points
            if (first is None or point.month >= first) and (after is None or point.month < after)
        )
        values = [point.value for point in inside if point.value is not None]
        found.append(Stretch(inside, limits(values), len(values)))
    return found


def signals(stretch: Stretch) -> list[Signal]:
    """Months outside the limits, and eight or more in a row on one side; none before there are limits."""
    drawn = stretch.limits
    if drawn is None or drawn.low is None or drawn.high is None:
        return []
    outside = [
        Signal(point.month, point.value > drawn.high, 1)
        for point in stretch.points
        if point.value is not None and not drawn.low - EQUAL <= point.value <= drawn.high + EQUAL
    ]
    return sorted([*outside, *_runs(stretch.points, drawn.centre)], key=lambda each: each.month)


def _runs(points: Sequence[Point], centre: float) -> list[Signal]:
    """Each run at its full length; a month upon the average, or without a value, ends it."""
    found: list[Signal] = []
    side, length, last = 0, 0, date.min
    for point in (*points, Point(date.max, None)):
        here = 0 if point.value is None else _side(point.value, centre)
        if here and here == side:
            length, last = length + 1, point.month
            continue
        if side and length >= RUN:
            found.append(Signal(last, side > 0, length))
        side, length, last = here, 1, point.month
    return found


def _side(value: float, centre: float) -> int:
    return 0 if abs(value - centre) <= EQUAL else (1 if value > centre else -1)
