"""Who answers when a service is asked for help, and what it is about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ..models import Attribute, Service
from ..rules import needs
from ..rules.freshness import hidden_before
from ..rules.listing import LISTED


@dataclass(frozen=True)
class Answering:
    """A service that can be asked: its organisation, how to reach it, and the needs that it is about."""

    service_id: UUID
    name: str
    organisation: str
    agency_id: int | None
    email: str
    needs: frozenset[str]


def answering(key: UUID, *, on: date) -> Answering | None:
    """A service that is public, open, and checked within the year; None for any other."""
    found = (
        Service.objects.filter(
            pk=key, is_internal=False, status__in=LISTED, assured_on__gte=hidden_before(on)
        )
        .select_related("organisation")
        .first()
    )
    if found is None:
        return None
    return Answering(
        found.pk, found.name, found.organisation.name, found.organisation.agency_id,
        found.email or found.organisation.email, frozenset(_needs_of(key)),
    )  # fmt: skip


def _needs_of(key: UUID) -> Iterable[str]:
    rows = Attribute.objects.filter(service=key, term__taxonomy__code=needs.NEEDS)
    return rows.values_list("term__code", flat=True)
