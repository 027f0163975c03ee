"""A row as read, turned into what matching, people and the index take."""

from __future__ import annotations

from dataclasses import dataclass

from teamaround.agencies.rules import AgencyKind
from teamaround.index.rules import AddressAsWritten, NameAsWritten, NameKind, NumberAsWritten, PersonAsWritten
from teamaround.index.services import NewInvolvement
from teamaround.people.rules import AttendanceKind, IdentifierKind, NameType, RelationshipType, Sex
from teamaround.people.services import (
    Addition,
    NewAddress,
    NewAttendance,
    NewCarer,
    NewChild,
    NewIdentifier,
    NewName,
)

from ..rules.faults import Fault
from ..rules.fields import Field
from ..rules.mapping import Mapping
from ..rules.reading import RowAsRead
from ..rules.repeats import record_key
from .references import SCHOOLS, References


@dataclass(frozen=True)
class Told:
    """A row's places to attend, and notices about those that are not on our list."""

    attendances: tuple[NewAttendance, ...]
    notices: tuple[Fault, ...]


def person(row: RowAsRead, agency_code: str) -> PersonAsWritten:
    """Who the row is about, as matching reads people."""
    places = (
        (AddressAsWritten(lines=row.address, postcode=row.postcode),) if row.address or row.postcode else ()
    )
    return PersonAsWritten(
        names=tuple(_names_to_match(row)),
        born_on=row.born_on,
        expected_on=row.expected_on,
        sex="" if row.sex == Sex.NOT_KNOWN else row.sex,
        addresses=places,
        numbers=tuple(_numbers_to_match(row, agency_code)),
        telephones=(row.carer.telephone,) if row.carer and row.carer.telephone else (),
    )


def told(row: RowAsRead, references: References, mapping: Mapping) -> Told:
    """Which school and practice the row names; an agency that is one of them speaks of itself."""
    found: list[NewAttendance] = []
    notices: list[Fault] = []
    school = references.school(name=row.school, code=row.school_code)
    if (row.school or row.school_code) and school is None:
        wanted = Field.SCHOOL if row.school else Field.SCHOOL_CODE
        value = row.school or row.school_code
        notices.append(_not_on_list(row, mapping.heading(wanted), value, "school"))
    practice = references.practice(row.gp_practice)
    if row.gp_practice and practice is None:
        notices.append(_not_on_list(row, mapping.heading(Field.GP_PRACTICE), row.gp_practice, "GP practice"))
    if school is None and not row.school and references.agency_kind in SCHOOLS:
        school = references.agency_id
    if practice is None and not row.gp_practice and references.agency_kind == AgencyKind.GP_PRACTICE:
        practice = references.agency_id
    if school is not None:
        found.append(NewAttendance(school, AttendanceKind.SCHOOL))
    if practice is not None:
        found.append(NewAttendance(practice, AttendanceKind.GP_PRACTICE))
    return Told(tuple(found), tuple(notices))


def new_child(row: RowAsRead, references: References, attendances: tuple[NewAttendance, ...]) -> NewChild:
    """The child whom the row founds, in the agency's authority."""
    return NewChild(
        authority_id=references.authority_id,
        names=(_own_name(row), *_other_names(row)),
        born_on=row.born_on,
        expected_on=row.expected_on,
        sex=Sex(row.sex) if row.sex else Sex.NOT_KNOWN,
        gender=row.gender,
        ethnicity=row.ethnicity or "NOBT",
        addresses=_addresses(row),
        identifiers=tuple(_identifiers(row, references)),
        carers=_carers(row),
        attendances=attendances,
    )


def addition(
    row: RowAsRead, child_id: int, references: References, attendances: tuple[NewAttendance, ...]
) -> Addition:
    """What the row adds about a child who is registered already."""
    return Addition(
        child_id=child_id,
        names=_other_names(row),
        identifiers=tuple(_identifiers(row, references)),
        address=next(iter(_addresses(row)), None),
        carer=next(iter(_carers(row)), None),
        attendances=attendances,
        sex=Sex(row.sex) if row.sex else Sex.NOT_KNOWN,
        gender=row.gender,
        ethnicity=row.ethnicity,
    )


def involvement(row: RowAsRead, child_id: int, references: References) -> NewInvolvement | None:
    """The involvement in a row. Somebody who is not on our list of practitioners is named as the way to ask."""
    said = row.involvement
    if said is None:
        return None
    known = references.practitioner(name=said.practitioner_name, email=said.practitioner_email)
    route = [said.practitioner_telephone, said.practitioner_email]
    if known is None:
        route.insert(0, said.practitioner_name)
    return NewInvolvement(
        child_id=child_id,
        starts_on=said.starts_on,
        ends_on=said.ends_on,
        service_id=references.services.ids.get(said.service),
        practitioner_id=known,
        contact_route=", ".join(part for part in route if part),
        reason=said.reason,
        sensitive_basis=said.sensitive_basis,
        brought_by=record_key(row),
    )


def _names_to_match(row: RowAsRead) -> list[NameAsWritten]:
    names = [NameAsWritten(given=row.given, family=row.family)] if row.given or row.family else []
    if row.known_as:
        names.append(NameAsWritten(given=row.known_as, kind=NameKind.KNOWN_AS))
    if row.former_family:
        names.append(NameAsWritten(given=row.given, family=row.former_family, kind=NameKind.FORMER))
    return names


def _numbers_to_match(row: RowAsRead, agency_code: str) -> list[NumberAsWritten]:
    numbers = [
        NumberAsWritten(kind=kind, value=number.value)
        for kind, number in (("nhs_number", row.nhs_number), ("upn", row.upn))
        if number is not None
    ]
    if row.agency_id:
        numbers.append(NumberAsWritten(kind="agency", value=row.agency_id, issuer=agency_code))
    return numbers


def _own_name(row: RowAsRead) -> NewName:
    waits_for_name = not row.given and (row.name_is_placeholder or row.expected_on is not None)
    return NewName(row.given, row.family, NameType.PLACEHOLDER if waits_for_name else NameType.LEGAL)


def _other_names(row: RowAsRead) -> tuple[NewName, ...]:
    names = []
    if row.known_as:
        names.append(NewName(row.known_as, "", NameType.KNOWN_AS))
    if row.former_family:
        names.append(NewName(row.given, row.former_family, NameType.FORMER))
    return tuple(names)


def _identifiers(row: RowAsRead, references: References) -> list[NewIdentifier]:
    found = [
        NewIdentifier(kind, number.value)
        for kind, number in ((IdentifierKind.NHS_NUMBER, row.nhs_number), (IdentifierKind.UPN, row.upn))
        if number is not None
    ]
    if row.agency_id:
        found.append(NewIdentifier(IdentifierKind.AGENCY, row.agency_id, references.agency_id))
    return found


def _addresses(row: RowAsRead) -> tuple[NewAddress, ...]:
    return (NewAddress(row.address.replace(", ", "\n"), row.postcode),) if row.address or row.postcode else ()


def _carers(row: RowAsRead) -> tuple[NewCarer, ...]:
    if row.carer is None or not row.carer.family:
        return ()
    return (
        NewCarer(
            RelationshipType(row.carer.relationship),
            row.carer.given,
            row.carer.family,
            telephone=row.carer.telephone,
        ),
    )


def _not_on_list(row: RowAsRead, heading: str, value: str, what: str) -> Fault:
    remedy = "It was left out. Check the spelling, or ask the administrator to add it."
    return Fault(row.number, heading, value, f"is not a {what} on our list", remedy)
