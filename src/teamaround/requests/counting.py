"""Requests to be counted: how many services that were asked began to help. Only sums come out, whoever asks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q

from teamaround.kernel.clock import midnight
from teamaround.sharing.counting import added_up

from .models import Request
from .rules.states import State


def begun(
    authority_id: int, *, since: date, until: date, agencies: frozenset[int] | None = None
) -> Mapping[str, Any]:
    """Requests of a time that nobody took back: `asked`, and how many had `begun` by its last day; with the
    children of both and of the others."""
    rows = Request.objects.filter(
        agency__authority_id=authority_id, answer_by__isnull=False, asked_at__gte=midnight(since),
        asked_at__lt=midnight(until + timedelta(days=1)),
    ).exclude(state=State.TAKEN_BACK)  # fmt: skip
    if agencies is not None:
        rows = rows.filter(agency_id__in=agencies)
    began = Q(started_on__isnull=False, started_on__lte=until)
    return added_up(
        rows, asked=Count("pk"), begun=Count("pk", filter=began), children=Count("child", distinct=True),
        counted_children=Count("child", distinct=True, filter=began),
        other_children=Count("child", distinct=True, filter=~began),
    )  # fmt: skip
