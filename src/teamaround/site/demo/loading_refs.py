"""References that come out the same for the same seed, and never twice.

A number in a row is scattered over forty bits by steps that can each be undone, so that two
numbers never meet; which household asks, and how often, settles which number it is. Two
processes that load different households therefore need not speak with each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from zlib import crc32

from teamaround.kernel.ids import drawn_by

BITS = 40
MASK = (1 << BITS) - 1
A_HOUSEHOLD = 1 << 12  # references of one kind that one household may use
FIRST_HOUSEHOLD = 1 << 10  # numbers before belong to the places and the professionals


@contextmanager
def repeatable(seed: int, household: int | None = None, *, part: int = 0) -> Iterator[None]:
    """Draw references for one household (counted from 0), or for the places when none is given.

    A household is loaded in two parts: who is in it, and what is written about it.
    """
    start = 0 if household is None else (FIRST_HOUSEHOLD + household) * A_HOUSEHOLD
    start += part * A_HOUSEHOLD // 2
    drawn: Counter[str] = Counter()

    def draw(prefix: str) -> int:
        drawn[prefix] += 1
        return scattered(start + drawn[prefix], salt=crc32(f"{seed} {prefix}".encode()))

    with drawn_by(draw):
        yield


def scattered(number: int, *, salt: int) -> int:
    """A number of forty bits that looks like any other; different numbers stay different."""
    found = (number * 0x9E3779B97F + salt) & MASK
    found ^= found >> 21
    found = (found * 0xD1B54A32D9) & MASK
    found ^= found >> 19
    return found
