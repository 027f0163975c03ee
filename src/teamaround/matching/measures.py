"""How well records were matched, when it is known whom each is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from teamaround.matching.policy import Decision, Outcome

NOT_MEASURED: dict[str, Any] = {"precision": None, "recall": None, "f1": None}


@dataclass(frozen=True)
class Truth:
    """Whom each record is about, and what the break-downs need, by record number."""

    child: Mapping[str, str]
    index_records: Mapping[str, int]
    facets: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass
class Tally:
    """Counts over some records."""

    records: int = 0
    in_index: int = 0
    automatic: int = 0
    right: int = 0
    asked: int = 0
    asked_right: int = 0

    def add(self, *, is_known: bool, outcome: Outcome, is_right: bool) -> None:
        """Count one record."""
        self.records += 1
        self.in_index += is_known
        if outcome is Outcome.MATCH:
            self.automatic += 1
            self.right += is_right
        elif outcome is not Outcome.NONE:
            self.asked += 1
            self.asked_right += is_right

    def as_dict(self) -> dict[str, Any]:
        """The figures, one record counting once."""
        wrong = self.automatic - self.right
        return {
            "records": self.records,
            "in_index": self.in_index,
            "auto": {
                **rates(self.right, self.automatic, self.in_index),
                "links": self.automatic,
                "wrong": wrong,
                "wrong_per_100k": share(100_000 * wrong, self.records),
            },
            "review": {"share": share(self.asked, self.records), "records": self.asked},
            "found": {"recall": share(self.right + self.asked_right, self.in_index)},
        }


@dataclass
class Pairs:
    """Pairs of a child's record and an incoming one, right and wrong, by bits."""

    right: list[float] = field(default_factory=list)
    wrong: list[float] = field(default_factory=list)

    def at(self, bits: float, true: int) -> dict[str, Any]:
        """Precision, recall and F1 of the pairs from so many bits up."""
        right = sum(each >= bits for each in self.right)
        return rates(right, right + sum(each >= bits for each in self.wrong), true)

    def best(self, true: int) -> dict[str, Any]:
        """The best F1 that any threshold gives, and that threshold."""
        marked = sorted(
            [(bits, True) for bits in self.right] + [(bits, False) for bits in self.wrong], reverse=True
        )
        best, at, right = -1.0, None, 0
        for many, (bits, is_right) in enumerate(marked, start=1):
            right += is_right
            is_last_of_these = many == len(marked) or marked[many][0] < bits
            f1 = 2 * right / (many + true) if many + true else 0.0
            if is_last_of_these and f1 > best:
                best, at = f1, bits
        return {"best_f1": None if at is None else round(best, 6), "best_f1_at_bits": at}


def share(part: float, whole: float) -> float | None:
    """A share to six places, or None of nothing."""
    return round(part / whole, 6) if whole else None


def rates(right: int, said: int, true: int) -> dict[str, Any]:
    """Precision, recall and F1."""
    return {
        "precision": share(right, said), "recall": share(right, true), "f1": share(2 * right, said + true),
    }  # fmt: skip


@dataclass
class Measured:
    """All that is counted while records come out of matching."""

    truth: Truth
    every: Tally = field(default_factory=Tally)
    by: dict[str, dict[str, Tally]] = field(default_factory=dict)
    pairs: Pairs = field(default_factory=Pairs)
    compared: int = 0
    compared_true: int = 0
    guards: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    def take(self, record: str, decision: Decision, child_of: Mapping[str, str]) -> None:
        """Count one record's decision; `child_of` tells which child each index record is."""
        meant = self.truth.child.get(record)
        is_known = meant in self.truth.index_records
        named = (decision.child,) if decision.outcome is Outcome.MATCH else decision.contenders
        is_right = is_known and any(child_of.get(each or "") == meant for each in named)
        tallies = [self.every, *(self._tally(name, record) for name in self.truth.facets)]
        for tally in tallies:
            tally.add(is_known=is_known, outcome=decision.outcome, is_right=is_right)
        for guard in decision.guards:
            self.guards[guard] += 1

    def _tally(self, facet: str, record: str) -> Tally:
        value = self.truth.facets[facet].get(record) or "not said"
        return self.by.setdefault(facet, {}).setdefault(value, Tally())

    def facet(self, name: str) -> dict[str, Any]:
        """The figures by one facet."""
        return {value: tally.as_dict() for value, tally in sorted(self.by.get(name, {}).items())}


def gap(figures: Mapping[str, Mapping[str, Any]], *, least: int) -> float | None:
    """Between the best and the worst automatic recall, over values with records enough to tell."""
    found: Iterable[float] = [
        each["auto"]["recall"]
        for each in figures.values()
        if each["in_index"] >= least and each["auto"]["recall"]
    ]
    known = list(found)
    return round(max(known) - min(known), 6) if len(known) > 1 else None
