"""Waterfalls for records of a file: why each of its likeliest children was or was not laid to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from teamaround.matching.bulk import Pair
from teamaround.matching.policy import GUARD_WORDS, Decision, Outcome
from teamaround.matching.reasons import as_text
from teamaround.matching.release import Release
from teamaround.matching.rows import COLUMNS, Row
from teamaround.matching.scoring import Scorer

if TYPE_CHECKING:
    import pyarrow as pa

MOST_TOLD = 3
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

    def take(self, record: str, decision: Decision, pairs: Sequence[Pair]) -> None:
        """Keep what is wanted."""
        if record in self.wanted:
            best = sorted(pairs, key=lambda pair: (-pair.bits, pair.child))[:MOST_TOLD]
            self.found[record] = (decision, best)

    def as_dict(self, release: Release, children: pa.Table, records: pa.Table) -> dict[str, Any]:
        """Each wanted record's outcome, and the waterfall of each likely child."""
        told: dict[str, Any] = {}
        meant = rows_of(children, {pair.child for _, pairs in self.found.values() for pair in pairs})
        asked, agencies = rows_of(records, self.wanted), _agencies(records, self.wanted)
        scorer = Scorer(release, children=children.num_rows)
        for record in self.wanted:
            decision, pairs = self.found.get(record, (Decision(Outcome.NONE, None, 0.0), []))
            told[record] = {"outcome": OUTCOME_WORDS[decision.outcome]}
            if decision.guards:
                told[record]["guards"] = "; ".join(GUARD_WORDS[guard] for guard in decision.guards)
            for pair in pairs:
                score = scorer.score(meant[pair.child], asked[record], agency=agencies[record])
                told[record][pair.child] = as_text(score, release=release.number)
        return told


def rows_of(table: pa.Table, ids: Iterable[str]) -> dict[str, Row]:
    """Rows as Python compares them, by record number."""
    return {said["record_id"]: _row(said) for said in _lines(table, ids)}


def _agencies(table: pa.Table, ids: Iterable[str]) -> dict[str, str]:
    return {said["record_id"]: said["agency"] for said in _lines(table, ids)}


def _lines(table: pa.Table, ids: Iterable[str]) -> list[dict[str, Any]]:
    import pyarrow as pa
    from pyarrow import compute

    wanted = pa.array(list(ids), type=pa.string())
    found: list[dict[str, Any]] = table.filter(compute.is_in(table.column("record_id"), wanted)).to_pylist()
    return found


def _row(said: Mapping[str, Any]) -> Row:
    values: dict[str, Any] = {
        name: tuple(said[name]) if isinstance(said[name], list) else said[name] for name in COLUMNS
    }
    return Row(**values)
