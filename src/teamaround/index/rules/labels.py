"""What people answered of records that may be one child, held against what the bits had said of them.

An answer is a **label**: one or two, how much spoke for one child when it was given, and the steps
of that sum. It holds no name and no child, so it may be kept for as long as a release is judged by it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class LabelOf(StrEnum):
    """What somebody answered about."""

    ROW = "row"
    PAIR = "pair"
    SAMPLE = "sample"
    RECORD = "record"


LABEL_OF_WORDS = {
    LabelOf.ROW: "a row that waited for a person",
    LabelOf.PAIR: "two entries of the index",
    LabelOf.SAMPLE: "a link made by itself and drawn to be checked",
    LabelOf.RECORD: "a record taken off a child, or moved to another",
}
EDGES = (0.0, 5.0, 10.0, 15.0, 20.0)  # bits


@dataclass(frozen=True)
class Band:
    """Labels whose bits lie between two edges: how many, how many said one child, how many were to be expected."""

    words: str
    read: int
    same: int
    expected: float


def chance(bits: float) -> float:
    """How likely one child is, as the bits say it: 0 bits is as likely as not, each one doubles the odds."""
    return 1 / (1 + 2 ** -max(min(bits, 60.0), -60.0))


def by_band(labels: Iterable[tuple[float, bool]]) -> list[Band]:
    """Answers by how much spoke for one child, the least first; bands in which nothing was read are left out."""
    found: dict[int, list[tuple[float, bool]]] = {}
    for bits, is_same in labels:
        found.setdefault(sum(bits >= edge for edge in EDGES), []).append((bits, is_same))
    return [
        Band(
            _words(place), len(read), sum(is_same for _, is_same in read),
            sum(chance(bits) for bits, _ in read),
        )
        for place, read in sorted(found.items())
    ]  # fmt: skip


def _words(place: int) -> str:
    if place == 0:
        return f"under {EDGES[0]:g} bits"
    if place == len(EDGES):
        return f"{EDGES[-1]:g} bits and more"
    return f"{EDGES[place - 1]:g} to {EDGES[place]:g} bits"
