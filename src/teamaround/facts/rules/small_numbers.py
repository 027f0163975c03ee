"""Numbers about so few children that one could be recognised by them (R25): kept back before they are written down."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from enum import StrEnum
from typing import TypeVar

from teamaround.kernel.few import FEWEST

from .counting import Counted

Key = TypeVar("Key", bound=Hashable)


class KeptBack(StrEnum):
    """What of a number is not told, and why."""

    NOTHING = ""
    ALL = "all"  # it is about few children
    TOP = "top"  # few are above the line
    OTHERS = "others"  # few are below the line and not above it
    BESIDE = "beside"  # another beside it could be worked out


def is_few(children: int | None) -> bool:
    """Whether it is one to four. Nobody at all may be told: there is none to recognise."""
    return children is not None and 0 < children < FEWEST


def kept_back(counted: Counted) -> KeptBack:
    """What of a number that stands alone is not told."""
    if is_few(counted.children):
        return KeptBack.ALL
    if is_few(counted.counted_children):
        return KeptBack.TOP
    return KeptBack.OTHERS if is_few(counted.other_children) else KeptBack.NOTHING


def has_top(kept: KeptBack) -> bool:
    """Whether what is above the line is told."""
    return not kept


def has_bottom(kept: KeptBack) -> bool:
    """Whether what is below the line is told."""
    return kept not in (KeptBack.ALL, KeptBack.BESIDE)


def kept_back_each(
    parts: Mapping[Key, Counted], alone: Mapping[Key, KeptBack] | None = None
) -> dict[Key, KeptBack]:
    """The same for parts that stand beside their total; `alone`: what is kept back of each by itself already.

    One gap alone could be filled by taking the others from the total, above the line or below it:
    then the part with the fewest children of those that could be told is kept back as well.
    """
    found = dict(alone) if alone is not None else {key: kept_back(counted) for key, counted in parts.items()}
    if sum(1 for why in found.values() if why) == 1:
        told = [(counted.children or 0, str(key), key) for key, counted in parts.items() if not found[key]]
        others = sorted(each for each in told if each[0])
        if others:
            found[others[0][2]] = KeptBack.BESIDE
    return found
