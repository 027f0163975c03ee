"""What the index reads to keep its keys: rows of identity, never for showing."""

from __future__ import annotations

import time
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import QuerySet, TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from teamaround.kernel.arrays import as_array

from . import sealing
from .models import Child, Correction, SealedDetails

Rows = dict[int, list[dict[str, Any]]]


def _any_of(ids: list[int]) -> RawSQL:
    """These row numbers as one value."""
    return RawSQL("SELECT unnest(%s::bigint[])", [as_array(ids)])


def earlier_births(child_ids: list[int]) -> Iterable[dict[str, Any]]:
    """Dates of birth that were corrected, and those of joined records, which still lead to the child."""
    corrected = Correction.objects.filter(child_id__in=_any_of(child_ids), field="born_on").exclude(before="")
    joined = Child.objects.filter(merged_into_id__in=_any_of(child_ids), born_on__isnull=False)
    dates = joined.annotate(before=Cast("born_on", TextField())).values_list("merged_into_id", "before")
    rows = corrected.values_list("child_id", "before").union(dates, all=True)
    return ({"child_id": child_id, "before": before} for child_id, before in rows)


def sealed_addresses(child_ids: Iterable[int]) -> Rows:
    """Addresses that lie sealed, by child, for those whom the database lets open them.

    A child whose seal this session may not open is not in the answer at all.
    """
    found: Rows = {}
    for sealed in SealedDetails.objects.filter(child_id__in=list(child_ids)):
        details = sealing.open_again(
            sealed.child_id, key_id=sealed.key_id, nonce=sealed.nonce, ciphertext=sealed.ciphertext
        )
        rows = sorted(details["Address"], key=lambda row: -row["id"])
        found[sealed.child_id] = sorted(rows, key=lambda row: row["replaced_at"] is not None)
    return found


def all_children() -> QuerySet[Child, int]:
    """Row numbers of all children, joined records left out, for keying anew."""
    return Child.objects.filter(merged_into__isnull=True).values_list("pk", flat=True)


def about_how_many() -> int:
    """About how many children the index holds, as the database estimated within ten minutes; 0 before it ever did."""
    return _estimated(int(time.monotonic() // ESTIMATE_HOLDS))


@lru_cache(maxsize=1)
def _estimated(_: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_ABOUT_HOW_MANY, [Child._meta.db_table])
        return int(cursor.fetchone()[0])


ESTIMATE_HOLDS = 600.0  # seconds
_ABOUT_HOW_MANY = "SELECT greatest(reltuples, 0)::bigint FROM pg_class WHERE oid = %s::regclass"


def joined_records(child_ids: Iterable[int]) -> dict[int, int]:
    """Records that were joined to another: row number to that of the record that stands."""
    joined = Child.objects.filter(pk__in=_any_of(list(child_ids)), merged_into__isnull=False)
    return {child_id: other for child_id, other in joined.values_list("pk", "merged_into_id") if other}


def numbers_of(refs: Iterable[str]) -> dict[str, int]:
    """Row numbers by reference."""
    return dict(Child.objects.filter(ref__in=list(refs)).values_list("ref", "pk"))
