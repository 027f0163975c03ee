"""What an agency's rows name and we know already: services, practitioners, schools, practices."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from teamaround.agencies import queries as agencies
from teamaround.agencies.rules import AgencyKind
from teamaround.kernel.names import fold

SCHOOLS = frozenset({AgencyKind.SCHOOL, AgencyKind.EARLY_YEARS})


@dataclass(frozen=True)
class Services:
    """The agency's services: row number and whether sensitive, by name."""

    ids: dict[str, int] = field(default_factory=dict)
    sensitive: dict[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class References:
    """The agency and everything that its rows may name."""

    agency_id: int
    agency_code: str
    agency_name: str
    agency_kind: str
    authority_id: int
    services: Services
    practitioners: dict[str, int]
    schools: dict[str, int]
    practices: dict[str, int]

    def practitioner(self, *, name: str, email: str) -> int | None:
        """The agency's practitioner with this address or, when only one has it, this name."""
        return self.practitioners.get(email.casefold()) or self.practitioners.get(fold(name)) or None

    def school(self, *, name: str, code: str) -> int | None:
        """The school or early years setting with this code or name."""
        return _found(self.schools, code, name)

    def practice(self, text: str) -> int | None:
        """The practice with this name or code."""
        return _found(self.practices, text, text)


def references(agency_id: int, *, today: date) -> References:
    """Gather them once for a whole file, in a handful of queries."""
    agency = agencies.named_agencies({agency_id})[agency_id]
    offered = list(agencies.services(agency_id))
    schools: dict[str, int] = {}
    practices: dict[str, int] = {}
    for other in agencies.agencies(on=today):
        kind = AgencyKind(other.kind)
        place = schools if kind in SCHOOLS else practices if kind is AgencyKind.GP_PRACTICE else None
        if place is not None:
            place[other.code.casefold()] = place[fold(other.name)] = other.pk
    return References(
        agency_id=agency_id,
        agency_code=agency.code,
        agency_name=agency.name,
        agency_kind=agency.kind,
        authority_id=agency.authority_id,
        services=Services(
            {service.name: service.pk for service in offered},
            {service.name: bool(service.sensitive) for service in offered},
        ),
        practitioners=_practitioners(agency_id, today),
        schools=schools,
        practices=practices,
    )


def _practitioners(agency_id: int, today: date) -> dict[str, int]:
    """By address, and by name where no two share it (those are 0, which is nobody)."""
    found: dict[str, int] = {}
    for person in agencies.practitioners(agency_id, on=today):
        name = fold(person.name)
        found[name] = 0 if name in found else person.pk
        if person.email:
            found[person.email.casefold()] = person.pk
    return found


def _found(places: dict[str, int], code: str, name: str) -> int | None:
    by_code = places.get(code.strip().casefold()) if code.strip() else None
    return by_code or (places.get(fold(name)) if name.strip() else None)
