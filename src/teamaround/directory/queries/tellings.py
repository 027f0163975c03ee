"""Who tells of an entry, as its public page names them."""

from __future__ import annotations

from uuid import UUID

from ..models import PublicTelling


def tellings(service_id: UUID) -> list[PublicTelling]:
    """The sources that tell of an entry, by name."""
    return list(PublicTelling.objects.filter(service=service_id).order_by("name"))
