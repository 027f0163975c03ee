"""A small directory for tests, built through the services: two organisations, a refuge among their places."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from teamaround.accounts.door import acting
from teamaround.directory import services
from teamaround.directory.services import (
    NewAddress,
    NewArea,
    NewContact,
    NewCost,
    NewLocation,
    NewOrganisation,
    NewPhone,
    NewPlace,
    NewSchedule,
    NewService,
)
from teamaround.localities import services as localities
from teamaround.localities.services import NewPostcode

KEY = UUID("6f6a2c1e-0000-4000-8000-000000000000")
SECRET_LINE, SECRET_POSTCODE = "17 Hidden Mews", "ZY9 9QQ"
OUTLINE = [[[2.0, 54.0], [2.1, 54.0], [2.1, 54.1], [2.0, 54.1], [2.0, 54.0]]]


def key(name: str) -> UUID:
    return uuid5(KEY, name)


@dataclass
class Small:
    """What is in it, by short names."""

    world: Any
    organisation: dict[str, Any] = field(default_factory=dict)
    location: dict[str, Any] = field(default_factory=dict)
    service: dict[str, Any] = field(default_factory=dict)

    def add(self, name: str, organisation: str = "sail", **told: Any) -> Any:
        """One more service."""
        new = NewService(
            organisation_id=self.organisation[organisation].pk, name=name,
            description=told.pop("description", f"{name} for families."), id=key(name), **told,
        )  # fmt: skip
        with acting(self.world.viewer("index"), now=self.world.now) as by:
            self.service[name] = services.add_service(new=new, by=by, now=self.world.now)
        return self.service[name]


def boathouse() -> NewLocation:
    return NewLocation(
        "The Boathouse", NewAddress("1 Quay Street", "Ashby", "Ashbyshire", "zy11aa"), latitude=54.05,
        longitude=2.05, transportation="Bus 7 stops at the door.", accessibility=("A ramp at the side.",),
        terms=(("access", "step-free"), ("access", "toilet")), phones=(NewPhone("01632 960101"),), id=key("quay"),
    )  # fmt: skip


def refuge() -> NewLocation:
    return NewLocation(
        "Rose House", NewAddress(SECRET_LINE, "Ashby", "Ashbyshire", SECRET_POSTCODE), latitude=54.0912,
        longitude=2.0177, accessibility=("Ground floor rooms at Hidden Mews.",),
        terms=(("access", "step-free"),), phones=(NewPhone("01632 960666"),), is_confidential=True, id=key("rose"),
    )  # fmt: skip


def sailing() -> dict[str, Any]:
    return {
        "description": "Learn to sail and to row, with friends.",
        "eligibility_description": "Anybody from 8 to 13.",
        "application_process": "Come along on a Saturday.",
        "wait_time": "No wait.",
        "minimum_age": 8.0,
        "maximum_age": 13.0,
        "url": "https://sail.example/young",
        "email": "young@sail.example",
        "phones": (NewPhone("01632 960102", "Weekdays"),),
        "contacts": (
            NewContact("Rob Fell", "Leader", phones=(NewPhone("01632 960103"),), is_public=True),
            NewContact("Ann Hush", "Trustee", email="ann@sail.example", phones=(NewPhone("01632 960199"),)),
        ),
        "places": (NewPlace(key("quay"), (NewSchedule(("SA",), time(10), time(12)),)),),
        "schedules": (NewSchedule(("WE",), time(17), time(19), description="Training"),),
        "languages": (("English", "en"), ("Polish", "pl")),
        "costs": (NewCost(Decimal("0"), "Under 13"), NewCost(Decimal("4.50"), "Others", "a session")),
        "funding": ("Ashby Council",),
        "documents": ("A swimming badge",),
        "terms": (("needs", "sport"), ("send", "autism")),
    }


def make(world: Any) -> Small:
    """Build it in the transaction at hand."""
    small = Small(world)
    with acting(world.viewer("index"), now=world.now) as by:
        at = {"by": by, "now": world.now}
        _ground(world, by)
        services.settle_terms(**at)
        for short, new in _organisations(world).items():
            small.organisation[short] = services.add_organisation(new=new, **at)
        for short, where in {"quay": boathouse(), "rose": refuge()}.items():
            small.location[short] = services.add_location(new=where, **at)
    small.add("Young sailors", **sailing())
    small.add(
        "Rose refuge", "harbour", description="A safe place to stay, with your children.",
        places=(NewPlace(key("rose"), (NewSchedule(("MO",), time(0), time(23)),)),),
        areas=(NewArea("Everybody in Ashby", "authority:901"),), terms=(("needs", "safe-at-home"),),
    )  # fmt: skip
    small.add("Staff supervision", "harbour", is_internal=True, phones=(NewPhone("01632 960188"),))
    return small


def _organisations(world: Any) -> dict[str, NewOrganisation]:
    return {
        "sail": NewOrganisation(
            "Ashby Sail Trust", "Gets young people on the water.", email="office@sail.example",
            website="https://sail.example", phones=(NewPhone("01632 960100"),),
            identifiers=(("Charity number", "0000001"),), id=key("sail"),
        ),
        "harbour": NewOrganisation(
            "Safe Harbour", "Helps families to be safe.", agency_id=world.agency["helpers"].pk, id=key("harbour")
        ),
    }  # fmt: skip


def _ground(world: Any, by: Any) -> None:
    area = localities.add_area(authority_id=world.ashby, code="N", name="North", by=by, now=world.now)
    place = localities.add_locality(
        area_id=area.pk, code="L1", name="Millside", outline=OUTLINE, starts_on=world.today.replace(year=2020),
        by=by, now=world.now,
    )  # fmt: skip
    codes = [("ZY1 1AA", 2.05, 54.05), ("ZY1 1AB", 2.06, 54.05), (SECRET_POSTCODE, 2.0177, 54.0912)]
    localities.add_postcodes(
        [NewPostcode(code, place.pk, east, north) for code, east, north in codes], by=by, now=world.now
    )
