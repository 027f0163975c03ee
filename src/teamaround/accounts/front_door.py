"""Whom to ring: the agency whose people receive worries in an authority, and its telephone number."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, F

from . import queries
from .rules import Duty


def front_door(authority_id: int, *, today: date) -> dict[str, str] | None:
    """Its name and number: of the agency most of whose people hold the duty; None when none has a number."""
    rows = (
        queries.good_grants(today)
        .filter(duty=Duty.RECEIVE_WORRIES, account__agency__authority_id=authority_id)
        .filter(account__is_active=True, account__is_service_account=False)
        .exclude(account__agency__telephone="")
        .values(name=F("account__agency__name"), telephone=F("account__agency__telephone"))
        .annotate(people=Count("account", distinct=True))
        .order_by("-people", "name")
    )
    found = rows.first()
    return {"name": found["name"], "telephone": found["telephone"]} if found else None
