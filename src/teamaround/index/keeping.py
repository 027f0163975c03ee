"""Keeping the look-up keys in step with what is recorded."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from .models import Key
from .reading import candidates, salt
from .rules import VISIBLE_WHEN_SHIELDED, keys


def keep_keys(child_id: int) -> None:
    """Make a child's keys anew; a shielded child keeps only those of visible facts (R6)."""
    keep_keys_of_changed([child_id])


@transaction.atomic
def keep_keys_of_changed(child_ids: Iterable[int]) -> None:
    """Make the keys of several children anew; those that are no longer wanted go."""
    ids = list(child_ids)
    rows = {(row.child_id, row.key): row for row in _rows(ids)}
    held = {
        (child_id, key): number
        for number, child_id, key in Key.objects.filter(child_id__in=ids).values_list("pk", "child_id", "key")
    }
    gone = [number for mark, number in held.items() if mark not in rows]
    if gone:
        Key.objects.filter(pk__in=gone).delete()
    Key.objects.bulk_create([row for mark, row in rows.items() if mark not in held])


def keep_keys_of_many(child_ids: Iterable[int]) -> int:
    """Keys for children who have none yet, in bulk; returns how many keys were written."""
    rows = _rows(child_ids)
    Key.objects.bulk_create(rows, batch_size=5000)
    return len(rows)


def _rows(child_ids: Iterable[int]) -> list[Key]:
    made = []
    for candidate in candidates(child_ids):
        for kind, key in keys(candidate.standard, salt=salt()):
            if not candidate.is_shielded or kind in VISIBLE_WHEN_SHIELDED:
                made.append(Key(child_id=candidate.child_id, kind=kind.value, key=key))
    return made
