"""What a family finds around it: homes, the nearest schools and practices, and who works there."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import NamedTuple

from teamaround.kernel import nhs_numbers, upns
from teamaround.site.demo.county.bodies import code_of
from teamaround.site.demo.county.geography import HOME, NEIGHBOUR
from teamaround.site.demo.county.shapes import (
    Address,
    Agency,
    Identifier,
    Locality,
    Postcode,
    Practitioner,
    Service,
)

AUTHORITY_NUMBERS = {HOME: 989, NEIGHBOUR: 988}
"""For pupil numbers: no authority in England has these."""

NHS_SERIALS = 800_000
"""Four fifths of the test range; the rest is for agencies' files (faulty.py)."""

STRIDE = 611_953
"""Shares no factor with the range, so that every number in it comes up once."""


class Post(NamedTuple):
    """Somebody who can be rung about a child: agency, service, practitioner and telephone."""

    agency: str
    service: str
    practitioner: str
    telephone: str


class Numbers:
    """Hands out NHS numbers of the test range and pupil numbers, each once."""

    def __init__(self, agencies: tuple[Agency, ...], *, seed: int) -> None:
        self._next = 0
        self._start = seed * 7919 % NHS_SERIALS
        self._schools = {agency.code: 2001 + nth for nth, agency in enumerate(agencies)}
        self._authorities = {agency.code: AUTHORITY_NUMBERS[agency.authority] for agency in agencies}
        self._issued: dict[tuple[str, int], int] = {}

    def nhs_number(self) -> Identifier:
        """The next one, from a shuffled order without repeats; some nine digits have no check digit."""
        while True:
            nine = f"999{(self._start + self._next * STRIDE) % NHS_SERIALS:06d}"
            self._next += 1
            digit = nhs_numbers.check_digit(nine)
            if digit is not None:
                return Identifier("nhs_number", "", f"{nine}{digit}")

    def upn(self, *, school: str, year: int) -> Identifier | None:
        """The next one of a school in a year, or None when a thousand are gone."""
        serial = self._issued.get((school, year), 0)
        self._issued[(school, year)] = serial + 1
        if serial > 999:
            return None
        value = upns.made_for(
            authority=self._authorities[school], school=self._schools[school], year=year, serial=serial
        )
        return Identifier("upn", "", value)


class Ground:
    """The county from a doorstep. Built once for a plan; choosing from it is cheap."""

    def __init__(
        self, *, localities: tuple[Locality, ...], postcodes: tuple[Postcode, ...],
        agencies: tuple[Agency, ...], services: tuple[Service, ...],
        practitioners: tuple[Practitioner, ...], today: date, children: int,
    ) -> None:  # fmt: skip
        self.today = today
        self.localities = {place.code: place for place in localities}
        self.by_name = {place.name: place.code for place in localities}
        self.agencies = {agency.code: agency for agency in agencies}
        self.names = {service.key: service.name for service in services}
        self._hernshire = min(0.03, 400 / max(children, 1))
        self._postcodes: dict[str, list[Postcode]] = {HOME: [], NEIGHBOUR: []}
        self._in_place: dict[str, list[Postcode]] = {}
        for postcode in postcodes:
            self._postcodes[self.localities[postcode.locality].authority].append(postcode)
            self._in_place.setdefault(postcode.locality, []).append(postcode)
        self._near = {
            (place.code, kind): _nearest(place, kind, agencies, self.localities)
            for place in localities
            for kind in ("primary", "secondary", "special", "gp_practice", "early_years")
        }
        self._staff: dict[tuple[str, str], list[Post]] = {}
        for person in practitioners:
            if person.ended_on is None:
                post = Post(person.agency, person.service, person.key, person.telephone)
                self._staff.setdefault((person.agency, person.service), []).append(post)
                self._staff.setdefault((person.agency, "*"), []).append(post)
        self._people = {person.key: person for person in practitioners}
        self._roles: dict[tuple[str, str], list[str]] = {}
        for person in practitioners:
            if person.ended_on is None:
                self._roles.setdefault((person.agency, person.role), []).append(person.key)
        self._areas = {(agency.kind, code): agency.code for agency in agencies for code in agency.localities}

    def somewhere(self, rng: Random) -> Postcode:
        """A postcode for a family, now and then just across the border."""
        side = NEIGHBOUR if rng.random() < self._hernshire else HOME
        pool = self._postcodes[side]
        return pool[int(rng.random() * len(pool))]

    def in_place(self, locality: str, rng: Random) -> Postcode:
        """A postcode of one locality."""
        pool = self._in_place[locality]
        return pool[int(rng.random() * len(pool))]

    def near(self, locality: str, kind: str, rng: Random) -> str:
        """One of the nearest schools of a phase, practices or nurseries; the very nearest mostly."""
        pool = self._near[locality, kind]
        return pool[int(rng.random() ** 2 * len(pool))]

    def area_team(self, locality: str, kind: str) -> str:
        """The agency of a kind that serves a locality."""
        return self._areas[kind, locality]

    def at(self, agency: str, service: str, rng: Random) -> Post:
        """Somebody in post at an agency; `service` is its plain name, or "" for anybody."""
        key = f"{agency}/{code_of(service)}" if service else "*"
        pool = self._staff.get((agency, key)) or self._staff[agency, "*"]
        return pool[int(rng.random() * len(pool))]

    def post_of(self, practitioner: str) -> Post:
        """A named person's post."""
        person = self._people[practitioner]
        return Post(person.agency, person.service, person.key, person.telephone)

    def name_of(self, practitioner: str) -> str:
        """What somebody is called."""
        return self._people[practitioner].name

    def holding(self, agency: str, role: str) -> str:
        """The key of whoever holds a role at an agency, or of anybody there."""
        return (self._roles.get((agency, role)) or [self._staff[agency, "*"][0].practitioner])[0]

    def address(
        self, where: Postcode, house: str, starts_on: date, ends_on: date | None = None, *,
        is_confidential: bool = False,
    ) -> Address:  # fmt: skip
        """An address as written on a letter, without its postcode."""
        lines = (f"{house} {where.street}", self.localities[where.locality].name)
        return Address(lines, where.code, where.locality, starts_on, ends_on, is_confidential)


def _nearest(
    place: Locality, kind: str, agencies: tuple[Agency, ...], localities: dict[str, Locality]
) -> list[str]:
    """Those in the locality itself, or else the nearest two, of the same authority."""
    pool = [a for a in agencies if a.authority == place.authority and kind in (a.phase, a.kind)]
    pool = pool or [a for a in agencies if kind in (a.phase, a.kind)]
    x, y = place.centre

    def apart(agency: Agency) -> float:
        cx, cy = localities[agency.locality].centre
        return (cx - x) ** 2 * 0.33 + (cy - y) ** 2

    own = [agency.code for agency in pool if agency.locality == place.code]
    ordered = [agency.code for agency in sorted(pool, key=apart)]
    return own if len(own) > 1 else ordered[:2]
