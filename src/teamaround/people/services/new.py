"""What somebody knows of a child when they register one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ..rules import AttendanceKind, IdentifierKind, NameType, RelationshipType, Sex


@dataclass(frozen=True)
class NewName:
    """A name and what it is to its bearer."""

    given: str
    family: str
    type: NameType = NameType.LEGAL
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class NewAddress:
    """Where a child lives (no `ends_on`) or lived."""

    lines: str
    postcode: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    is_confidential: bool = False


@dataclass(frozen=True)
class NewIdentifier:
    """A number; `issuer_id` names the agency for an agency's own."""

    kind: IdentifierKind
    value: str
    issuer_id: int | None = None


@dataclass(frozen=True)
class NewCarer:
    """A carer: a new one by name, or one already recorded by `carer_id`."""

    type: RelationshipType
    given: str = ""
    family: str = ""
    telephone: str = ""
    email: str = ""
    carer_id: int | None = None
    has_parental_responsibility: bool = False
    is_main_carer: bool = False
    lives_with_child: bool = True
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class NewAttendance:
    """A school attended or a practice registered with."""

    agency_id: int
    kind: AttendanceKind
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class NewChild:
    """Everything that can be said at once; only names and one of the dates are needed."""

    authority_id: int
    names: tuple[NewName, ...]
    born_on: date | None = None
    expected_on: date | None = None
    sex: Sex = Sex.NOT_KNOWN
    gender: str = ""
    ethnicity: str = "NOBT"
    first_language: str = ""
    interpreter_needed: bool = False
    disability: str = ""
    communication_needs: str = ""
    addresses: tuple[NewAddress, ...] = ()
    identifiers: tuple[NewIdentifier, ...] = ()
    carers: tuple[NewCarer, ...] = ()
    attendances: tuple[NewAttendance, ...] = ()
    ref: str = field(default="")
