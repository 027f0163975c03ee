"""Rows of agencies' files laid to children: who a row may be, and what was laid where.

Rows are judged one after another, each also against the rows before it that will found a
child, so that a file never registers one child twice. Shielded and sealed children are
compared with all that is known of them and looked for under every key: a row that touches
one goes to quarantine (R8), and nothing here says whom it touched to anybody else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations

from teamaround.accounts.rules import Viewer
from teamaround.people import sources
from teamaround.sharing.rows import insert

from . import ledger
from .looking_up import MOST_CANDIDATES, Asked, Met, birthdays, is_another, is_one_thing, made_of, meet
from .models import SourceRecord
from .reading import evidence_of, salt
from .rules import (
    FOR_SEARCHES,
    LEARNT_OF,
    SHARED_BY_KIN,
    Candidate,
    Outcome,
    PersonAsWritten,
    Traits,
    Weighed,
    in_quarantine,
    is_worth_review,
    judge,
    look_up_keys,
    scorer,
    standardise,
    weigh,
)
from .rules.ledger import Evidence

MOST_BESIDE = 5  # children of one row who are compared with one another


@dataclass(frozen=True)
class Alike:
    """Two registered children who may be one, and why two people should look."""

    one_id: int
    other_id: int
    because: tuple[str, ...]


@dataclass(frozen=True)
class _Row:
    asked: Asked
    traits: Traits


class Judge:
    """Judges the rows of one file, a batch at a time, by what was learnt of records of such an agency."""

    def __init__(self, *, agency_kind: str = "") -> None:
        self._learnt_of = LEARNT_OF.get(agency_kind, "")
        self._scorer = scorer(sources.about_how_many())
        self._rows: list[_Row] = []
        self._met = Met([])
        self._founded: dict[int, list[int]] = defaultdict(list)
        self._founders: dict[int, Candidate] = {}

    def take_up(self, people: Sequence[PersonAsWritten], *, known: Iterable[int] = ()) -> None:
        """Fetch everybody whom a batch of rows may mean, and the children `known` by their source."""
        asked = [_asked(person) for person in people]
        self._met = meet(asked, known=known)
        things = self._met.crowded
        self._rows = [
            _Row(each, evidence_of(person, each.standard, things))
            for person, each in zip(people, asked, strict=True)
        ]

    def judge(self, at: int, *, not_same: frozenset[int] = frozenset()) -> Outcome:
        """What may be done with a row of the batch. Negative numbers stand for founders not registered yet.

        A row that carries a fact which a shielded child's record does not show goes to quarantine.
        `not_same`: children whom a person found this record not to be.
        """
        touched = tuple(each for each in self._touches_hidden_facts(self._rows[at]) if each not in not_same)
        if touched:
            return in_quarantine(touched)
        likely = [self._met.kept[child_id].candidate for child_id in self._met.likely[at]]
        return judge(
            self._rows[at].traits, [*likely, *self._likely_founders(at)],
            scorer=self._scorer, agency=self._learnt_of, not_same=not_same,
        )  # fmt: skip

    def weigh(self, at: int, child_id: int) -> Weighed:
        """How far a row agrees with one child whom it is known to mean."""
        return self._weigh(self._rows[at].traits, [self._candidate(child_id)])[0]

    def alike(self, child_ids: Iterable[int]) -> list[Alike]:
        """Which of these children may be one child in two records; hidden ones are never among them."""
        registered = [child_id for child_id in child_ids if child_id > 0 and not self.is_hidden(child_id)]
        return [
            Alike(one_id, other_id, weighed.reasons)
            for one_id, other_id in combinations(registered[:MOST_BESIDE], 2)
            for weighed in self._weigh(self._candidate(one_id).traits, [self._candidate(other_id)])
            if self.authority_of(one_id) == self.authority_of(other_id) and is_worth_review(weighed)
        ]

    def like_row(self, at: int, child_ids: Iterable[int]) -> list[tuple[int, tuple[str, ...]]]:
        """Which of these children may be the one whom a row founds nevertheless, and why."""
        known = [
            self._candidate(child_id)
            for child_id in child_ids
            if child_id > 0 and not self.is_hidden(child_id)
        ]
        weighed = self._weigh(self._rows[at].traits, known)
        return [(each.candidate.child_id, each.reasons) for each in weighed if is_worth_review(each)]

    def is_hidden(self, child_id: int) -> bool:
        """Whether a child taken up is shielded or sealed."""
        kept = self._met.kept[child_id]
        return kept.is_shielded or kept.is_sealed

    def authority_of(self, child_id: int) -> int:
        """The authority responsible for a child taken up."""
        return self._met.kept[child_id].authority_id

    def found(self, at: int) -> int:
        """Note that a row will found a child; returns the negative number by which later rows may name it."""
        number = -len(self._founders) - 1
        row = self._rows[at]
        self._founders[number] = Candidate(number, row.traits)
        for kind, key in row.asked.look_up.narrow:
            if kind not in FOR_SEARCHES:
                self._founded[key].append(number)
        return number

    def forget_founders(self) -> None:
        """They are registered now, and found in the index."""
        self._founded.clear()
        self._founders.clear()

    def _weigh(self, asked: Traits, candidates: Iterable[Candidate]) -> tuple[Weighed, ...]:
        return weigh(asked, candidates, scorer=self._scorer, agency=self._learnt_of)

    def _candidate(self, child_id: int) -> Candidate:
        return self._met.kept[child_id].candidate

    def _touches_hidden_facts(self, row: _Row) -> tuple[int, ...]:
        """Hidden children under a key of this row. A telephone is shared by kin: it counts with the birthday."""
        alone: set[int] = set()
        with_birthday: set[int] = set()
        for kind, key in row.asked.look_up.narrow:
            (with_birthday if kind in SHARED_BY_KIN else alone).update(self._met.under_hidden.get(key, ()))
        same_day = {child for child in with_birthday if self._is_born_as(row, child)}
        return tuple(sorted(alone | same_day))

    def _is_born_as(self, row: _Row, child_id: int) -> bool:
        return not set(row.asked.standard.births).isdisjoint(self._candidate(child_id).traits.births)

    def _likely_founders(self, at: int) -> list[Candidate]:
        """Children whom rows before this one found, in the order in which `meet` brings those of the index."""
        if not self._founders:
            return []
        asked = self._rows[at].asked
        shared: Counter[int] = Counter()
        by: dict[int, int] = defaultdict(int)
        for kind, key in asked.look_up.narrow:
            for number in self._founded.get(key, ()):
                shared[number] += 1
                by[number] |= made_of(kind)
        likely = sorted(shared, key=lambda number: (is_one_thing(by[number]), -shared[number], -number))
        return [
            self._founders[number]
            for number in likely[:MOST_CANDIDATES]
            if not is_another(asked, by[number], birthdays(self._founders[number].traits))
        ]


def _asked(person: PersonAsWritten) -> Asked:
    standard = standardise(person)
    return Asked(standard, look_up_keys(standard, salt=salt()))


@dataclass(frozen=True)
class Link:
    """A record of an agency's and the child that it was laid to; `row_hash` is what it said last."""

    child_id: int
    row_hash: str
    evidence: Evidence | None = None


def links(agency_id: int, source_keys: Iterable[str]) -> dict[str, Link]:
    """Where an agency's records were laid before."""
    rows = SourceRecord.objects.filter(
        agency_id=agency_id, source_key__in=list(source_keys), child__isnull=False
    ).values_list("source_key", "child_id", "row_hash", "child__merged_into_id")
    return {key: Link(joined or child_id, row_hash) for key, child_id, row_hash, joined in rows}


def keep_links(agency_id: int, laid: dict[str, Link], *, because: str, by: Viewer, now: datetime) -> set[str]:
    """Note where an agency's records were laid, and in the ledger what changed; returns the keys that did.

    Part of taking in a row, audited there.
    """
    changed = ledger.note_laid(
        agency_id, {key: (link.child_id, link.evidence) for key, link in laid.items()},
        about=because, by=by, now=now,
    )  # fmt: skip
    rows = [
        {
            "agency_id": agency_id, "source_key": key, "row_hash": link.row_hash, "child_id": link.child_id,
            "linked_at": now, "because": because,
        }
        for key, link in laid.items()
    ]  # fmt: skip
    insert(SourceRecord, rows, over=("agency_id", "source_key"))
    return changed
