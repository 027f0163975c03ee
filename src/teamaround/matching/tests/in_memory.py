"""One record at a time against an index held in memory: the same candidates and bits as a whole file gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from teamaround.matching.blocking import keys_of
from teamaround.matching.policy import Contender, Decision, decide
from teamaround.matching.records import Record
from teamaround.matching.release import Release
from teamaround.matching.scoring import Score, Scorer


@dataclass(frozen=True, slots=True)
class Met:
    """A child who was compared with a record."""

    child: str
    score: Score


class Index:
    """Children under their keys. A key that leads to too many children leads nowhere."""

    def __init__(self, release: Release, children: Iterable[Record]) -> None:
        self.release = release
        self._rows = {child.record_id: child.row for child in children}
        self._scorer = Scorer(release, children=len(self._rows))
        self._narrow: defaultdict[int, list[str]] = defaultdict(list)
        self._wide: defaultdict[int, list[str]] = defaultdict(list)
        for child, row in self._rows.items():
            keys = keys_of(row)
            for key in keys.narrow:
                self._narrow[key].append(child)
            for key in keys.wide:
                self._wide[key].append(child)

    def compared(self, record: Record) -> list[Met]:
        """Everybody who shares a key, the likeliest first; under wide keys too when nobody is likely."""
        keys = keys_of(record.row)
        met = self._scored(record, self._under(self._narrow, keys.narrow, self.release.most_under_a_key))
        if not met or met[0].score.bits < self.release.policy.potential_from:
            wide = self._under(self._wide, keys.wide, self.release.most_under_a_wide_key)
            met = self._scored(record, {each.child for each in met} | wide)
        return met

    def decide(self, record: Record) -> Decision:
        """What may be done with a record."""
        contenders = [
            Contender(each.child, each.score.bits, each.score.levels) for each in self.compared(record)
        ]
        return decide(contenders, self.release.policy, release=self.release.number)

    def _under(self, kept: dict[int, list[str]], keys: Iterable[int], most: int) -> set[str]:
        found: set[str] = set()
        for key in keys:
            children = kept.get(key, ())
            if len(children) <= most:
                found.update(children)
        return found

    def _scored(self, record: Record, children: Iterable[str]) -> list[Met]:
        found = [
            Met(child, self._scorer.score(self._rows[child], record.row, agency=record.agency))
            for child in children
        ]
        return sorted(found, key=lambda each: (-each.score.bits, each.child))
