"""Two releases at work on the same records: which decisions would change, and on what evidence; never a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from teamaround.matching.bulk import Answer, Bulk, Pair
from teamaround.matching.comparisons import BY_NAME, COMPARED
from teamaround.matching.evaluating import contenders_of
from teamaround.matching.explaining import rows_of
from teamaround.matching.measures import share
from teamaround.matching.policy import Decision, decide
from teamaround.matching.release import Release
from teamaround.matching.scoring import Score, Scorer
from teamaround.matching.store import CHILD, RECORD, Store

FROM_SO_MANY_BITS = 0.05  # a level's weight counts as changed
GUARDS, NAMES, ANOTHER = "guards", "how common names are, or the prior", "another candidate"


@dataclass(frozen=True, slots=True)
class Made:
    """A decision and the pair that it rests on, if any."""

    decision: Decision
    pair: Pair | None

    @property
    def words(self) -> tuple[str, str | None]:
        """What would be seen of it: the outcome, and the child where it is laid to one."""
        laid = self.decision.child if self.decision.outcome == "match" else None
        return self.decision.outcome.value, laid


@dataclass
class Changes:
    """What changed between two releases, counted, with the first records that did."""

    old: Release
    new: Release
    shown: int
    records: int = 0
    by_outcome: Counter[tuple[str, str]] = field(default_factory=Counter)
    by_agency: dict[str, Counter[str]] = field(default_factory=dict)
    by_evidence: Counter[str] = field(default_factory=Counter)
    first: dict[str, tuple[Made, Made]] = field(default_factory=dict)

    def take(self, record: str, agency: str, before: Made, after: Made) -> None:
        """Count one record."""
        self.records += 1
        (old, old_child), (new, new_child) = before.words, after.words
        if old == new == "match" and old_child != new_child:
            new = "match with another child"
        self.by_outcome[old, new] += 1
        counted = self.by_agency.setdefault(agency or "not said", Counter())
        counted["records"] += 1
        if old != new:
            counted["changed"] += 1
            counted[f"{old} -> {new}"] += 1
            self.by_evidence[evidence(self.old, self.new, agency, before, after)] += 1
            if len(self.first) < self.shown:
                self.first[record] = (before, after)

    @property
    def changed(self) -> int:
        """How many records another decision would be made of."""
        return sum(many for (old, new), many in self.by_outcome.items() if old != new)


def compare(old: Release, new: Release, store: Store, *, shown: int) -> dict[str, Any]:
    """Both releases' decisions on a filled store, and what differs, as JSON."""
    kept = {record: made for answer in Bulk.of(old, store).answers() for record, made in _made(answer, old)}
    changes = Changes(old, new, shown)
    for answer in Bulk.of(new, store).answers():
        for record, made in _made(answer, new):
            changes.take(record, answer.agency, kept[record], made)
    return {
        "old": {"number": old.number, "hash": old.hash()},
        "new": {"number": new.number, "hash": new.hash()},
        "records": {"index": store.many[CHILD], "incoming": store.many[RECORD]},
        "changed": changes.changed,
        "share": share(changes.changed, changes.records),
        "by_outcome": {
            f"{one} -> {other}": many for (one, other), many in sorted(changes.by_outcome.items())
        },
        "by_evidence": dict(changes.by_evidence.most_common()),
        "by_agency": {name: dict(counted) for name, counted in sorted(changes.by_agency.items())},
        "first": _told(changes, store),
    }


def _made(answer: Answer, release: Release) -> Iterator[tuple[str, Made]]:
    decision = decide(contenders_of(answer.pairs), release.policy, release=release.number)
    child = decision.child or next(iter(decision.contenders), None)
    about = next((pair for pair in answer.pairs if pair.child == child), next(iter(answer.pairs), None))
    return ((record, Made(decision, about)) for record in answer.records)


def evidence(old: Release, new: Release, agency: str, before: Made, after: Made) -> str:
    """What weighed most in the change, in words: a level, the guards, names, or that somebody else is likeliest."""
    if before.pair is None or after.pair is None or before.pair.child != after.pair.child:
        return ANOTHER
    if before.decision.guards != after.decision.guards:
        told = sorted(set(before.decision.guards) ^ set(after.decision.guards))
        return f"{GUARDS}: {', '.join(told)}"
    apart = {
        BY_NAME[name].words_of(BY_NAME[name].level_names[place]): bits
        for name, place, bits in _apart(old, new, agency, after.pair)
    }
    apart[NAMES] = after.pair.bits - before.pair.bits - sum(apart.values())
    return max(apart, key=lambda words: abs(apart[words]))


def _apart(old: Release, new: Release, agency: str, pair: Pair) -> Iterator[tuple[str, int, float]]:
    """For each thing compared: the level reached and by how many bits its weight differs."""
    for compared, place in zip(COMPARED, pair.places, strict=True):
        if place >= 0:
            one, other = (each.learnt(agency, compared.name).bits()[place] for each in (old, new))
            yield compared.name, place, other - one


def _told(changes: Changes, store: Store) -> list[dict[str, Any]]:
    """The first changed records: numbers, outcomes, and the levels whose weight differs."""
    children = {made.pair.child for each in changes.first.values() for made in each if made.pair}
    meant, asked = rows_of(store, CHILD, children), rows_of(store, RECORD, changes.first)
    scorers = [Scorer(release, children=store.many[CHILD]) for release in (changes.old, changes.new)]
    told = []
    for record, (before, after) in changes.first.items():
        said: dict[str, Any] = {
            "record_id": record,
            "agency": asked[record].agency,
            "old": _decision(before),
            "new": _decision(after),
        }
        if pair := after.pair or before.pair:
            child, row = meant[pair.child].row, asked[record]
            scores = [scorer.score(child, row.row, agency=row.agency) for scorer in scorers]
            said |= {"about": pair.child, "levels": _levels(*scores)}
        told.append(said)
    return told


def _decision(made: Made) -> dict[str, Any]:
    decision = made.decision
    said: dict[str, Any] = {"outcome": decision.outcome.value, "child": decision.child}
    if made.pair:
        said["bits"] = round(made.pair.bits, 3)
    return said | ({"guards": list(decision.guards)} if decision.guards else {})


def _levels(one: Score, other: Score) -> list[dict[str, Any]]:
    """Every level whose weight is not the same in both, the most changed first."""
    found = [
        {"what": compared.words_of(compared.level_names[place]), "old": round(old, 3), "new": round(new, 3)}
        for compared, place, old, new in zip(COMPARED, one.places, one.parts, other.parts, strict=True)
        if place >= 0 and abs(new - old) >= FROM_SO_MANY_BITS
    ]
    if abs(other.prior - one.prior) >= FROM_SO_MANY_BITS:
        found.append(
            {"what": "two records picked at random", "old": round(one.prior, 3), "new": round(other.prior, 3)}
        )
    return sorted(found, key=lambda each: -abs(float(str(each["new"])) - float(str(each["old"]))))
