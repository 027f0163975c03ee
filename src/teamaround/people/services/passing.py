"""An agency's own number goes along when its record turns out to be another child's, and can come back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from ..changes import identity_changed
from ..models import Identifier
from ..rules import IdentifierKind


@transaction.atomic
def pass_number_on(
    *, child_id: int, to_id: int | None, issuer_id: int, value: str, because: str, now: datetime
) -> list[dict[str, Any]]:
    """Take an agency's number off a child and give it to another, or to nobody; returns what moved.

    Part of moving the agency's record, audited there.
    """
    of_agency = Identifier.objects.filter(
        kind=IdentifierKind.AGENCY, issuer_id=issuer_id, value__iexact=value, replaced_at__isnull=True
    )
    passed = [dict(row) for row in of_agency.filter(child_id=child_id).values("id", "because")]
    rows = Identifier.objects.filter(pk__in=[row["id"] for row in passed])
    if to_id is None or of_agency.filter(child_id=to_id).exists():
        rows.update(replaced_at=now, because=because)
    else:
        rows.update(child_id=to_id)
    _tell(child_id, to_id)
    return passed


@transaction.atomic
def give_number_back(passed: list[dict[str, Any]], *, child_id: int, from_id: int | None) -> None:
    """Put back what `pass_number_on` moved."""
    for row in passed:
        Identifier.objects.filter(pk=row["id"]).update(
            child_id=child_id, replaced_at=None, because=row["because"]
        )
    _tell(child_id, from_id)


def _tell(*child_ids: int | None) -> None:
    for child_id in child_ids:
        if child_id is not None:
            identity_changed(child_id)
