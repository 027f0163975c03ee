"""What somebody wants written into the directory, before it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID

from ..rules.capacity import Room
from ..rules.listing import LocationType, Status

Term = tuple[str, str]  # the codes of a taxonomy and of a term in it


@dataclass(frozen=True)
class NewPhone:
    """A telephone number, and what it is for."""

    number: str
    description: str = ""


@dataclass(frozen=True)
class NewContact:
    """Somebody to ask; not public unless that was said."""

    name: str
    title: str = ""
    email: str = ""
    phones: tuple[NewPhone, ...] = ()
    is_public: bool = False


@dataclass(frozen=True)
class NewOrganisation:
    """Who offers services. `identifiers` are pairs such as ("Charity number", "1234567")."""

    name: str
    description: str
    agency_id: int | None = None
    parent_id: UUID | None = None
    email: str = ""
    website: str = ""
    legal_status: str = ""
    phones: tuple[NewPhone, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    id: UUID | None = None


@dataclass(frozen=True)
class NewAddress:
    """Where a letter or a visitor goes."""

    address_1: str
    city: str
    state_province: str
    postal_code: str
    address_2: str = ""
    attention: str = ""


@dataclass(frozen=True)
class NewLocation:
    """Where services are given; `accessibility` in words, `terms` for what can be searched."""

    name: str
    address: NewAddress | None = None
    latitude: float | None = None
    longitude: float | None = None
    kind: LocationType = LocationType.PHYSICAL
    description: str = ""
    transportation: str = ""
    accessibility: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    phones: tuple[NewPhone, ...] = ()
    is_confidential: bool = False
    id: UUID | None = None


@dataclass(frozen=True)
class NewSchedule:
    """When it is open; days as MO, TU ..."""

    byday: tuple[str, ...] = ()
    opens_at: time | None = None
    closes_at: time | None = None
    freq: str = "WEEKLY"
    description: str = ""
    attending_type: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class NewPlace:
    """That a service is given at a location, and when."""

    location_id: UUID
    schedules: tuple[NewSchedule, ...] = ()
    description: str = ""
    id: UUID | None = None


@dataclass(frozen=True)
class NewArea:
    """Whom it is for by where they live; `covers` such as area:N, see models/columns.py."""

    name: str
    covers: str = ""


@dataclass(frozen=True)
class NewCost:
    """A price; nothing is an amount of nought."""

    amount: Decimal
    option: str = ""
    amount_description: str = ""


@dataclass(frozen=True)
class NewRoom:
    """Whether there is room, and who said so when."""

    room: Room
    said_by: str
    said_at: datetime


@dataclass(frozen=True)
class NewService:
    """A service with all that hangs on it."""

    organisation_id: UUID
    name: str
    description: str
    alternate_name: str = ""
    url: str = ""
    email: str = ""
    status: Status = Status.ACTIVE
    interpretation_services: str = ""
    application_process: str = ""
    fees_description: str = ""
    wait_time: str = ""
    accreditations: str = ""
    eligibility_description: str = ""
    minimum_age: float | None = None
    maximum_age: float | None = None
    assured_on: date | None = None
    assured_by: str = ""
    assurer_email: str = ""
    alert: str = ""
    is_internal: bool = False
    phones: tuple[NewPhone, ...] = ()
    contacts: tuple[NewContact, ...] = ()
    places: tuple[NewPlace, ...] = ()
    schedules: tuple[NewSchedule, ...] = ()
    areas: tuple[NewArea, ...] = ()
    languages: tuple[tuple[str, str], ...] = ()
    costs: tuple[NewCost, ...] = ()
    funding: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    terms: tuple[Term, ...] = ()
    room: NewRoom | None = None
    id: UUID | None = None
