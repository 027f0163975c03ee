"""Keeping the look-up keys in step with what is recorded."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, transaction

from teamaround.people import sources
from teamaround.sharing import queries as sharing

from .models import Key
from .reading import people_as_written, salt
from .rules import VISIBLE_WHEN_SHIELDED, keys, standardise

Wanted = dict[tuple[int, int], tuple[str, bool]]  # child and key to kind and is-hidden
_WRITE = (
    "INSERT INTO index_key (child_id, key, kind, is_hidden)"
    " SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::boolean[])"
)


def keep_keys(child_id: int) -> None:
    """Make a child's keys anew; of a shielded child those of facts not shown are hidden (R6)."""
    keep_keys_of_changed([child_id])


@transaction.atomic
def keep_keys_of_changed(child_ids: Iterable[int]) -> None:
    """Make the keys of several children anew; those that are no longer wanted go.

    Whoever may not open a shielded child's seal cannot make the keys of what lies in it:
    the hidden ones that are there then stay.
    """
    ids = sorted(set(child_ids))
    wanted, closed = _wanted(ids)
    gone, turned = [], []
    for held in Key.objects.filter(child_id__in=ids):
        row = wanted.pop((held.child_id, held.key), None)
        stays_hidden = held.child_id in closed and held.kind not in VISIBLE_WHEN_SHIELDED
        if row is None and not stays_hidden:
            gone.append(held.pk)
        elif held.is_hidden != (row[1] if row else True):
            held.is_hidden = not held.is_hidden
            turned.append(held)
    if gone:
        Key.objects.filter(pk__in=gone).delete()
    if turned:
        Key.objects.bulk_update(turned, ["is_hidden"])
    _write(wanted)


def keep_keys_of_many(child_ids: Iterable[int]) -> int:
    """Keys for children who have none yet, in bulk; returns how many keys were written."""
    wanted, _ = _wanted(sorted(set(child_ids)))
    _write(wanted)
    return len(wanted)


def _write(wanted: Wanted) -> None:
    """Write keys with one statement: there are some twenty-five a child, too many for objects."""
    if not wanted:
        return
    rows = [(child_id, key, kind, is_hidden) for (child_id, key), (kind, is_hidden) in wanted.items()]
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, [f"{{{','.join(map(str, column))}}}" for column in zip(*rows, strict=True)])


def _wanted(ids: list[int]) -> tuple[Wanted, set[int]]:
    """The keys that these children should have, and whose seal may not be opened in this session.

    A record that was joined to another has none: what identified it is the other's now.
    """
    shielded = {child_id for child_id, row in sharing.standings(ids).items() if row.is_shielded}
    opened = sources.sealed_addresses(shielded) if shielded else {}
    joined = sources.joined_records(ids)
    wanted: Wanted = {}
    for child_id, person in people_as_written(set(ids) - set(joined), opened=opened).items():
        for kind, key in keys(standardise(person), salt=salt()):
            is_hidden = child_id in shielded and kind not in VISIBLE_WHEN_SHIELDED
            wanted[child_id, key] = (kind.value, is_hidden)
    return wanted, shielded - set(opened) - set(joined)
