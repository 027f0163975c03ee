"""Numbers so small that a child could be recognised by them, for those who see counts and never a child (R25)."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

from teamaround.kernel.few import FEWEST

Key = TypeVar("Key", bound=Hashable)


def is_small(number: int) -> bool:
    """Whether it is kept back; nothing at all is kept back too, so that a gap does not tell."""
    return number < FEWEST


def kept_back(cells: Mapping[Key, int]) -> frozenset[Key]:
    """The cells of a column that are not told: the small ones, and never one alone.

    A column stands beneath its total. One gap alone could be filled by taking the others from
    the total, so the smallest of the others is kept back with it.
    """
    small = {key for key, number in cells.items() if is_small(number)}
    others = sorted((number, str(key), key) for key, number in cells.items() if key not in small)
    if len(small) == 1 and others:
        small.add(others[0][2])
    return frozenset(small)
