"""Many practitioners at once. Only invented people come this way: one audit entry stands for them all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from teamaround.audit.services import By, record

from .models import Practitioner


@dataclass(frozen=True)
class NewPractitioner:
    """Somebody in post; `manager` is the place in the same list of whoever manages them."""

    ref: str
    agency_id: int
    name: str
    role: str
    telephone: str
    email: str
    manager: int | None
    started_on: date
    ended_on: date | None


@transaction.atomic
def add_practitioners(new: Sequence[NewPractitioner], *, by: By, now: datetime) -> list[int]:
    """Add people; returns their row numbers in the same order."""
    rows = Practitioner.objects.bulk_create(
        [
            Practitioner(
                ref=each.ref, agency_id=each.agency_id, name=each.name, role=each.role,
                telephone=each.telephone, email=each.email, started_on=each.started_on,
                ended_on=each.ended_on,
            )
            for each in new
        ]
    )  # fmt: skip
    managed = []
    for row, each in zip(rows, new, strict=True):
        if each.manager is not None:
            row.line_manager_id = rows[each.manager].pk
            managed.append(row)
    Practitioner.objects.bulk_update(managed, ["line_manager"], batch_size=500)
    record("agencies.practitioner_added", by=by, at=now, said=f"{len(rows):,} people")
    return [row.pk for row in rows]
