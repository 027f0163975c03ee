"""Loads what stands still: authorities, localities, agencies, the people in them and their accounts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from teamaround.accounts.rules import Duty, Viewer, setting_up
from teamaround.agencies import services as agencies
from teamaround.agencies.rules import AgencyKind, Sensitive
from teamaround.localities import services as localities

from .county.shapes import Agency, County
from .loading_moments import Diary


@dataclass
class Places:
    """Row numbers and viewers by the plan's keys and codes.

    By practitioner: row number, name, key of the manager, viewer; `keys` by account reference.
    By agency: row number, authority, those in post; `agency_codes` by row number.
    `keepers` has one of the index team for each authority.
    """

    today: date
    authorities: dict[str, int] = field(default_factory=dict)
    agencies: dict[str, int] = field(default_factory=dict)
    agency_codes: dict[int, str] = field(default_factory=dict)
    agency_names: dict[str, str] = field(default_factory=dict)
    authority_of: dict[str, str] = field(default_factory=dict)
    services: dict[str, int] = field(default_factory=dict)
    sensitive: dict[str, bool] = field(default_factory=dict)
    practitioners: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    managers: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    viewers: dict[str, Viewer] = field(default_factory=dict)
    staff: dict[str, list[Viewer]] = field(default_factory=lambda: defaultdict(list))
    keepers: dict[str, Viewer] = field(default_factory=dict)

    def somebody(self, agency: str, duty: Duty, *, first: str = "") -> Viewer | None:
        """A person of an agency with a duty: the one named first, if they have it."""
        named = self.viewers.get(first)
        able = [named] if named is not None and named.agency_id == self.agencies[agency] else []
        return next((who for who in [*able, *self.staff[agency]] if who.can(duty)), None)

    def keeper(self, authority: str) -> Viewer:
        """Somebody of the index team that keeps an authority's children."""
        return self.keepers[authority]


def load_places(county: County, *, now: datetime) -> Places:
    """Make everything but families, and say where it is."""
    places, by = Places(county.today), setting_up()
    for authority in county.authorities:
        made = agencies.add_authority(code=authority.code, name=authority.name, by=by, now=now)
        places.authorities[authority.code] = made.pk
    _load_land(county, places, by=by, now=now)
    for agency in county.agencies:
        _load_agency(agency, places, by=by, now=now)
    for service in county.services:
        offered = agencies.add_service(
            agency_id=places.agencies[service.agency], name=service.name,
            sensitive=Sensitive(service.sensitive), telephone=service.telephone,
            email=service.email, by=by, now=now,
        )  # fmt: skip
        places.services[service.key] = offered.pk
        places.sensitive[service.key] = bool(service.sensitive)
    return places


def _load_land(county: County, places: Places, *, by: Viewer, now: datetime) -> None:
    areas = {
        area.code: localities.add_area(
            authority_id=places.authorities[area.authority], code=area.code, name=area.name,
            by=by, now=now,
        ).pk
        for area in county.areas
    }  # fmt: skip
    found = {
        place.code: localities.add_locality(
            area_id=areas[place.area], code=place.code, name=place.name,
            outline=[[list(point) for point in place.ring]], starts_on=_opened(county),
            by=by, now=now,
        ).pk
        for place in county.localities
    }  # fmt: skip
    localities.add_postcodes(
        [
            localities.NewPostcode(each.code, found[each.locality], each.longitude, each.latitude)
            for each in county.postcodes
        ],
        by=by,
        now=now,
    )


def _opened(county: County) -> date:
    """The day on which the county's map began to hold."""
    return county.today.replace(year=county.today.year - 10, month=4, day=1)


def _load_agency(agency: Agency, places: Places, *, by: Viewer, now: datetime) -> None:
    made = agencies.add_agency(
        authority_id=places.authorities[agency.authority], code=agency.code, name=agency.name,
        kind=AgencyKind(agency.kind), telephone=agency.telephone, email=agency.email,
        address=agency.address, postcode=agency.postcode, by=by,
        now=Diary(now=now, salt=agency.code).on(agency.started_on),
    )  # fmt: skip
    places.agencies[agency.code] = made.pk
    places.agency_codes[made.pk] = agency.code
    places.agency_names[agency.code] = agency.name
    places.authority_of[agency.code] = agency.authority
