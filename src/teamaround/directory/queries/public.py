"""What anybody may read: entries by identifier, and each with all that hangs on it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from ..models import (
    PublicAttribute,
    PublicOrganisation,
    PublicPlace,
    PublicService,
    Taxonomy,
    Term,
)
from ..rules.freshness import hidden_before
from ..rules.listing import LISTED
from ..rules.shapes import Shape
from .telling import told

ATTRIBUTES = PublicAttribute.objects.select_related("term__taxonomy").order_by(
    "term__taxonomy__code", "term__name"
)
OF_A_LOCATION = (
    "location__addresses", "location__accessibility", "location__phones", Prefetch("location__attributes", ATTRIBUTES),
)  # fmt: skip
OF_A_SERVICE = (
    "capacities", "translations", "phones", "schedules", "areas", "languages", "funding", "costs", "documents", "contacts__phones",
    "organisation__identifiers", "organisation__phones", Prefetch("attributes", ATTRIBUTES),
)  # fmt: skip


def services() -> QuerySet[PublicService]:
    """Every public entry, closed and forgotten ones too: old signposts lead to them."""
    return PublicService.objects.select_related("organisation").order_by("id")


def listed(*, on: date) -> QuerySet[PublicService]:
    """Entries that are found: open, or closed for a time, and checked within twelve months (R34)."""
    return services().filter(status__in=LISTED, assured_on__gte=hidden_before(on))


def places(*, on: date) -> QuerySet[PublicPlace]:
    """Where the listed services are given, as far as that is public."""
    return (
        PublicPlace.objects.filter(
            service__status__in=LISTED, service__assured_on__gte=hidden_before(on), location__isnull=False
        )
        .select_related("service__organisation", "location")
        .order_by("id")
    )


def organisations() -> QuerySet[PublicOrganisation]:
    """Every organisation."""
    return PublicOrganisation.objects.order_by("id")


def nested_services(rows: QuerySet[PublicService]) -> QuerySet[PublicService]:
    """The same entries with everything that hangs on them, in a fixed number of queries."""
    at = PublicPlace.objects.select_related("location").prefetch_related("schedules", *OF_A_LOCATION)
    return rows.prefetch_related(*OF_A_SERVICE, Prefetch("places", at.order_by("id")))


def with_terms(rows: QuerySet[PublicService]) -> QuerySet[PublicService]:
    """The same entries with the terms that fit them, and whether there is room."""
    return rows.prefetch_related("capacities", Prefetch("attributes", ATTRIBUTES))


def taxonomies() -> QuerySet[Taxonomy]:
    """Every list of terms."""
    return Taxonomy.objects.order_by("id")


def terms() -> QuerySet[Term]:
    """Every term with its list."""
    return Term.objects.select_related("taxonomy").order_by("id")


def as_told(rows: QuerySet[Any], shape: Shape, *, whole: bool, on: date) -> QuerySet[Any]:
    """These rows as the feed writes them; only listed services are told of an organisation."""
    return told(rows, shape, whole=whole, only={PublicService: listed(on=on)})


def service(key: UUID) -> PublicService | None:
    """One entry with all that hangs on it."""
    return nested_services(services().filter(pk=key)).first()
