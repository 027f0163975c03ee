"""A number in words that may be printed as they are."""

from __future__ import annotations

from teamaround.kernel.few import FEWER

from .counting import Counted, Unit, Words, value
from .intervals import Interval
from .small_numbers import KeptBack


def shown(words: Words, counted: Counted, kept: KeptBack) -> str:
    """The number and what it is made of; what is kept back only in words."""
    if kept in (KeptBack.ALL, KeptBack.BESIDE):
        return _not_told(kept)
    number = value(words, counted)
    if number is None:
        return f"None: no {words.bottom}"
    if words.unit is Unit.NUMBER:
        return FEWER.capitalize() if kept else f"{round(number):,} {words.top}"
    if words.unit is Unit.DAYS:
        return f"{days(number)} ({counted.n:,} {words.bottom})"
    of = f"{counted.n:,} {words.bottom}"
    if kept is KeptBack.TOP:
        return f"About {FEWER} children, of {of}"
    if kept is KeptBack.OTHERS:
        return f"All but those about {FEWER} children, of {of}"
    return f"{percent(number)} ({round(counted.top):,} of {of})"


def _not_told(kept: KeptBack) -> str:
    if kept is KeptBack.BESIDE:
        return "Not shown, so that a small number beside it cannot be worked out"
    return f"It is about {FEWER} children: too few to show"


def percent(share: float) -> str:
    """To the nearest whole; never all or none of it unless that is so."""
    nearest = round(100 * share)
    if share > 0 and not nearest:
        return "1%"
    return "99%" if nearest == 100 and share < 1 else f"{nearest}%"


def days(number: float) -> str:
    """Half of them within so many days."""
    return "1 day" if round(number) == 1 else f"{round(number):,} days"


def plain(unit: Unit, number: float) -> str:
    """A number by itself, as it stands in a table."""
    if unit is Unit.SHARE:
        return percent(number)
    return days(number) if unit is Unit.DAYS else f"{round(number):,}"


def between(interval: Interval | None) -> str:
    """How far off it may be."""
    if interval is None:
        return ""
    return f"between {percent(interval.low)} and {percent(interval.high)}"
