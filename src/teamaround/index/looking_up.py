"""Which children keys lead to, and what comparing asks of them: a statement each, written out.

Somebody waits for a single record, and a file asks of thousands: both come this way. Nothing of it is ever shown.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from teamaround.kernel.arrays import as_array
from teamaround.matching.blocking import MOST_UNDER_A_KEY
from teamaround.matching.rows import COLUMNS

from .reading import traits_of_children
from .rules import TRAITS_VERSION, Candidate, LookUp, from_kept


@dataclass(frozen=True)
class Led:
    """A key that leads to a child; a hidden one is made of what a shielded record does not show.

    `child_id`: the record that stands, where two were joined. `is_apart`: the child is shielded or sealed.
    """

    key: int
    child_id: int
    is_hidden: bool
    is_apart: bool


def under_all_keys(look_ups: Iterable[LookUp]) -> list[Led]:
    """Where every key of many rows leads, hidden ones too: for matching alone (R8).

    A key that leads to too many leads nowhere, but to those who are shielded or sealed; the wide
    keys lead to these alone.
    """
    rows = list(look_ups)
    narrow = {key for row in rows for _, key in row.narrow}
    wide = {key for row in rows for _, key in row.wide}
    with connection.cursor() as cursor:
        cursor.execute(_LEADS, [as_array(narrow), MOST_UNDER_A_KEY + 1, as_array(narrow | wide)])
        found = [Led(*row) for row in cursor.fetchall()]
    many = Counter(led.key for led in found if not led.is_apart)
    return [led for led in found if led.is_apart or many[led.key] <= MOST_UNDER_A_KEY]


_LEADS = """SELECT k.key, coalesce(c.merged_into_id, k.child_id), k.is_hidden,
        k.is_apart OR coalesce(t.is_shielded OR t.is_sealed, false)
    FROM (
        SELECT few.* FROM unnest(%s::bigint[]) AS asked (key) CROSS JOIN LATERAL (
            SELECT key, child_id, is_hidden, is_apart FROM index_key
            WHERE key = asked.key AND NOT is_apart LIMIT %s
        ) AS few
        UNION ALL
        SELECT key, child_id, is_hidden, is_apart FROM index_key WHERE key = ANY(%s::bigint[]) AND is_apart
    ) AS k
    JOIN people_child c ON c.id = k.child_id LEFT JOIN sharing_standing t ON t.child_id = c.merged_into_id"""


def births_of(child_ids: Iterable[int]) -> dict[int, tuple[date, ...]]:
    """Every date of birth ever recorded of children; who has a miswritten number is left out, for it may be another's."""
    ids = list(child_ids)
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_BIRTHS, [as_array(ids), TRAITS_VERSION])
        return {child_id: tuple(births) for child_id, births in cursor.fetchall()}


_ROW = {name: at for at, name in enumerate(COLUMNS)}
_BIRTHS = f"""SELECT child_id, ARRAY(SELECT jsonb_array_elements_text(traits -> 1)::date) FROM index_likeness
    WHERE child_id = ANY(%s::bigint[]) AND version = %s AND (
        traits -> 0 ->> {_ROW["nhs_said"]} IS NULL OR traits -> 0 ->> {_ROW["nhs"]} IS NOT NULL)"""  # noqa: S608


@dataclass(frozen=True)
class Kept:
    """A child to be compared, and the authority responsible for them."""

    candidate: Candidate
    authority_id: int


def kept_of(child_ids: Iterable[int]) -> dict[int, Kept]:
    """What comparing asks of children, and how they stand."""
    with connection.cursor() as cursor:
        cursor.execute(_KEPT, [TRAITS_VERSION, as_array(child_ids)])
        rows = cursor.fetchall()
    without = [row[0] for row in rows if row[-1] is None]
    missing = traits_of_children(without) if without else {}
    found = {}
    for child_id, authority_id, is_shielded, is_sealed, traits in rows:
        read = missing[child_id] if traits is None else from_kept(json.loads(traits))
        found[child_id] = Kept(Candidate(child_id, read, is_shielded, is_sealed), authority_id)
    return found


_KEPT = """SELECT s.child_id, s.authority_id, s.is_shielded, s.is_sealed, l.traits FROM sharing_standing s
    LEFT JOIN index_likeness l ON l.child_id = s.child_id AND l.version = %s
    WHERE s.child_id = ANY(%s::bigint[])"""
