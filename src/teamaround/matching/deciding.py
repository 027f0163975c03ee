"""`match bulk`: a decision for every record of a file, by the one policy, whichever engine weighed the pairs.

A record that no child of the index is like may be a new child. Such records are compared with each other first,
in the file's order: the first of them founds a child, and later ones are laid to it, asked about, or found their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Protocol

from teamaround.matching.bulk import Answer, Bulk, Pair
from teamaround.matching.evaluating import contenders_of
from teamaround.matching.policy import Decision, Outcome, decide
from teamaround.matching.release import Release
from teamaround.matching.store import CHILD, Store

COLUMNS = ("record_id", "agency", "outcome", "child", "new_child", "bits", "guards", "contenders", "release")


@dataclass(frozen=True, slots=True)
class Decided:
    """One record's decision. `child` is a record of the index; `new_child` the record of this file that founds one.

    Contenders are records of the index where `new_child` is empty, else or when `is_new` of this file.
    """

    record: str
    agency: str
    decision: Decision
    is_new: bool = False
    founder: str = ""

    def cells(self) -> tuple[object, ...]:
        """In the order of `COLUMNS`."""
        made = self.decision
        child = "" if self.is_new or made.outcome is not Outcome.MATCH else made.child
        bits = None if made.bits == float("-inf") else round(made.bits, 6)
        contenders = () if made.outcome is Outcome.MATCH else made.contenders
        return (
            self.record, self.agency, made.outcome.value, child, self.founder, bits, ";".join(made.guards),
            ";".join(contenders), made.release,
        )  # fmt: skip


class Engine(Protocol):
    """What weighs pairs: DuckDB here, or Spark."""

    def answers(self) -> Iterator[Answer]:
        """Every record with its candidates, in the file's order."""


Opened = Callable[[Release, Store, int], AbstractContextManager[Engine]]


@dataclass
class Counts:
    """How many records came out how, for telling."""

    outcomes: Counter[str] = field(default_factory=Counter)
    founded: int = 0

    def add(self, decided: Decided) -> None:
        """Count one."""
        place = " in this file" if decided.is_new and decided.decision.outcome is not Outcome.NONE else ""
        self.outcomes[decided.decision.outcome.value + place] += 1
        self.founded += decided.founder == decided.record


def decisions(release: Release, store: Store, opened: Opened) -> Iterator[Decided]:
    """Every record decided: first against the index, then the new ones against each other."""
    children = store.many[CHILD]
    new: list[str] = []
    with opened(release, store, children) as engine:
        for answer in engine.answers():
            decision = _decided(answer.pairs, release)
            if decision.outcome is Outcome.NONE:
                new += answer.records
            else:
                yield from (Decided(record, answer.agency, decision) for record in answer.records)
    if new:
        store.keep_new(new)
        nameless = store.nameless()
        with opened(release, store, children) as engine:
            yield from among_themselves(engine.answers(), release, nameless)


def among_themselves(
    answers: Iterable[Answer], release: Release, nameless: frozenset[str] = frozenset()
) -> Iterator[Decided]:
    """New records, each compared with those that founded a child before it; one without any name founds none."""
    founders: set[str] = set()
    for answer in answers:
        for record in answer.records:
            known = [pair for pair in answer.pairs if pair.child in founders]
            decision = _decided(known, release)
            founder = (decision.child or "") if decision.outcome is Outcome.MATCH else ""
            if decision.outcome is Outcome.NONE and record not in nameless:
                founder = record
                founders.add(record)
            yield Decided(record, answer.agency, decision, is_new=True, founder=founder)


def _decided(pairs: list[Pair], release: Release) -> Decision:
    return decide(contenders_of(pairs), release.policy, release=release.number)


class OnThisMachine:
    """DuckDB."""

    def __init__(self, release: Release, store: Store, children: int) -> None:
        self._bulk = Bulk.of(release, store, children=children)

    def __enter__(self) -> Engine:
        return self._bulk

    def __exit__(self, *_: object) -> None:
        return None
