"""Loads the county's directory of services."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from teamaround.accounts.rules import Viewer
from teamaround.directory import bulk, services
from teamaround.directory.rules.capacity import Room, Taking
from teamaround.directory.services import (
    NewAddress,
    NewArea,
    NewCost,
    NewLocation,
    NewOrganisation,
    NewPhone,
    NewPlace,
    NewRoom,
    NewSchedule,
    NewService,
)

from .county.offering import Body, Offer, Where, cost_of, directory, email_of
from .county.shapes import County
from .loading_places import Places

CODES = {"Polish": "pl", "Ukrainian": "uk", "Arabic": "ar", "British Sign Language": "bfi"}
ACCESS = ("step-free", "toilet")


def load_directory(county: County, places: Places, *, by: Viewer, now: datetime) -> int:
    """Enter everything; returns how many services there are."""
    planned = directory(county)
    services.settle_terms(by=by, now=now)
    bulk.add_many(
        organisations=[_organisation(body, places) for body in planned.bodies],
        locations=[_location(where, county) for where in planned.places],
        services=[replace(service_of(offer), room=_room(offer, now=now)) for offer in planned.offers],
        by=by,
        now=now,
    )
    return len(planned.offers)


def _room(offer: Offer, *, now: datetime) -> NewRoom | None:
    """One service in three says whether it has room, some of them a while ago."""
    rng = Random(f"room {offer.key}")
    if rng.randrange(3):
        return None
    taking = rng.choice(tuple(Taking))
    room = Room(
        taking, places=rng.randint(1, 6) if taking is Taking.YES else None,
        weeks={Taking.YES: 1, Taking.WAITING_LIST: rng.randint(3, 20), Taking.NO: None}[taking],
    )  # fmt: skip
    return NewRoom(room, said_by=offer.body.name, said_at=now - timedelta(days=rng.randint(1, 45)))


def _organisation(body: Body, places: Places) -> NewOrganisation:
    return NewOrganisation(
        name=body.name, description=body.about, agency_id=places.agencies.get(body.agency),
        email=email_of(body), website=f"https://{email_of(body).partition('@')[2]}/",
        phones=(NewPhone(body.telephone),), id=body.key,
    )  # fmt: skip


def _location(where: Where, county: County) -> NewLocation:
    return NewLocation(
        name=where.name, latitude=where.postcode.latitude, longitude=where.postcode.longitude,
        address=NewAddress(where.street, where.town, county.name, where.postcode.code),
        transportation="" if where.is_confidential else f"The bus stops in {where.postcode.street}.",
        terms=tuple(("access", code) for code in ACCESS), is_confidential=where.is_confidential, id=where.key,
    )  # fmt: skip


def service_of(offer: Offer) -> NewService:
    """An offer as it is entered."""
    kind, schedules = offer.kind, _schedules(offer.kind)
    youngest, oldest = kind.get("ages", (None, None))
    terms = [("needs", code) for code in kind["needs"]] + [("send", code) for code in kind.get("send", ())]
    spoken = [(name, CODES[name]) for name in kind.get("languages", ())]
    return NewService(
        organisation_id=offer.body.key, id=offer.key, name=offer.name, description=offer.about,
        eligibility_description=offer.for_whom, application_process=kind["how"], wait_time=kind["wait"],
        fees_description=_fees(kind), minimum_age=youngest, maximum_age=oldest, email=email_of(offer.body),
        phones=(NewPhone(offer.body.telephone),), languages=(("English", "en"), *spoken),
        costs=(NewCost(cost_of(kind), amount_description=kind.get("unit", "")),), terms=tuple(terms),
        areas=(NewArea(offer.ground, offer.covers),) if offer.covers else (),
        places=(NewPlace(offer.where.key, schedules),) if offer.where else (),
        schedules=() if offer.where else schedules,
        assured_on=offer.checked_on, assured_by=offer.body.name,
    )  # fmt: skip


def _fees(kind: Any) -> str:
    cost = cost_of(kind)
    return f"£{cost:.2f} {kind['unit']}".strip() if cost else "Free"


def _schedules(kind: Any) -> tuple[NewSchedule, ...]:
    if "hours" not in kind:
        return ()
    days, hours = kind["hours"].split(" ")
    begins, ends = (time.fromisoformat(each) for each in hours.split("-"))
    return (NewSchedule(tuple(days.split(",")), begins, ends),)
