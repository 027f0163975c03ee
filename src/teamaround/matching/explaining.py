"""Waterfalls for records of a file: why each of its likeliest children was or was not laid to it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from teamaround.matching.bulk import Answer, Pair
from teamaround.matching.policy import GUARD_WORDS, Decision, Outcome
from teamaround.matching.reasons import as_text
from teamaround.matching.records import Record
from teamaround.matching.release import Release
from teamaround.matching.rows import COLUMNS, Row
from teamaround.matching.scoring import Scorer
from teamaround.matching.store import CHILD, RECORD, Store

MOST_TOLD = 3
_COLUMNS = ", ".join(f'"{name}"' for name in COLUMNS)
OUTCOME_WORDS = {
    Outcome.MATCH: "laid to this child without asking",
    Outcome.POTENTIAL: "a person is asked",
    Outcome.MANY: "a person is asked: several children are nearly as likely",
    Outcome.NONE: "nobody in the index is like enough",
}


@dataclass
class Explained:
    """What was asked to be told, and as much of it as was met."""

    wanted: tuple[str, ...] = ()
    found: dict[str, tuple[Decision, list[Pair]]] = field(default_factory=dict)

    def take(self, answer: Answer, decision: Decision) -> None:
        """Keep what is wanted."""
        for record in self.wanted:
            if record in answer.records:
                self.found[record] = (decision, answer.pairs[:MOST_TOLD])

    def as_dict(self, release: Release, store: Store) -> dict[str, Any]:
        """Each wanted record's outcome, and the waterfall of each likely child."""
        told: dict[str, Any] = {}
        meant = rows_of(store, CHILD, {pair.child for _, pairs in self.found.values() for pair in pairs})
        asked = rows_of(store, RECORD, self.wanted)
        scorer = Scorer(release, children=store.many[CHILD])
        for record in self.wanted:
            decision, pairs = self.found.get(record, (Decision(Outcome.NONE, None, 0.0), []))
            told[record] = {"outcome": OUTCOME_WORDS[decision.outcome]}
            if decision.guards:
                told[record]["guards"] = "; ".join(GUARD_WORDS[guard] for guard in decision.guards)
            for pair in pairs:
                score = scorer.score(meant[pair.child].row, asked[record].row, agency=asked[record].agency)
                told[record][pair.child] = as_text(score, release=release.number)
        return told


def rows_of(store: Store, side: str, ids: Iterable[str]) -> dict[str, Record]:
    """Records as Python compares them, by record number."""
    if not store.many[side]:
        return {}
    found = store.ask(
        f"SELECT record_id, agency, {_COLUMNS} FROM {side} WHERE list_contains(?, record_id)",
        list(ids),
    )
    return {each[0]: Record(each[0], each[1] or "", _row(each[2:])) for each in found}


def _row(values: tuple[Any, ...]) -> Row:
    said: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in zip(COLUMNS, values, strict=True)
    }
    return Row(**said)
