"""What the plan says of a child, in the words in which somebody registers one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from zlib import crc32

from teamaround.accounts.rules import Duty, Viewer
from teamaround.people.rules import AttendanceKind, IdentifierKind, NameType, RelationshipType, Sex
from teamaround.people.services import (
    NewAddress,
    NewAttendance,
    NewCarer,
    NewChild,
    NewIdentifier,
    NewName,
)

from .county.shapes import Carer, Child, Household, Relationship
from .loading_places import Places

YEARS_OF_THE_INDEX = 3
UNBORN_KNOWN_FOR = timedelta(days=120)


@dataclass(frozen=True)
class Arrival:
    """How a child comes into the index: what is said, by whom, on what day."""

    child: Child
    new: NewChild
    by: Viewer
    on: date


def arrival(child: Child, household: Household, places: Places) -> Arrival:
    """Somebody who knows the child registers it, with what was known on that day."""
    return Arrival(
        child=child, new=_new_child(child, places), by=_registrar(child, places),
        on=registered_on(child, household, today=places.today),
    )  # fmt: skip


def _new_child(child: Child, places: Places) -> NewChild:
    """All that is planned; a child registered before birth comes with the expected date."""
    is_unborn = child.was_expected_on is not None or child.born_on is None
    names = tuple(NewName(n.given, n.family, NameType(n.type), n.starts_on, n.ends_on) for n in child.names)
    return NewChild(
        authority_id=places.authorities[child.authority],
        names=_before_birth(names) if child.was_expected_on else names,
        born_on=None if is_unborn else child.born_on,
        expected_on=(child.was_expected_on or child.expected_on) if is_unborn else None,
        sex=Sex.NOT_KNOWN if child.was_expected_on else Sex(child.sex or "not_known"),
        gender=child.gender, ethnicity=child.ethnicity or "NOBT",
        first_language=child.first_language, interpreter_needed=child.interpreter_needed,
        disability=child.disability, communication_needs=child.communication_needs,
        addresses=tuple(
            NewAddress("\n".join(a.lines), a.postcode, a.starts_on, a.ends_on, a.is_confidential)
            for a in child.addresses
        ),
        identifiers=tuple(
            NewIdentifier(IdentifierKind(i.kind), i.value, places.agencies.get(i.issuer))
            for i in child.identifiers
        ),
        attendances=tuple(
            NewAttendance(places.agencies[a.agency], AttendanceKind(a.kind), a.starts_on, a.ends_on)
            for a in child.attendances
        ),
    )  # fmt: skip


def _before_birth(names: tuple[NewName, ...]) -> tuple[NewName, ...]:
    """The family name alone, for a child who has no other yet."""
    placeholder = next((name for name in names if name.type is NameType.PLACEHOLDER), None)
    return (placeholder or NewName("", names[0].family, NameType.PLACEHOLDER),)


def new_carer(told: Relationship, carer: Carer, carer_id: int | None) -> NewCarer:
    """A carer as they are to one child; already recorded when `carer_id` is known."""
    return NewCarer(
        RelationshipType(told.type), carer.given, carer.family, carer.telephone, carer.email, carer_id,
        has_parental_responsibility=told.has_parental_responsibility,
        is_main_carer=told.is_main_carer, lives_with_child=told.lives_with_child,
        starts_on=told.starts_on, ends_on=told.ends_on,
    )  # fmt: skip


def _registrar(child: Child, places: Places) -> Viewer:
    """Somebody of the child's own authority who knows it: school, practice, whoever is involved."""
    around = [each.agency for each in child.attendances]
    around += [each.agency for each in child.involvements]
    for agency in around:
        if places.authority_of[agency] == child.authority and not child.is_sealed:
            found = places.somebody(agency, Duty.REGISTER_CHILDREN)
            if found is not None:
                return found
    return places.keeper(child.authority)


def registered_on(child: Child, household: Household, *, today: date) -> date:
    """A day since the index began, before anything else that is planned for the child."""
    began = today.replace(year=today.year - YEARS_OF_THE_INDEX, day=1)
    day = began + timedelta(days=crc32(child.key.encode()) % 330)
    events = [told.started_on for told in household.episodes if told.child == child.key]
    events += [told.starts_on for told in child.involvements if told.starts_on > began]
    day = min([day, *(event - timedelta(days=1) for event in events)])
    return min(max(day, earliest(child, today=today)), today)


def earliest(child: Child, *, today: date) -> date:
    """The first day on which a child can be known: the birth, or some months before it."""
    expected = child.was_expected_on or child.expected_on
    if expected is not None:
        return expected - UNBORN_KNOWN_FOR
    assert child.born_on is not None
    return min(child.born_on + timedelta(days=crc32(child.key.encode()) % 9), today)
