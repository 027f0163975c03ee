"""What the index reads to keep its keys: rows of identity, never for showing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from .models import Address, Child, Correction, Identifier, Name, Relationship

Rows = dict[int, list[dict[str, Any]]]


@dataclass(frozen=True)
class IdentityRows:
    """Rows by child, the present ones first; replaced ones are included, for they still lead there."""

    children: list[dict[str, Any]]
    names: Rows
    addresses: Rows
    identifiers: Rows
    carers: Rows
    earlier_births: list[dict[str, Any]]


def identity_rows(child_ids: list[int]) -> IdentityRows:
    """Everything that identifies these children, in six queries."""
    return IdentityRows(
        children=list(
            Child.objects.filter(pk__in=child_ids).values("id", "born_on", "expected_on", "sex")
        ),
        names=_by_child(
            Name.objects.filter(child_id__in=child_ids), "given", "family", "type", "replaced_at"
        ),
        addresses=_by_child(
            Address.objects.filter(child_id__in=child_ids), "lines", "postcode", "replaced_at"
        ),
        identifiers=_by_child(
            Identifier.objects.filter(child_id__in=child_ids),
            "kind", "value", "issuer__code", "replaced_at",
        ),
        carers=_by_child(
            Relationship.objects.filter(child_id__in=child_ids),
            "carer__telephone", "carer__email", "replaced_at",
        ),
        earlier_births=list(
            Correction.objects.filter(child_id__in=child_ids, field="born_on")
            .exclude(before="")
            .values("child_id", "before")
        ),
    )  # fmt: skip


def _by_child(rows: QuerySet[Any], *fields: str) -> Rows:
    found: Rows = defaultdict(list)
    ordered: Iterable[dict[str, Any]] = rows.order_by("-pk").values("child_id", *fields)
    for row in sorted(ordered, key=lambda row: row["replaced_at"] is not None):
        found[row["child_id"]].append(row)
    return found


def all_children() -> QuerySet[Child, int]:
    """Row numbers of all children, joined records left out, for keying anew."""
    return Child.objects.filter(merged_into__isnull=True).values_list("pk", flat=True)


def joined_records(child_ids: Iterable[int]) -> dict[int, int]:
    """Records that were joined to another: row number to that of the record that stands."""
    joined = Child.objects.filter(pk__in=list(child_ids), merged_into__isnull=False)
    return {child_id: other for child_id, other in joined.values_list("pk", "merged_into_id") if other}


def hidden_children_with_numbers(numbers: Iterable[str]) -> dict[str, set[int]]:
    """Shielded and sealed children by the numbers ever recorded for them, written without spaces.

    Their numbers are no look-up keys, yet a row that carries one must be kept apart (R8).
    """
    wanted = set(numbers)
    found: dict[str, set[int]] = defaultdict(set)
    hidden = Q(child__standing__is_shielded=True) | Q(child__standing__is_sealed=True)
    for child_id, value in Identifier.objects.filter(hidden).values_list("child_id", "value"):
        compact = "".join(value.split()).upper()
        if compact in wanted:
            found[compact].add(child_id)
    return found


def numbers_of(refs: Iterable[str]) -> dict[str, int]:
    """Row numbers by reference."""
    return dict(Child.objects.filter(ref__in=list(refs)).values_list("ref", "pk"))
