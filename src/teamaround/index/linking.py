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

from django.db import connection

from teamaround.people import sources
from teamaround.sharing import queries as sharing

from .models import SourceRecord
from .reading import people_as_written, salt
from .rules import (
    Candidate,
    Comparison,
    LookUp,
    Outcome,
    PersonAsWritten,
    Standard,
    compare,
    judge,
    look_up_keys,
    standardise,
)

MOST_CANDIDATES = 25  # a row; those that share the most keys with it


@dataclass(frozen=True)
class _Row:
    standard: Standard
    look_up: LookUp


class Judge:
    """Judges the rows of one file, a batch at a time."""

    def __init__(self) -> None:
        self._rows: list[_Row] = []
        self._under: dict[int, list[int]] = {}
        self._hidden_under: dict[int, list[int]] = {}
        self._hidden_numbers: dict[str, set[int]] = {}
        self._candidates: dict[int, Candidate] = {}
        self._authorities: dict[int, int] = {}
        self._founded: dict[int, list[int]] = defaultdict(list)
        self._founders: dict[int, Candidate] = {}

    def take_up(self, people: Sequence[PersonAsWritten], *, known: Iterable[int] = ()) -> None:
        """Fetch everybody whom a batch of rows may mean, and the children `known` by their source."""
        self._rows = [_row(person) for person in people]
        narrow = {key for row in self._rows for _, key in row.look_up.narrow}
        wide = {key for row in self._rows for _, key in row.look_up.wide}
        self._under = _children_under(narrow)
        self._hidden_under = _hidden_children_under(narrow | wide)
        self._hidden_numbers = sources.hidden_children_with_numbers(
            {number.value for row in self._rows for number in row.standard.numbers}
        )
        wanted = {child_id for at in range(len(self._rows)) for child_id in self._likely(at)}
        self._fetch(wanted | set(known))

    def judge(self, at: int) -> Outcome:
        """What may be done with a row of the batch. Negative numbers stand for founders not registered yet."""
        likely = [self._candidates[child_id] for child_id in self._likely(at) if child_id in self._candidates]
        return judge(self._rows[at].standard, [*likely, *self._likely_founders(at)])

    def compare(self, at: int, child_id: int) -> Comparison:
        """How far a row agrees with one child whom it is known to mean."""
        return compare(self._rows[at].standard, self._candidates[child_id].standard)

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
        self._founders[number] = Candidate(child_id=number, standard=row.standard)
        for _, key in row.look_up.narrow:
            self._founded[key].append(number)
        return number

    def forget_founders(self) -> None:
        """They are registered now, and found in the index."""
        self._founded.clear()
        self._founders.clear()

    def _likely(self, at: int) -> list[int]:
        row = self._rows[at]
        shared = Counter(child for _, key in row.look_up.narrow for child in self._under.get(key, ()))
        likely = [child for child, _ in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))]
        return list(dict.fromkeys([*likely[:MOST_CANDIDATES], *self._hidden(row)]))

    def _hidden(self, row: _Row) -> list[int]:
        found = {
            child
            for _, key in row.look_up.narrow | row.look_up.wide
            for child in self._hidden_under.get(key, ())
        }
        for number in row.standard.numbers:
            found |= self._hidden_numbers.get(number.value, set())
        return sorted(found)

    def _likely_founders(self, at: int) -> list[Candidate]:
        shared = Counter(
            number for _, key in self._rows[at].look_up.narrow for number in self._founded.get(key, ())
        )
        return [self._founders[number] for number, _ in shared.most_common(MOST_CANDIDATES)]

    def _fetch(self, child_ids: set[int]) -> None:
        standings = sharing.standings(child_ids)
        self._authorities = {child_id: each.authority_id for child_id, each in standings.items()}
        self._candidates = {
            child_id: Candidate(
                child_id=child_id,
                standard=standardise(person),
                is_shielded=standings[child_id].is_shielded,
                is_sealed=standings[child_id].is_sealed,
            )
            for child_id, person in people_as_written(child_ids).items()
        }


def _row(person: PersonAsWritten) -> _Row:
    standard = standardise(person)
    return _Row(standard, look_up_keys(standard, salt=salt()))


_UNDER = "SELECT key, child_id FROM index_key WHERE key = ANY(%s)"
_HIDDEN_UNDER = (
    "SELECT k.key, k.child_id FROM sharing_standing s JOIN index_key k ON k.child_id = s.child_id"
    " WHERE (s.is_shielded OR s.is_sealed) AND k.key = ANY(%s)"
)


def _children_under(keys: set[int]) -> dict[int, list[int]]:
    return _by_key(_UNDER, keys)


def _hidden_children_under(keys: set[int]) -> dict[int, list[int]]:
    return _by_key(_HIDDEN_UNDER, keys)


def _by_key(sql: str, keys: set[int]) -> dict[int, list[int]]:
    """Children by key; a record that was joined to another stands for the one that it was joined to."""
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(keys)])
        rows = cursor.fetchall()
    joined = sources.joined_records({child_id for _, child_id in rows})
    found: dict[int, list[int]] = defaultdict(list)
    for key, child_id in rows:
        found[key].append(joined.get(child_id, child_id))
    return found


@dataclass(frozen=True)
class Link:
    """A record of an agency's and the child that it was laid to; `row_hash` is what it said last."""

    child_id: int
    row_hash: str


def links(agency_id: int, source_keys: Iterable[str]) -> dict[str, Link]:
    """Where an agency's records were laid before."""
    rows = SourceRecord.objects.filter(agency_id=agency_id, source_key__in=list(source_keys)).values_list(
        "source_key", "child_id", "row_hash", "child__merged_into_id"
    )
    return {key: Link(joined or child_id, row_hash) for key, child_id, row_hash, joined in rows}


def keep_links(agency_id: int, laid: dict[str, Link], *, because: str, now: datetime) -> None:
    """Note where an agency's records were laid; part of taking in a row, audited there."""
    SourceRecord.objects.bulk_create(
        [
            SourceRecord(
                agency_id=agency_id,
                source_key=key,
                row_hash=link.row_hash,
                child_id=link.child_id,
                linked_at=now,
                because=because,
            )
            for key, link in laid.items()
        ],
        update_conflicts=True,
        unique_fields=["agency", "source_key"],
        update_fields=["row_hash", "child", "linked_at", "because"],
    )
