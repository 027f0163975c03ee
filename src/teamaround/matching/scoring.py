"""How many bits speak for two rows being one child, and which level each thing compared reached.

The same release gives the same bits here as in a whole file under Splink, to the last few digits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log2

from teamaround.matching.comparisons import COMPARED, MISSING, Compared
from teamaround.matching.release import Release
from teamaround.matching.rows import Row

Reached = Callable[[Row, Row], int]  # the place of the level reached, -1 for missing


@dataclass(frozen=True, slots=True)
class Score:
    """Bits in all, and for each thing compared its level's place (-1 for missing) and its bits."""

    bits: float
    places: tuple[int, ...]
    parts: tuple[float, ...]
    prior: float

    @property
    def levels(self) -> Mapping[str, str]:
        """The level of each thing compared, by names."""
        return levels_of(self.places)


@lru_cache(maxsize=16_384)
def levels_of(places: tuple[int, ...]) -> Mapping[str, str]:
    """Names of levels from their places; the same again for the same places, so never written to."""
    return {
        each.name: MISSING if place < 0 else each.level_names[place]
        for each, place in zip(COMPARED, places, strict=True)
    }


def reaching(compared: Compared) -> Reached:
    """Compiles a comparison to a function that gives the place of the level two rows reach."""
    is_missing = compared.missing.python()
    conditions = tuple(level.condition.python() for level in compared.levels)
    last = len(conditions)

    def reached(left: Row, right: Row) -> int:
        if is_missing(left, right):
            return -1
        for place, holds in enumerate(conditions):
            if holds(left, right):
                return place
        return last

    return reached


REACHING: tuple[Reached, ...] = tuple(map(reaching, COMPARED))


class Scorer:
    """Scores rows of one release against an index of one size."""

    def __init__(self, release: Release, *, children: int) -> None:
        self.release = release
        self.prior = release.prior_bits(children)
        self._bits: dict[str, tuple[tuple[float, ...], ...]] = {}
        self._frequent = [
            {place: level.frequency for place, level in enumerate(each.levels) if level.frequency}
            for each in COMPARED
        ]

    def score(self, child: Row, record: Row, *, agency: str = "") -> Score:
        """How far a record of an agency agrees with a child."""
        tables = self._tables(agency)
        places = tuple([reached(child, record) for reached in REACHING])
        parts = tuple(
            [
                0.0 if place < 0
                else table[place] if place not in frequent
                else table[place] + self._rarity(at, place, child, record)
                for at, (table, place, frequent) in enumerate(zip(tables, places, self._frequent, strict=True))
            ]
        )  # fmt: skip
        return Score(self.prior + sum(parts), places, parts, self.prior)

    def _tables(self, agency: str) -> tuple[tuple[float, ...], ...]:
        if agency not in self.release.agencies:
            agency = ""
        found = self._bits.get(agency)
        if found is None:
            found = tuple(self.release.learnt(agency, each.name).bits() for each in COMPARED)
            self._bits[agency] = found
        return found

    def _rarity(self, at: int, place: int, child: Row, record: Row) -> float:
        """What it adds that the shared value is rarer than shared values are on the whole."""
        column = self._frequent[at][place]
        usual = self.release.default[COMPARED[at].name].u[place]
        one = self.release.frequency(column, getattr(child, column))
        other = self.release.frequency(column, getattr(record, column))
        return log2(usual) - log2(max(one or 0.0, other or 0.0))
