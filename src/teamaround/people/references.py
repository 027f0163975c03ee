"""References and row numbers of children, for those who read about looks and not about children."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from .models import Child


def numbers_behind(ref: str) -> list[int]:
    """Row numbers of the child with this reference and of the records joined with it; empty when none."""
    found = Child.objects.filter(ref=ref).values_list("pk", "merged_into_id").first()
    if found is None:
        return []
    child_id = found[1] or found[0]
    rows = Child.objects.filter(Q(pk=child_id) | Q(merged_into_id=child_id))
    return sorted(rows.values_list("pk", flat=True))


def refs_of(child_ids: Iterable[int]) -> dict[int, str]:
    """References by row number, in one query. A reference says nothing about a child."""
    rows = Child.objects.filter(pk__in=set(child_ids))
    return dict(rows.values_list("pk", "ref"))
