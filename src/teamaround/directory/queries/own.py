"""Reading the directory's own tables, for those who write in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet, Sum

from ..models import Address, Capacity, Change, Service, Term, Translation, Unfound
from ..rules.changing import FIELDS, State
from ..rules.freshness import hidden_before, old_before
from ..rules.listing import LISTED

FEWEST_TOLD = 5  # searches: a smaller number could be somebody's own


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


def told(service: Service) -> dict[str, Any]:
    """The fields of an entry that can be changed, as they stand."""
    return {name: getattr(service, name) for name in FIELDS}


def entry(key: UUID) -> Service | None:
    """An entry as those who keep it see it."""
    return Service.objects.select_related("organisation").filter(pk=key).first()


def rooms_said(service: Service) -> QuerySet[Capacity]:
    """What was said of a service's room, the newest first."""
    return service.capacities.order_by("-said_at", "id")


def translations(service: Service) -> dict[str, Translation]:
    """An entry in other languages, by their codes."""
    return {row.language: row for row in service.translations.all()}


def waiting() -> QuerySet[Change]:
    """Changes and suggestions that wait, the oldest first."""
    beside = ("service", "organisation", "agency", "sign_up")
    return Change.objects.filter(state=State.WAITING).select_related(*beside).order_by("sent_at")


def change(key: UUID) -> Change | None:
    """One change, with its entry."""
    return (
        Change.objects.select_related(
            "service__organisation", "organisation", "agency", "sent_by", "decided_by", "sign_up"
        )
        .filter(pk=key)
        .first()
    )


def to_check(*, on: date) -> QuerySet[Service]:
    """Open entries that nobody checked for six months, the longest first (R34)."""
    return (
        Service.objects.filter(status__in=LISTED, assured_on__lt=old_before(on))
        .select_related("organisation")
        .order_by("assured_on", "name")
    )


def hidden_count(*, on: date) -> int:
    """How many of them are found no more."""
    return Service.objects.filter(status__in=LISTED, assured_on__lt=hidden_before(on)).count()


def unfound(*, since: date) -> list[dict[str, Any]]:
    """What was looked for in vain since a month, by need and locality: only where it was asked often enough."""
    rows = (
        Unfound.objects.filter(month__gte=since)
        .values("need", "locality")
        .annotate(count=Sum("times"))
        .filter(count__gte=FEWEST_TOLD)
        .order_by("-count", "need", "locality")
    )
    return [dict(row) for row in rows]
