"""Which change could be told from chance with so many to count: said before an action starts, not after.

At 80 in 100: were the change real, four of five such comparisons would show it. What was counted
before may scatter more than chance alone makes it; where enough months are known, that is measured
and the change must be larger for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt

from .intervals import Z

POWER = 0.8416212335729143  # eighty in a hundred of a normal curve lie below so many standard deviations
FEWEST_MONTHS = 12
STEPS = 40


def scatter(months: Sequence[tuple[float, int]]) -> float:
    """How much more monthly shares scatter than chance would make them: so many times, at least once."""
    told = [(top, n) for top, n in months if n]
    among = sum(n for _, n in told)
    share = sum(top for top, _ in told) / among if among else 0.0
    if len(told) < FEWEST_MONTHS or not 0 < share < 1:
        return 1.0
    apart = sum((top - n * share) ** 2 / (n * share * (1 - share)) for top, n in told)
    return max(1.0, apart / (len(told) - 1))


def change_in_share(share: float, among: int, among_after: int, *, scattered: float = 1.0) -> float | None:
    """The smallest change of a share that would probably be seen, up or down; None when not even the largest would.

    Where it can go both ways, the way that needs more counts.
    """
    if among < 1 or among_after < 1:
        return None
    found = [
        change
        for sign, room in ((1, 1 - share), (-1, share))
        if (change := _smallest(share, sign, room, among, among_after, scattered)) is not None
    ]
    return max(found, default=None)


def _smallest(
    share: float, sign: int, room: float, among: int, among_after: int, scattered: float
) -> float | None:
    """In one direction, by halving: the error about no change, and about the change itself."""
    if not _is_seen(share, sign * room, among, among_after, scattered):
        return None
    low, high = 0.0, room
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (
            (low, middle) if _is_seen(share, sign * middle, among, among_after, scattered) else (middle, high)
        )
    return high


def _is_seen(share: float, change: float, among: int, among_after: int, scattered: float) -> bool:
    after = share + change
    pooled = (share * among + after * among_after) / (among + among_after)
    none = sqrt(scattered * pooled * (1 - pooled) * (1 / among + 1 / among_after))
    some = sqrt(scattered * (share * (1 - share) / among + after * (1 - after) / among_after))
    return abs(change) >= Z * none + POWER * some - 1e-12


def change_in_number(a_month: float, months: int, months_after: int) -> float | None:
    """The smallest change of a number a month that would probably be seen."""
    if months < 1 or months_after < 1:
        return None
    spread = sqrt(max(a_month, 1.0) * (1 / months + 1 / months_after))
    return (Z + POWER) * spread


def change_in_days(spread: float | None, months: int, months_after: int) -> float | None:
    """The same of a middle number of days, from how its months go up and down."""
    if spread is None or months < 1 or months_after < 1:
        return None
    return (Z + POWER) * spread * sqrt(1 / months + 1 / months_after)
