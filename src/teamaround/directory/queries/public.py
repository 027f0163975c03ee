"""What anybody may read: entries, places and organisations, in the order of their identifiers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from ..models import (
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


def taxonomies() -> QuerySet[Taxonomy]:
    """Every list of terms."""
    return Taxonomy.objects.order_by("id")


def terms() -> QuerySet[Term]:
    """Every term with its list."""
    return Term.objects.select_related("taxonomy").order_by("id")


def as_told(rows: QuerySet[Any], shape: Shape, *, whole: bool, on: date) -> QuerySet[Any]:
    """These rows as the feed writes them; only listed services are told of an organisation."""
    return told(rows, shape, whole=whole, only={PublicService: listed(on=on)})
