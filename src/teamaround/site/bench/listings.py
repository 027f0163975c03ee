"""Invented services for a directory of true size, beside the demo county's own.

What they are is what the demo's are: the same kinds, with names of their own, at the county's postcodes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from random import Random
from typing import TYPE_CHECKING
from uuid import UUID

from teamaround.directory import bulk
from teamaround.directory.services import (
    NewAddress,
    NewLocation,
    NewOrganisation,
    NewPhone,
    NewService,
)

from ..saying import say

if TYPE_CHECKING:
    from teamaround.accounts.rules import Viewer

SEED, BATCH, SERVICES_OF_ONE, EVERY = 11, 500, 4, 20_000
FIRST = [
    "Amber",
    "Ashen",
    "Azure",
    "Birch",
    "Blue",
    "Bramble",
    "Bright",
    "Bronze",
    "Cedar",
    "Cherry",
    "Clover",
    "Coral",
    "Copper",
    "Cosy",
    "Crimson",
    "Daisy",
    "Early",
    "Elder",
    "Fern",
    "Gentle",
    "Ginger",
    "Golden",
    "Green",
    "Happy",
    "Hazel",
    "Heather",
    "High",
    "Holly",
    "Honey",
    "Indigo",
    "Ivory",
    "Jade",
    "Kind",
    "Lilac",
    "Little",
    "Lively",
    "Long",
    "Lucky",
    "Maple",
    "Marble",
    "Merry",
    "Mossy",
    "Nimble",
    "Olive",
    "Opal",
    "Orchard",
    "Patient",
    "Pearl",
    "Plum",
    "Quiet",
    "Rosy",
    "Ruby",
    "Rustic",
    "Saffron",
    "Scarlet",
    "Silver",
    "Steady",
    "Sunny",
    "Velvet",
    "Willow",
]
SECOND = [
    "Acorn",
    "Anchor",
    "Badger",
    "Barn",
    "Beacon",
    "Bee",
    "Bell",
    "Boat",
    "Bridge",
    "Brook",
    "Butterfly",
    "Candle",
    "Compass",
    "Corner",
    "Cottage",
    "Cygnet",
    "Dolphin",
    "Dove",
    "Dragon",
    "Feather",
    "Finch",
    "Ford",
    "Forge",
    "Fox",
    "Garden",
    "Gate",
    "Hare",
    "Harvest",
    "Hedgehog",
    "Heron",
    "Hill",
    "Horizon",
    "Kestrel",
    "Kettle",
    "Kite",
    "Ladder",
    "Lantern",
    "Lark",
    "Lighthouse",
    "Lodge",
    "Magpie",
    "Meadow",
    "Mill",
    "Oak",
    "Otter",
    "Owl",
    "Pebble",
    "Puffin",
    "Quilt",
    "Rainbow",
    "Raven",
    "River",
    "Robin",
    "Sail",
    "Sparrow",
    "Squirrel",
    "Stepping",
    "Swallow",
    "Thistle",
    "Wren",
]
MIX = 7_919  # a prime that shares no factor with the number of names, so that neighbours are unlike


@dataclass(frozen=True)
class Ground:
    """A postcode with its point and what it lies on."""

    code: str
    town: str
    latitude: float
    longitude: float


def load(services: int) -> None:
    """Enter as many services as are missing; several hundred to a transaction."""
    from teamaround.accounts.door import acting
    from teamaround.accounts.rules import setting_up
    from teamaround.directory import queries
    from teamaround.kernel import clock

    now = clock.now()
    planned = _planned(now.date())
    there = queries.services().count() - planned.of_the_demo
    there -= there % SERVICES_OF_ONE  # an organisation is entered whole, with all of its services
    wanted = services - planned.of_the_demo
    wanted += -wanted % SERVICES_OF_ONE
    for start in range(there, wanted, BATCH):
        with acting(setting_up(), now=now) as by:
            _enter(range(start, min(start + BATCH, wanted)), planned, by=by, now=now)
        if start // EVERY != (start + BATCH) // EVERY:
            say(f"{start + BATCH:,} of {services:,} services")


@dataclass(frozen=True)
class Planned:
    """What the demo county has, to make services after."""

    kinds: Sequence[NewService]
    grounds: Sequence[Ground]
    of_the_demo: int
    on: date


def _planned(today: date) -> Planned:
    from ..demo.county.offering import directory
    from ..demo.county.plan import plan_county
    from ..demo.loading_directory import service_of

    county = plan_county(today=today)
    offers = directory(county).offers
    placed = {offer.kind["name"]: offer for offer in offers if offer.where is not None}
    kinds = [service_of(offer) for offer in placed.values()]
    towns = {place.code: place.name for place in county.localities}
    grounds = [
        Ground(each.code, towns[each.locality], each.latitude, each.longitude) for each in county.postcodes
    ]
    return Planned(kinds, grounds, len(offers), today)


def _enter(numbers: range, planned: Planned, *, by: Viewer, now: datetime) -> None:
    """Services of these numbers, four to an organisation, which is at one place."""
    owners = {number // SERVICES_OF_ONE: _Owner(number, planned) for number in numbers}
    bulk.add_many(
        organisations=[owner.organisation() for owner in owners.values()],
        locations=[owner.location() for owner in owners.values()],
        services=[_service(number, owners[number // SERVICES_OF_ONE], planned) for number in numbers],
        by=by, now=now,
    )  # fmt: skip


class _Owner:
    """The organisation of some neighbouring numbers, and its place."""

    def __init__(self, number: int, planned: Planned) -> None:
        self.dice = Random(SEED * 10**9 + number // SERVICES_OF_ONE)  # noqa: S311
        self.key, self.place = (UUID(int=self.dice.getrandbits(128), version=4) for _ in range(2))
        self.ground = planned.grounds[self.dice.randrange(len(planned.grounds))]
        self.name = f"{' '.join(name_of(number, planned.kinds).split()[:2])} Trust"

    def organisation(self) -> NewOrganisation:
        told = f"{self.name} works with families."
        return NewOrganisation(self.name, told, phones=(NewPhone("01632 960000"),), id=self.key)

    def location(self) -> NewLocation:
        address = NewAddress("1 High Street", self.ground.town, "Wrenshire", self.ground.code)
        return NewLocation(
            "The rooms", address, self.ground.latitude, self.ground.longitude,
            terms=(("access", "step-free"),), id=self.place,
        )  # fmt: skip


def _service(number: int, owner: _Owner, planned: Planned) -> NewService:
    like = kind_of(number, planned.kinds)
    key = UUID(int=Random(SEED * 10**10 + number).getrandbits(128), version=4)  # noqa: S311
    return replace(
        like, id=key, name=name_of(number, planned.kinds), organisation_id=owner.key, assured_on=planned.on,
        places=(replace(like.places[0], location_id=owner.place),),
    )  # fmt: skip


def kind_of(number: int, kinds: Sequence[NewService]) -> NewService:
    """What a number is made after."""
    return kinds[number * MIX % len(kinds)]


def name_of(number: int, kinds: Sequence[NewService]) -> str:
    """A name that no other number has, as long as there are enough."""
    mixed = number * MIX // len(kinds)
    return f"{FIRST[mixed % len(FIRST)]} {SECOND[mixed // len(FIRST) % len(SECOND)]} {kind_of(number, kinds).name}"
