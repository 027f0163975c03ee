"""How far off a share may be that was seen in so many: Wilson's interval, and that of a difference (Newcombe 1998)."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Z = 1.959963984540054  # 95 in 100 of a normal curve lie within so many of its standard deviations


@dataclass(frozen=True)
class Interval:
    """From the lowest to the highest that what was seen goes with."""

    low: float
    high: float


def wilson(seen: float, among: int) -> Interval:
    """Of a share: so many among so many."""
    share, z2 = seen / among, Z * Z
    centre = (share + z2 / (2 * among)) / (1 + z2 / among)
    reach = Z * sqrt(share * (1 - share) / among + z2 / (4 * among * among)) / (1 + z2 / among)
    return Interval(max(0.0, centre - reach), min(1.0, centre + reach))


def of_difference(seen: float, among: int, seen_before: float, among_before: int) -> Interval:
    """Of the step from an earlier share to a later one, each with its own interval."""
    now, before = seen / among, seen_before / among_before
    one, other = wilson(seen, among), wilson(seen_before, among_before)
    down = sqrt((now - one.low) ** 2 + (other.high - before) ** 2)
    up = sqrt((one.high - now) ** 2 + (before - other.low) ** 2)
    return Interval(max(-1.0, now - before - down), min(1.0, now - before + up))


def of_rates(seen: float, months: int, seen_before: float, months_before: int) -> Interval:
    """Of the step from an earlier number a month to a later one."""
    step = seen / months - seen_before / months_before
    reach = Z * sqrt(max(seen, 1) / months**2 + max(seen_before, 1) / months_before**2)
    return Interval(step - reach, step + reach)
