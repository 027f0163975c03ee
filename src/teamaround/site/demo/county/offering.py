"""What the county's organisations offer, for its directory: read from two files, placed on the plan's ground.

The same for every seed: identifiers come from names, so that a link to a service in the demo lasts.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from teamaround.site.demo.county.bodies import code_of, landline
from teamaround.site.demo.county.shapes import County, Locality, Postcode

FILES = [Path(__file__).parent / name for name in ("directory.toml", "directory_clubs.toml")]
HERE = "https://wrenshire.example/directory/"
OLD_ONE_IN, OLD_DAYS = 9, 240  # so many were last checked more than six months ago
CHECKED_WITHIN = 150  # days, for the others


@dataclass(frozen=True)
class Body:
    """An organisation of the directory; `agency` is its code where it works with children here."""

    key: UUID
    name: str
    about: str
    agency: str
    telephone: str


@dataclass(frozen=True)
class Where:
    """A place of an organisation."""

    key: UUID
    name: str
    street: str
    town: str
    postcode: Postcode
    is_confidential: bool


@dataclass(frozen=True)
class Offer:
    """A service: who offers it, what kind it is, where, for whose ground, and when it was checked."""

    key: UUID
    body: Body
    kind: Mapping[str, Any]
    name: str
    about: str
    for_whom: str
    where: Where | None
    covers: str
    ground: str
    checked_on: date


@dataclass(frozen=True)
class Directory:
    """All of it."""

    bodies: tuple[Body, ...]
    places: tuple[Where, ...]
    offers: tuple[Offer, ...]


def key_of(*names: str) -> UUID:
    """The identifier of something in the demo's directory."""
    return uuid5(NAMESPACE_URL, HERE + "/".join(names))


def directory(county: County) -> Directory:
    """The directory of a planned county."""
    written = [tomllib.loads(file.read_text(encoding="utf-8")) for file in FILES]
    kinds = {code: kind for part in written for code, kind in part["kinds"].items()}
    return _Planner(county, kinds).plan([told for part in written for told in part["organisations"]])


class _Planner:
    def __init__(self, county: County, kinds: Mapping[str, Any]) -> None:
        self.county, self.kinds = county, kinds
        self.agencies = {agency.code: agency for agency in county.agencies}
        self.towns = {place.name: place for place in county.localities}
        self.towns_of = {
            area.code: [place.name for place in county.localities if place.area == area.code]
            for area in county.areas
        }
        self.by_town: dict[str, list[Postcode]] = {}
        for postcode in county.postcodes:
            self.by_town.setdefault(postcode.locality, []).append(postcode)

    def plan(self, organisations: list[dict[str, Any]]) -> Directory:
        """Organisations that the county has, with what they offer where the county has the town."""
        bodies: list[Body] = []
        offers: list[Offer] = []
        for number, told in enumerate(organisations):
            body = self._body(told, number)
            if body is not None:
                bodies.append(body)
                offers += self._offers(body, told["offers"])
        places = {offer.where.key: offer.where for offer in offers if offer.where is not None}
        return Directory(tuple(bodies), tuple(places.values()), tuple(offers))

    def _body(self, told: Mapping[str, Any], number: int) -> Body | None:
        if "name" in told:
            return Body(key_of(told["name"]), told["name"], told["about"], "", landline(700 + number))
        agency = self.agencies.get(told["agency"])
        if agency is None:
            return None
        about = f"{agency.name} works with children and families in {self.county.name}."
        return Body(key_of(agency.code), agency.name, about, agency.code, agency.telephone)

    def _offers(self, body: Body, offered: Mapping[str, list[str]]) -> Iterator[Offer]:
        for code, towns in offered.items():
            for named in towns:
                for town in self.towns_of.get(named, [named]):
                    if town in self.towns:
                        yield self._offer(body, code, self.towns[town])

    def _offer(self, body: Body, code: str, town: Locality) -> Offer:
        kind = self.kinds[code]
        area = next(area.name for area in self.county.areas if area.code == town.area)
        grounds = {
            "area": (f"area:{town.area}", area),
            "authority": (f"authority:{town.authority}", self.county.name),
        }
        covers, ground = grounds.get(kind.get("covers", ""), ("", ""))
        words = {"place": town.name, "area": area}
        rng = Random(f"{body.name} {code} {town.name}")
        days = OLD_DAYS if rng.randrange(OLD_ONE_IN) == 0 else rng.randrange(CHECKED_WITHIN)
        return Offer(
            key=key_of(body.name, code, town.name), body=body, kind=kind, name=kind["name"].format(**words),
            about=kind["about"].format(**words), for_whom=kind["for"].format(**words),
            where=self._where(body, kind, town), covers=covers, ground=ground,
            checked_on=self.county.today - timedelta(days=days),
        )  # fmt: skip

    def _where(self, body: Body, kind: Mapping[str, Any], town: Locality) -> Where | None:
        """One place of an organisation in each town; none for what is given at home or by telephone."""
        if kind.get("remote") or kind.get("at_home"):
            return None
        hidden = bool(kind.get("confidential"))
        rng = Random(f"{body.name} in {town.name}{' hidden' if hidden else ''}")
        postcode = rng.choice(self.by_town[town.code])
        name = "A house" if hidden else f"{body.name}, {town.name}"
        return Where(
            key_of(body.name, town.name, str(hidden)), name, f"{rng.randint(1, 60)} {postcode.street}", town.name,
            postcode, hidden,
        )  # fmt: skip


def email_of(body: Body) -> str:
    """The address of an organisation's office."""
    return f"hello@{code_of(body.name)}.example"


def cost_of(kind: Mapping[str, Any]) -> Decimal:
    """What a kind of service costs, in pounds."""
    return Decimal(str(kind["cost"]))
