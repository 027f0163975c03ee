"""Numbers about so few children that one could be recognised by them (R25): kept back before they are written down."""

from __future__ import annotations

from enum import StrEnum

from teamaround.kernel.few import FEWEST

from .counting import Counted


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
