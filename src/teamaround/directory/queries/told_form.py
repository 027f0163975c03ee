"""An entry of the directory in the form in which a source would tell it, so that the two can be compared."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from ..models import Service
from ..rules.feeds.reading import LISTS, SIMPLE

HANGS_ON_IT = (
    "phones", "contacts__phones", "schedules", "places__schedules", "places__location__addresses",
    "places__location__accessibility", "places__location__phones", "areas", "languages", "costs", "funding",
    "documents", "attributes__term__taxonomy",
)  # fmt: skip


def told_form(service_id: UUID) -> dict[str, Any]:
    """Fields by name, the plain ones and the lists together. A confidential place is not told."""
    service = Service.objects.prefetch_related(*HANGS_ON_IT).get(pk=service_id)
    found: dict[str, Any] = {name: getattr(service, name) for name in SIMPLE}
    found |= {
        "phones": _phones(service),
        "contacts": [
            {"name": each.name, "title": each.title, "email": each.email, "phones": _phones(each)}
            for each in service.contacts.all()
            if each.is_public
        ],
        "schedules": _schedules(service),
        "places": [_place(each) for each in service.places.all() if not each.location.is_confidential],
        "areas": [each.name for each in service.areas.all()],
        "languages": [[each.name, each.code] for each in service.languages.all()],
        "costs": [
            {
                "amount": f"{each.amount:.2f}",
                "option": each.option,
                "amount_description": each.amount_description,
            }
            for each in service.costs.all()
            if each.amount is not None
        ],
        "funding": [each.source for each in service.funding.all()],
        "documents": [each.document for each in service.documents.all()],
        "terms": [[each.term.taxonomy.code, each.term.code] for each in service.attributes.all()],
    }
    return {name: found[name] for name in SIMPLE | LISTS}


def _phones(owner: Any) -> list[dict[str, str]]:
    return [{"number": each.number, "description": each.description} for each in owner.phones.all()]


def _schedules(owner: Any) -> list[dict[str, Any]]:
    return [
        {
            "byday": [day for day in each.byday.split(",") if day],
            "opens_at": each.opens_at.isoformat("minutes") if each.opens_at else "",
            "closes_at": each.closes_at.isoformat("minutes") if each.closes_at else "",
            "freq": each.freq, "description": each.description, "attending_type": each.attending_type,
        }
        for each in owner.schedules.all()
    ]  # fmt: skip


def _place(place: Any) -> dict[str, Any]:
    location = place.location
    address = next(iter(location.addresses.all()), None)
    return {
        "description": place.description,
        "schedules": _schedules(place),
        "location": {
            "name": location.name, "kind": location.location_type, "description": location.description,
            "transportation": location.transportation, "latitude": location.latitude,
            "longitude": location.longitude, "address": _address(address) if address else None,
            "accessibility": [each.description for each in location.accessibility.all()],
            "phones": _phones(location),
        },
    }  # fmt: skip


def _address(address: Any) -> dict[str, str]:
    names = ("attention", "address_1", "address_2", "city", "state_province", "postal_code")
    return {name: getattr(address, name) for name in names}
