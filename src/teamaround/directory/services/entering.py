"""Entering a new service as its organisation sent it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

from teamaround.accounts.rules import Viewer
from teamaround.kernel.refusal import Refusal

from .. import queries
from ..models import Organisation, Service
from ..rules import needs
from ..rules.changing import FIELDS
from ..rules.listing import Status, tells_the_place
from .entries import add_location, add_service
from .wishes import NewAddress, NewCost, NewLocation, NewPhone, NewPlace, NewSchedule, NewService


def enter_new(organisation: Organisation, told: Mapping[str, Any], *, by: Viewer, now: datetime) -> Service:
    """The service with its place, its hours and what it helps with; `told` is what a form of it says."""
    _give_nothing_away(told)
    location_id = _location(told, by=by, now=now)
    schedules = _schedules(told)
    new = NewService(
        organisation_id=organisation.pk, **{name: told[name] for name in FIELDS if name != "status"},
        status=Status(told["status"]), assured_by=organisation.name,
        phones=(NewPhone(told["telephone"]),) if told["telephone"] else (),
        costs=(NewCost(Decimal(0)),) if told["is_free"] else (),
        places=(NewPlace(location_id, schedules),) if location_id else (),
        schedules=() if location_id else schedules, terms=tuple((needs.NEEDS, code) for code in told["needs"]),
    )  # fmt: skip
    return add_service(new=new, by=by, now=now)


def _give_nothing_away(told: Mapping[str, Any]) -> None:
    """Refuse the address of a confidential place, which only those who keep the directory may know of."""
    texts = [value for value in told.values() if isinstance(value, str)]
    for postcode, address_1 in queries.every_confidential_address():
        if tells_the_place(texts, postcode=postcode, address_1=address_1):
            raise Refusal("tells-the-place", "These words say where a confidential place is. Decline it.")


def _location(told: Mapping[str, Any], *, by: Viewer, now: datetime) -> UUID | None:
    """Where it is given, with its point on the map where the postcode is known; None when it has no place."""
    if not told["address_1"]:
        return None
    at = queries.ground_of(told["postcode"])
    new = NewLocation(
        told["place"] or told["address_1"],
        NewAddress(told["address_1"], told["city"], told["county"], told["postcode"]),
        latitude=at.latitude if at else None, longitude=at.longitude if at else None,
    )  # fmt: skip
    return add_location(new=new, by=by, now=now).pk


def _schedules(told: Mapping[str, Any]) -> tuple[NewSchedule, ...]:
    if not told["days"] and not told["opens_at"]:
        return ()
    return (NewSchedule(tuple(told["days"]), _hour(told["opens_at"]), _hour(told["closes_at"])),)


def _hour(text: str) -> time | None:
    return time.fromisoformat(text) if text else None
