"""Rows of agencies' files laid to children: who a row may be, and what was laid where.

Rows are judged one after another, each also against the rows before it that will found a
child, so that a file never registers one child twice. Shielded and sealed children are
compared with all that is known of them and looked for under every key: a row that touches
one goes to quarantine (R8), and nothing here says whom it touched to anybody else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations

from teamaround.accounts.rules import Viewer
from teamaround.matching.crowded import Crowded
from teamaround.people import sources
from teamaround.sharing.rows import insert

from . import ledger
from .looking_up import births_of, kept_of, under_all_keys
from .models import SourceRecord
from .reading import crowded, evidence_of, salt
from .rules import (
    LEARNT_OF,
    NAMES_ALONE,
    SHARED_BY_KIN,
    Candidate,
    LookUp,
    Outcome,
    PersonAsWritten,
    Standard,
    Traits,
    Weighed,
    are_born_apart,
    in_quarantine,
    is_worth_review,
    judge,
    look_up_keys,
    scorer,
    standardise,
    weigh,
)
from .rules.ledger import Evidence

MOST_CANDIDATES = 25  # a row; those that share the most keys with it
MOST_BESIDE = 5  # children of one row who are compared with one another


@dataclass(frozen=True)
class Alike:
    """Two registered children who may be one, and why two people should look."""

    one_id: int
    other_id: int
    because: tuple[str, ...]


@dataclass(frozen=True)
class _Row:
    standard: Standard
    traits: Traits
    look_up: LookUp


@dataclass(frozen=True)
class _Likely:
    """Children under the keys of a row, likeliest first; `by_one_thing` share names alone, or a telephone alone."""

    row: _Row
    children: list[int]
    by_one_thing: set[int]

    @property
    def has_miswritten_number(self) -> bool:
        return any(
            number.kind == "nhs_number" and not number.passes_check for number in self.row.standard.numbers
        )

    def without_those_born_apart(self, births: Mapping[int, tuple[date, ...]]) -> list[int]:
        """Leave out namesakes, and kin of one telephone, with another date of birth and nothing else in common."""
        if self.has_miswritten_number:
            return self.children
        mine = self.row.standard.births
        return [
            child
            for child in self.children
            if child not in self.by_one_thing or not are_born_apart(mine, births.get(child, ()))
        ]


class Judge:
    """Judges the rows of one file, a batch at a time, by what was learnt of records of such an agency."""

    def __init__(self, *, agency_kind: str = "") -> None:
        self._learnt_of = LEARNT_OF.get(agency_kind, "")
        self._scorer = scorer(sources.about_how_many())
        self._rows: list[_Row] = []
        self._under: dict[int, list[int]] = {}
        self._hidden_under: dict[int, list[int]] = {}
        self._kept_apart: set[int] = set()
        self._likely: list[list[int]] = []
        self._candidates: dict[int, Candidate] = {}
        self._authorities: dict[int, int] = {}
        self._founded: dict[int, list[int]] = defaultdict(list)
        self._founders: dict[int, Candidate] = {}

    def take_up(self, people: Sequence[PersonAsWritten], *, known: Iterable[int] = ()) -> None:
        """Fetch everybody whom a batch of rows may mean, and the children `known` by their source."""
        things = crowded()
        self._rows = [_row(person, things) for person in people]
        self._under, self._hidden_under, self._kept_apart = _lead(row.look_up for row in self._rows)
        self._likely = self._without_those_born_apart([self._registered_like(row) for row in self._rows])
        wanted = {child_id for likely in self._likely for child_id in likely}
        self._fetch(wanted | set(known))

    def judge(self, at: int, *, not_same: frozenset[int] = frozenset()) -> Outcome:
        """What may be done with a row of the batch. Negative numbers stand for founders not registered yet.

        A row that carries a fact which a shielded child's record does not show goes to quarantine.
        `not_same`: children whom a person found this record not to be.
        """
        touched = tuple(each for each in self._touches_hidden_facts(self._rows[at]) if each not in not_same)
        if touched:
            return in_quarantine(touched)
        likely = [self._candidates[child_id] for child_id in self._likely[at] if child_id in self._candidates]
        return judge(
            self._rows[at].traits, [*likely, *self._likely_founders(at)],
            scorer=self._scorer, agency=self._learnt_of, not_same=not_same,
        )  # fmt: skip

    def weigh(self, at: int, child_id: int) -> Weighed:
        """How far a row agrees with one child whom it is known to mean."""
        return self._weigh(self._rows[at].traits, [self._candidates[child_id]])[0]

    def alike(self, child_ids: Iterable[int]) -> list[Alike]:
        """Which of these children may be one child in two records; hidden ones are never among them."""
        registered = [child_id for child_id in child_ids if child_id > 0 and not self.is_hidden(child_id)]
        return [
            Alike(one_id, other_id, weighed.reasons)
            for one_id, other_id in combinations(registered[:MOST_BESIDE], 2)
            for weighed in self._weigh(self._candidates[one_id].traits, [self._candidates[other_id]])
            if self._authorities[one_id] == self._authorities[other_id] and is_worth_review(weighed)
        ]

    def like_row(self, at: int, child_ids: Iterable[int]) -> list[tuple[int, tuple[str, ...]]]:
        """Which of these children may be the one whom a row founds nevertheless, and why."""
        known = [
            self._candidates[child_id]
            for child_id in child_ids
            if child_id > 0 and not self.is_hidden(child_id)
        ]
        weighed = self._weigh(self._rows[at].traits, known)
        return [(each.candidate.child_id, each.reasons) for each in weighed if is_worth_review(each)]

    def is_hidden(self, child_id: int) -> bool:
        """Whether a child taken up is shielded or sealed."""
        candidate = self._candidates[child_id]
        return candidate.is_shielded or candidate.is_sealed

    def authority_of(self, child_id: int) -> int:
        """The authority responsible for a child taken up."""
        return self._authorities[child_id]

    def found(self, at: int) -> int:
        """Note that a row will found a child; returns the negative number by which later rows may name it."""
        number = -len(self._founders) - 1
        row = self._rows[at]
        self._founders[number] = Candidate(number, row.traits)
        for _, key in row.look_up.narrow:
            self._founded[key].append(number)
        return number

    def forget_founders(self) -> None:
        """They are registered now, and found in the index."""
        self._founded.clear()
        self._founders.clear()

    def _weigh(self, asked: Traits, candidates: Iterable[Candidate]) -> tuple[Weighed, ...]:
        return weigh(asked, candidates, scorer=self._scorer, agency=self._learnt_of)

    def _registered_like(self, row: _Row) -> _Likely:
        likely = _share_keys(row, self._under)
        hidden = self._hidden(row)
        chosen = list(dict.fromkeys([*likely.children, *hidden]))
        return _Likely(row, chosen, likely.by_one_thing.difference(hidden))

    def _without_those_born_apart(self, found: list[_Likely]) -> list[list[int]]:
        births = births_of({child for each in found for child in each.by_one_thing})
        return [each.without_those_born_apart(births) for each in found]

    def _hidden(self, row: _Row) -> list[int]:
        keys = row.look_up.narrow | row.look_up.wide
        found = {child for _, key in keys for child in self._under.get(key, ())}
        return sorted(found & self._kept_apart)

    def _touches_hidden_facts(self, row: _Row) -> tuple[int, ...]:
        """Hidden children under a key of this row. A telephone is shared by kin: it counts with the birthday."""
        alone: set[int] = set()
        with_birthday: set[int] = set()
        for kind, key in row.look_up.narrow:
            (with_birthday if kind in SHARED_BY_KIN else alone).update(self._hidden_under.get(key, ()))
        same_day = {child for child in with_birthday if self._is_born_as(row, child)}
        return tuple(sorted(alone | same_day))

    def _is_born_as(self, row: _Row, child_id: int) -> bool:
        candidate = self._candidates.get(child_id)
        return candidate is not None and not set(row.standard.births).isdisjoint(candidate.traits.births)

    def _likely_founders(self, at: int) -> list[Candidate]:
        likely = _share_keys(self._rows[at], self._founded)
        traits = {number: self._founders[number].traits for number in likely.by_one_thing}
        births = {
            number: each.births
            for number, each in traits.items()
            if each.row.nhs_said is None or each.row.nhs is not None
        }
        return [self._founders[number] for number in likely.without_those_born_apart(births)]

    def _fetch(self, child_ids: set[int]) -> None:
        kept = kept_of(child_ids)
        self._authorities = {child_id: each.authority_id for child_id, each in kept.items()}
        self._candidates = {child_id: each.candidate for child_id, each in kept.items()}


def _row(person: PersonAsWritten, things: Crowded) -> _Row:
    standard = standardise(person)
    traits = evidence_of(person, standard, things)
    return _Row(standard, traits, look_up_keys(standard, salt=salt()))


def _share_keys(row: _Row, under: Mapping[int, Sequence[int]]) -> _Likely:
    """Those who share the most keys with a row, first those who were there first."""
    shared: Counter[int] = Counter()
    by_name: set[int] = set()
    by_contact: set[int] = set()
    by_more: set[int] = set()
    for kind, key in row.look_up.narrow:
        children = under.get(key, ())
        shared.update(children)
        by = by_name if kind in NAMES_ALONE else by_contact if kind in SHARED_BY_KIN else by_more
        by.update(children)
    likely = [child for child, _ in sorted(shared.items(), key=lambda pair: (-pair[1], abs(pair[0])))]
    return _Likely(row, likely[:MOST_CANDIDATES], (by_name ^ by_contact) - by_more)


def _lead(look_ups: Iterable[LookUp]) -> tuple[dict[int, list[int]], dict[int, list[int]], set[int]]:
    """Children by key, children by hidden key, and who of them is hidden."""
    found: dict[int, list[int]] = defaultdict(list)
    hidden: dict[int, list[int]] = defaultdict(list)
    apart: set[int] = set()
    for led in under_all_keys(look_ups):
        found[led.key].append(led.child_id)
        if led.is_hidden:
            hidden[led.key].append(led.child_id)
        if led.is_apart:
            apart.add(led.child_id)
    return found, hidden, apart


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
