"""Whom the keys of records lead to, and what comparing asks of them: one statement, however many records ask.

Somebody waits for a single record, and a file asks of thousands: both come this way. Nothing of it is ever shown.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from django.db import connection

from teamaround.kernel.arrays import as_array
from teamaround.matching.blocking import MOST_UNDER_A_KEY
from teamaround.matching.crowded import Crowded
from teamaround.matching.rows import COLUMNS

from .reading import CONTACT, DOOR, traits_of_children
from .rules import (
    FOR_SEARCHES,
    NAMES_ALONE,
    SHARED_BY_KIN,
    TRAITS_VERSION,
    WIDE,
    Candidate,
    KeyKind,
    LookUp,
    Standard,
    Traits,
    are_born_apart,
    as_kept,
    from_kept,
)

MOST_CANDIDATES = 25  # a row: those who share the most keys with it, and last those who share but names
BY_NAMES, BY_CONTACT, BY_MORE, TO_APART = 1, 2, 4, 8  # what the keys that lead to a child are made of


@dataclass(frozen=True, slots=True)
class Asked:
    """A row that asks whom it may mean: its keys, and what it says of itself."""

    standard: Standard
    look_up: LookUp

    @property
    def births(self) -> tuple[date, ...]:
        """Dates by which a namesake can be told to be another; none where a miswritten number may be theirs."""
        miswritten = any(
            number.kind == "nhs_number" and not number.passes_check for number in self.standard.numbers
        )
        return () if miswritten else self.standard.births


class Kept:
    """A child to be compared, as kept: read only when it comes to that."""

    def __init__(self, child_id: int, standing: tuple[int, bool, bool], traits: list[Any]) -> None:
        self.child_id = child_id
        self.authority_id, self.is_shielded, self.is_sealed = standing
        self._traits = traits

    @cached_property
    def candidate(self) -> Candidate:
        """The child in the form in which records are compared."""
        return Candidate(self.child_id, from_kept(self._traits), self.is_shielded, self.is_sealed)


@dataclass
class Met:
    """Everybody whom rows may mean.

    `likely`: by row, those under most keys first, then those by names alone, and at the end those kept apart. `under_hidden`: by key, children
    to whom only what a shielded record does not show leads. `crowded`: what of the rows' doors and contacts is so.
    """

    likely: list[list[int]]
    kept: dict[int, Kept] = field(default_factory=dict)
    under_hidden: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    crowded: Crowded = field(default_factory=Crowded)


def meet(rows: Sequence[Asked], *, known: Iterable[int] = ()) -> Met:
    """Where the keys of rows lead, hidden ones too: for matching alone (R8); and the children `known` by their source.

    A key that leads to too many leads nowhere, but to those who are shielded or sealed; the wide keys, and those
    that are there for searches, lead to these alone. Left out are namesakes, and kin of one telephone, who were
    born on another day.
    """
    with connection.cursor() as cursor:
        cursor.execute(_MEET, _asked(rows, known))
        found = cursor.fetchall()
    doors, contacts = found[0][:2]
    met = Met([[] for _ in rows], crowded=Crowded(frozenset(doors), frozenset(contacts)))
    leads = [row[2:] for row in found if row[2] is not None]
    met.kept = _kept(leads)
    for at, child_id, by, key, *_ in sorted(leads, key=_in_order):
        if at == _HIDDEN:
            met.under_hidden[key].append(child_id)
        elif at != _KNOWN and not _is_left_out(rows[at], by, met.kept[child_id]):
            met.likely[at].append(child_id)
    return met


def made_of(kind: KeyKind) -> int:
    """What keys of a kind are made of; `TO_APART` where they are too general to lead to anybody not kept apart."""
    if kind in WIDE or kind in FOR_SEARCHES:
        return TO_APART
    return BY_NAMES if kind in NAMES_ALONE else BY_CONTACT if kind in SHARED_BY_KIN else BY_MORE


def is_one_thing(by: int) -> bool:
    """Whether nothing but names, or nothing but a telephone, leads to somebody."""
    return by in (BY_NAMES, BY_CONTACT)


def is_another(row: Asked, by: int, births: tuple[date, ...]) -> bool:
    """Whether only one such thing leads a row to somebody who was born on another day."""
    return is_one_thing(by) and are_born_apart(row.births, births)


def birthdays(traits: Traits) -> tuple[date, ...]:
    """Every date of birth of a child; none of one with a miswritten number, for it may be the number of the row."""
    return () if traits.row.nhs_said is not None and traits.row.nhs is None else traits.births


def _in_order(lead: tuple[Any, ...]) -> tuple[int, int]:
    return lead[0], lead[4]


def _is_left_out(row: Asked, by: int, kept: Kept) -> bool:
    return is_one_thing(by) and is_another(row, by, birthdays(kept.candidate.traits))


def _asked(rows: Sequence[Asked], known: Iterable[int]) -> dict[str, Any]:
    keys = [
        (at, key, _MADE_OF[kind])
        for at, row in enumerate(rows)
        for kind, key in (*row.look_up.narrow, *row.look_up.wide)
    ]
    ats, numbers, bys = zip(*keys, strict=True) if keys else ((), (), ())
    return {
        "ats": as_array(ats), "keys": as_array(numbers), "bys": as_array(bys), "known": as_array(known),
        "born": as_array(row.births[0] if len(row.births) == 1 else _ANY_DAY for row in rows),
        "too_many": MOST_UNDER_A_KEY + 1, "most": MOST_CANDIDATES, "version": TRAITS_VERSION,
        "doors": [door for row in rows for door in row.standard.households],
        "contacts": [said for row in rows for said in (*row.standard.telephones, *row.standard.emails)],
    }  # fmt: skip


def _kept(leads: list[tuple[Any, ...]]) -> dict[int, Kept]:
    """The children of the leads. Whoever has no likeness of this version is read from what is recorded."""
    without = [lead[1] for lead in leads if lead[-2] and lead[-1] is None]
    recorded = (
        {child: as_kept(traits) for child, traits in traits_of_children(without).items()} if without else {}
    )
    found = {}
    for _, child_id, _, _, _, authority_id, is_shielded, is_sealed, is_first, said in leads:
        if is_first:
            traits = recorded[child_id] if said is None else json.loads(said)
            found[child_id] = Kept(child_id, (authority_id, is_shielded, is_sealed), traits)
    return found


_MADE_OF = {kind: made_of(kind) for kind in KeyKind}
_NHS, _NHS_SAID = COLUMNS.index("nhs"), COLUMNS.index("nhs_said")
_KNOWN, _HIDDEN = -1, -2
_ANY_DAY = "0001-01-01"  # nobody is left out for a day of birth
MAY_BE_BORN_ON = """left(d.said, 4) = to_char({day}, 'YYYY') OR right(d.said, 5) = to_char({day}, 'MM-DD')
    OR abs(d.said::date - {day}) <= 3"""
"""What `are_born_apart` never says of a date: cheap to ask where the rows are, so that few are fetched."""
_BORN = "(%(born)s::date[])[c.at + 1]"

_MEET = f"""
WITH asked AS (
    SELECT * FROM unnest(%(ats)s::int[], %(keys)s::bigint[], %(bys)s::int[]) AS a (at, key, by)
), apart AS MATERIALIZED (
    SELECT a.at, a.by, a.key, k.child_id, k.is_hidden FROM asked a
    JOIN index_key k ON k.key = a.key AND k.is_apart
), met AS (
    SELECT a.at, a.by, each.child_id, false AS is_apart FROM asked a
    CROSS JOIN LATERAL (
        SELECT array_agg(few.child_id) AS children FROM (
            SELECT child_id FROM index_key WHERE key = a.key AND NOT is_apart LIMIT %(too_many)s
        ) few
    ) led
    CROSS JOIN LATERAL unnest(led.children) AS each (child_id)
    WHERE a.by < {TO_APART} AND cardinality(led.children) < %(too_many)s
    UNION ALL SELECT at, by, child_id, true FROM apart
), counted AS (
    SELECT at, child_id, bit_or(by) & {TO_APART - 1} AS by, bool_or(is_apart) AS is_apart,
        count(*) FILTER (WHERE by < {TO_APART}) AS many
    FROM met GROUP BY at, child_id
), placed AS (
    SELECT *, row_number() OVER (PARTITION BY at
        ORDER BY by IN ({BY_NAMES}, {BY_CONTACT}), many DESC, child_id) AS place FROM counted
), c AS (
    SELECT at, child_id, CASE WHEN is_apart THEN 0 ELSE by END AS by, 0::bigint AS key, place FROM placed
    WHERE place <= %(most)s AND many > 0 OR is_apart
    UNION ALL SELECT {_KNOWN}, child_id, 0, 0, 0 FROM unnest(%(known)s::bigint[]) AS k (child_id)
    UNION ALL SELECT DISTINCT {_HIDDEN}, child_id, 0, key, 0 FROM apart WHERE is_hidden
), met_at_all AS (
    SELECT c.*, s.authority_id, s.is_shielded, s.is_sealed, l.traits,
        row_number() OVER (PARTITION BY c.child_id) = 1 AS is_first
    FROM c JOIN sharing_standing s ON s.child_id = c.child_id
    LEFT JOIN index_likeness l ON l.child_id = c.child_id AND l.version = %(version)s
    WHERE c.by NOT IN ({BY_NAMES}, {BY_CONTACT}) OR l.traits IS NULL OR {_BORN} = '{_ANY_DAY}'
        OR jsonb_array_length(l.traits -> 1) = 0
        OR l.traits -> 0 ->> {_NHS_SAID} IS NOT NULL AND l.traits -> 0 ->> {_NHS} IS NULL
        OR EXISTS (SELECT 1 FROM jsonb_array_elements_text(l.traits -> 1) AS d (said)
            WHERE {MAY_BE_BORN_ON.format(day=_BORN)})
)
SELECT things.*, m.at, m.child_id, m.by, m.key, m.place, m.authority_id, m.is_shielded, m.is_sealed, m.is_first,
    CASE WHEN m.is_first THEN m.traits END
FROM (SELECT
    ARRAY(SELECT value FROM index_crowded WHERE kind = '{DOOR}' AND value = ANY(%(doors)s::text[])) AS doors,
    ARRAY(SELECT value FROM index_crowded WHERE kind = '{CONTACT}' AND value = ANY(%(contacts)s::text[])) AS contacts
) things
LEFT JOIN met_at_all m ON true"""  # noqa: S608 - made of our own constants
