"""Keeping look-up keys, and what comparing asks of a child, in step with what is recorded."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import connection, transaction

from teamaround.kernel.arrays import as_array
from teamaround.matching.crowded import Crowded
from teamaround.people import sources
from teamaround.sharing import queries as sharing

from .crowding import note_crowded
from .models import Likeness
from .reading import crowded, evidence_of, people_as_written, salt
from .rules import (
    TRAITS_VERSION,
    VISIBLE_WHEN_SHIELDED,
    PersonAsWritten,
    Standard,
    as_kept,
    keys,
    standardise,
)

Wanted = dict[tuple[int, int], tuple[str, bool, bool]]  # child and key to kind, is-hidden and is-apart
_WRITE = (
    "INSERT INTO index_key (child_id, key, kind, is_hidden, is_apart)"
    " SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::boolean[], %s::boolean[])"
)


def keep_keys(child_id: int) -> None:
    """Make a child's keys anew; of a shielded child those of facts not shown are hidden (R6)."""
    keep_keys_of_changed([child_id])


@transaction.atomic
def keep_keys_of_changed(child_ids: Iterable[int]) -> None:
    """Make the keys and likenesses of several children anew; what is no longer wanted goes.

    Whoever may not open a shielded child's seal cannot make the keys of what lies in it:
    the hidden ones that are there then stay.
    """
    ids = sorted(set(child_ids))
    wanted, recorded, closed = _wanted(ids)
    gone: list[int] = []
    turned: list[int] = []
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [as_array(ids)])
        for row_id, child_id, key, kind, is_hidden in cursor.fetchall():
            row = wanted.pop((child_id, key), None)
            stays_hidden = child_id in closed and kind not in VISIBLE_WHEN_SHIELDED
            if row is None and not stays_hidden:
                gone.append(row_id)
            elif is_hidden != (row[1] if row else True):
                turned.append(row_id)
        if gone:
            cursor.execute(_FORGET, [as_array(gone)])
        if turned:
            cursor.execute(_TURN, [as_array(turned)])
    _write(wanted)
    Likeness.objects.filter(child_id__in=set(ids) - set(recorded)).delete()
    _keep_likenesses(recorded)


_HELD = "SELECT id, child_id, key, kind, is_hidden FROM index_key WHERE child_id = ANY(%s::bigint[])"
_FORGET = "DELETE FROM index_key WHERE id = ANY(%s::bigint[])"
_TURN = "UPDATE index_key SET is_hidden = NOT is_hidden WHERE id = ANY(%s::bigint[])"


def keep_keys_of_many(child_ids: Iterable[int]) -> int:
    """Keys and likenesses for children who have none yet, in bulk; returns how many keys were written."""
    wanted, recorded, _ = _wanted(sorted(set(child_ids)))
    _write(wanted)
    _keep_likenesses(recorded)
    return len(wanted)


def keep_new(people: Mapping[int, PersonAsWritten]) -> int:
    """Keys and likenesses of children who were registered just now, of whom nothing is hidden; returns how many keys."""
    secret, recorded = salt(), _recorded(people)
    wanted: Wanted = {
        (child_id, key): (kind.value, False, False)
        for child_id, each in recorded.items()
        for kind, key in keys(each.standard, salt=secret)
    }
    _write(wanted)
    _keep_likenesses(recorded)
    return len(wanted)


@dataclass(frozen=True, slots=True)
class _Recorded:
    """Who a child is, as recorded and as standard."""

    person: PersonAsWritten
    standard: Standard


def _recorded(people: Mapping[int, PersonAsWritten]) -> dict[int, _Recorded]:
    return {child_id: _Recorded(person, standardise(person)) for child_id, person in people.items()}


def _keep_likenesses(of: Mapping[int, _Recorded]) -> None:
    """Write what comparing asks of children; when something comes to be crowded by them, of everybody there too."""
    if not of:
        return
    things = crowded()
    _write_likenesses(of, things)
    met = note_crowded([each.standard for each in of.values()], known=things)
    if met.children:
        there = _recorded(people_as_written(met.children))
        _write_likenesses(there, crowded())


def _write_likenesses(of: Mapping[int, _Recorded], things: Crowded) -> None:
    kept = [
        (child_id, as_kept(evidence_of(each.person, each.standard, things))) for child_id, each in of.items()
    ]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE_LIKENESSES, [TRAITS_VERSION, json.dumps(kept, separators=(",", ":"))])


_WRITE_LIKENESSES = (
    "INSERT INTO index_likeness (child_id, traits, version)"
    " SELECT (one ->> 0)::bigint, one -> 1, %s FROM jsonb_array_elements(%s::jsonb) AS one"
    " ON CONFLICT (child_id) DO UPDATE SET traits = excluded.traits, version = excluded.version"
)


def _write(wanted: Wanted) -> None:
    """Write keys with one statement: there are some twenty-five a child, too many for objects."""
    if not wanted:
        return
    rows = [(child_id, key, *said) for (child_id, key), said in wanted.items()]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [as_array(column) for column in zip(*rows, strict=True)])


def _wanted(ids: list[int]) -> tuple[Wanted, dict[int, _Recorded], set[int]]:
    """The keys that these children should have, how they are compared, and whose seal stays shut in this session.

    A record that was joined to another has none: what identified it is the other's now. A key is
    made of what lies sealed, if it may be opened; what is compared is not.
    """
    standings = sharing.standings(ids)
    shielded = {child_id for child_id, row in standings.items() if row.is_shielded}
    apart = shielded | {child_id for child_id, row in standings.items() if row.is_sealed}
    opened = sources.sealed_addresses(shielded) if shielded else {}
    joined = sources.joined_records(ids)
    recorded = _read(set(ids) - set(joined))
    wanted: Wanted = {}
    for child_id, each in (recorded | _read(set(opened) - set(joined), opened)).items():
        for kind, key in keys(each.standard, salt=salt()):
            is_hidden = child_id in shielded and kind not in VISIBLE_WHEN_SHIELDED
            wanted[child_id, key] = (kind.value, is_hidden, child_id in apart)
    return wanted, recorded, shielded - set(opened) - set(joined)


def _read(ids: set[int], opened: sources.Rows | None = None) -> dict[int, _Recorded]:
    return _recorded(people_as_written(ids, opened=opened)) if ids else {}
