"""The shapes of an invented county before anything is stored: places, agencies, people, families.

Everything refers to everything else by key: agencies by `code`, services, practitioners, children
and carers by `key`. Keys are for the loader only and are never shown. Dates are plain dates; a date
after `today` appears only where something is expected (a birth, a review, an action).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from teamaround.site.demo.county.shapes_help import (
    Action,
    Agreement,
    Contribution,
    Element,
    Episode,
    Lead,
    Review,
)

__all__ = [
    "Action",
    "Address",
    "Agency",
    "Agreement",
    "Area",
    "Attendance",
    "Authority",
    "Carer",
    "CastMember",
    "Child",
    "Contribution",
    "County",
    "District",
    "Element",
    "Episode",
    "Household",
    "Identifier",
    "Involvement",
    "Lead",
    "LevelOfNeed",
    "Locality",
    "Name",
    "Point",
    "Postcode",
    "Practitioner",
    "Relationship",
    "Review",
    "Ring",
    "Service",
    "Shield",
    "Story",
]

Point = tuple[float, float]
"""Longitude then latitude, in degrees, as GeoJSON has it."""

Ring = tuple[Point, ...]
"""A closed outline: the last point repeats the first; anti-clockwise."""


@dataclass(frozen=True, slots=True)
class Authority:
    """A council with duties to children. `is_home` marks the one whose county this is."""

    code: str
    name: str
    short_name: str
    is_home: bool


@dataclass(frozen=True, slots=True)
class District:
    """A district council's part of the county."""

    code: str
    name: str
    authority: str
    ring: Ring


@dataclass(frozen=True, slots=True)
class Area:
    """One of the large areas into which an authority groups its localities."""

    code: str
    name: str
    authority: str
    ring: Ring


@dataclass(frozen=True, slots=True)
class Locality:
    """A place small enough to be known by the people who work there."""

    code: str
    name: str
    area: str
    authority: str
    district: str
    ring: Ring
    centre: Point
    sectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Postcode:
    """A postcode that Royal Mail has never issued, with a point inside its locality."""

    code: str
    sector: str
    locality: str
    longitude: float
    latitude: float
    street: str


@dataclass(frozen=True, slots=True)
class Agency:
    """An organisation that works with children. `localities` empty means the whole authority."""

    code: str
    authority: str
    name: str
    kind: str
    telephone: str
    email: str
    address: str
    postcode: str
    locality: str
    started_on: date
    ended_on: date | None = None
    phase: str = ""
    localities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Service:
    """Something an agency offers. `sensitive`: "", sexual_health, mental_health, substance_misuse."""

    key: str
    agency: str
    name: str
    sensitive: str
    telephone: str
    email: str


@dataclass(frozen=True, slots=True)
class Practitioner:
    """Somebody who works for an agency; `line_manager` is another practitioner's key or ""."""

    key: str
    agency: str
    service: str
    name: str
    role: str
    telephone: str
    email: str
    line_manager: str
    started_on: date
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class CastMember:
    """Somebody whom a visitor to the demo may sign in as. `duties` are names of accounts' Duty."""

    practitioner: str
    name: str
    email: str
    title: str
    agency: str
    who: str
    try_this: str
    duties: tuple[str, ...]
    starts_on: date
    training_until: date
    vetted_until: date


@dataclass(frozen=True, slots=True)
class Name:
    """type: legal, known_as, former, placeholder."""

    type: str
    given: str
    family: str
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Identifier:
    """kind: nhs_number, upn, agency. `issuer` is an agency's code for the last, otherwise ""."""

    kind: str
    issuer: str
    value: str


@dataclass(frozen=True, slots=True)
class Address:
    """Where a child lives or lived."""

    lines: tuple[str, ...]
    postcode: str
    locality: str
    starts_on: date
    ends_on: date | None = None
    is_confidential: bool = False


@dataclass(frozen=True, slots=True)
class Attendance:
    """kind: school or gp_practice."""

    agency: str
    kind: str
    starts_on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class Involvement:
    """An agency working with a child; sensitive_basis: "", consent, significant_harm."""

    agency: str
    service: str
    practitioner: str
    contact_route: str
    reason: str
    starts_on: date
    ends_on: date | None = None
    sensitive_basis: str = ""


@dataclass(frozen=True, slots=True)
class Shield:
    """Why, since when and until what review a child's whereabouts are hidden."""

    reason: str
    asked_by: str
    starts_on: date
    review_on: date


@dataclass(frozen=True, slots=True)
class Child:
    """A child, or an unborn child: exactly one of `born_on` and `expected_on`.

    `was_expected_on` is set where the record was begun before the birth. `is_sealed` marks the old
    record of a child with a new identity; nothing in the plan ties the two together. `duplicate_of`
    is the truth, for measuring a matcher: never load it.
    """

    key: str
    authority: str
    born_on: date | None
    expected_on: date | None
    sex: str
    gender: str
    ethnicity: str
    first_language: str
    interpreter_needed: bool
    disability: str
    communication_needs: str
    names: tuple[Name, ...]
    identifiers: tuple[Identifier, ...]
    addresses: tuple[Address, ...]
    attendances: tuple[Attendance, ...]
    involvements: tuple[Involvement, ...]
    died_on: date | None = None
    was_expected_on: date | None = None
    shield: Shield | None = None
    is_sealed: bool = False
    duplicate_of: str = ""


@dataclass(frozen=True, slots=True)
class Carer:
    """An adult who cares for a child, or did."""

    key: str
    given: str
    family: str
    telephone: str
    email: str


@dataclass(frozen=True, slots=True)
class Relationship:
    """type is what the carer is to the child: mother, father, grandmother, foster_carer ..."""

    child: str
    carer: str
    type: str
    starts_on: date | None
    ends_on: date | None
    has_parental_responsibility: bool
    is_main_carer: bool
    lives_with_child: bool


@dataclass(frozen=True, slots=True)
class Household:
    """Children with the adults around them; `family_name` set where practitioners named a family."""

    key: str
    children: tuple[Child, ...]
    carers: tuple[Carer, ...]
    relationships: tuple[Relationship, ...]
    episodes: tuple[Episode, ...]
    family_name: str = ""
    story: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """Something worth seeing: whom to sign in as, what to do, what then happens."""

    key: str
    title: str
    children: tuple[str, ...]
    names: tuple[str, ...]
    sign_in_as: tuple[str, ...]
    do: str
    see: str


@dataclass(frozen=True, slots=True)
class LevelOfNeed:
    """A partnership's own word for a level, chosen by people and never computed."""

    number: int
    label: str
    meaning: str


@dataclass(frozen=True, slots=True)
class County:
    """A whole invented county. Places and professionals are here; families come in batches."""

    name: str
    seed: int
    today: date
    child_count: int
    authorities: tuple[Authority, ...]
    districts: tuple[District, ...]
    areas: tuple[Area, ...]
    localities: tuple[Locality, ...]
    postcodes: tuple[Postcode, ...]
    agencies: tuple[Agency, ...]
    services: tuple[Service, ...]
    practitioners: tuple[Practitioner, ...]
    cast: tuple[CastMember, ...]
    stories: tuple[Story, ...]
    levels: tuple[LevelOfNeed, ...]
    closure_reasons: tuple[str, ...]
    batches: Callable[[], Iterator[tuple[Household, ...]]]

    def households(self) -> Iterator[tuple[Household, ...]]:
        """Families, a batch at a time, the same each time it is called; the stories come first."""
        return self.batches()
