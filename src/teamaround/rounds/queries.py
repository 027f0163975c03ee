"""When a round was last gone."""

from __future__ import annotations

from .models import Gone
from .rules import Last


def last(name: str) -> Last | None:
    """How a round went on the last day on which it was begun; None when it never was."""
    found = Gone.objects.filter(name=name, begun_at__isnull=False).order_by("-on").first()
    if found is None or found.begun_at is None:
        return None
    return Last(name, found.on, found.begun_at, found.ended_at, found.failed, found.said)
