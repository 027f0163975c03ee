"""Reading the directory's own tables, for those who write in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from ..models import Address, Term


def term_ids() -> dict[tuple[str, str], UUID]:
    """Identifiers of all terms by the codes of their taxonomy and their own."""
    rows = Term.objects.values_list("taxonomy__code", "code", "id")
    return {(taxonomy, code): key for taxonomy, code, key in rows}


def confidential_addresses(location_ids: Iterable[UUID]) -> dict[UUID, list[tuple[str, str]]]:
    """Postcode and first line of those of these locations that are confidential."""
    found: dict[UUID, list[tuple[str, str]]] = defaultdict(list)
    rows = Address.objects.filter(location_id__in=list(location_ids), location__is_confidential=True)
    for location_id, postcode, line in rows.values_list("location_id", "postal_code", "address_1"):
        found[location_id].append((postcode, line))
    return dict(found)
