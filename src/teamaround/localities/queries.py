"""Reading areas and localities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from teamaround.agencies import queries as agencies
from teamaround.kernel import postcodes

from .models import Area, Locality, Postcode
from .rules import lies_in


def areas() -> QuerySet[Area]:
    """Areas by name."""
    return Area.objects.order_by("name")


def localities(*, on: date) -> QuerySet[Locality]:
    """Localities whose boundary holds on a date, by area and name."""
    return (
        Locality.objects.filter(starts_on__lte=on)
        .filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
        .select_related("area")
        .order_by("area__name", "name")
    )


def locality(ref: str) -> Locality | None:
    """The locality with this reference."""
    return Locality.objects.select_related("area__authority").filter(ref=ref).first()


def of_postcode(text: str) -> Locality | None:
    """The one locality that a postcode lies in; None when it is in none of ours."""
    found = postcodes.parse(text)
    if found is None:
        return None
    row = Postcode.objects.select_related("locality__area").filter(code=str(found)).first()
    return row.locality if row else None


def point_of(text: str) -> Postcode | None:
    """Where a postcode lies, with its locality, area and authority; None when it is none of ours."""
    found = postcodes.parse(text)
    if found is None:
        return None
    return Postcode.objects.select_related("locality__area__authority").filter(code=str(found)).first()


def at_point(longitude: float, latitude: float, *, on: date) -> list[Locality]:
    """Localities whose outline holds a point: one, unless outlines overlap or leave gaps."""
    return [place for place in localities(on=on) if lies_in((longitude, latitude), place.outline)]


def postcodes_of(locality_id: int) -> QuerySet[Postcode]:
    """The postcodes in a locality."""
    return Postcode.objects.filter(locality_id=locality_id).order_by("code")


def some_postcodes(many: int) -> list[str]:
    """As many postcodes as there are, at most so many, spread over the whole list."""
    codes = list(Postcode.objects.order_by("code").values_list("code", flat=True))
    return codes[:: max(1, len(codes) // many)][:many]


def outward_codes(locality_id: int) -> list[str]:
    """The first halves of the postcodes in a locality, such as ZY1."""
    codes = postcodes_of(locality_id).values_list("code", flat=True)
    return sorted({code.partition(" ")[0] for code in codes})


def agencies_by_locality(*, on: date) -> dict[int, Sequence[Any]]:
    """Agencies at work on a date, by the locality that their own postcode lies in; in two queries."""
    at_work = list(agencies.agencies(on=on))
    place_of = dict(
        Postcode.objects.filter(code__in={postcodes.tidy(agency.postcode) for agency in at_work}).values_list(
            "code", "locality_id"
        )
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for agency in at_work:
        locality_id = place_of.get(postcodes.tidy(agency.postcode))
        if locality_id is not None:
            found[locality_id].append(agency)
    return dict(found)
