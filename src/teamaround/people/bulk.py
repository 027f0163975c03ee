"""Registering many children at once. Only invented people come this way.

The same rules hold and the same rows result as in `services.register_child`; what is left out
is the search before, and an audit entry for each (the caller writes one for them all).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, TypeVar

from teamaround.kernel import clock
from teamaround.kernel.households import household_key
from teamaround.sharing.rows import Row, insert, numbers_for, with_free_refs
from teamaround.sharing.services import admit_many

from . import rules
from .models import (
    Address,
    Attendance,
    Carer,
    Child,
    Family,
    FamilyMember,
    Identifier,
    Name,
    Relationship,
)
from .services import NewCarer, NewChild
from .services.children import PARTICULARS
from .services.rows import checked_number


@dataclass(frozen=True)
class Registration:
    """A child with its carers by row number, who registers it, and when. `new.ref` is needed."""

    new: NewChild
    by_account: int
    at: datetime


@dataclass(frozen=True)
class NewFamily:
    """A named family of children and carers by row number."""

    ref: str
    name: str
    children: tuple[int, ...]
    carers: tuple[int, ...]
    by_account: int
    at: datetime


def put_carers(carers: Sequence[tuple[str, NewCarer]]) -> list[int]:
    """Write carers under their references; returns their row numbers in the same order."""
    numbers = numbers_for(Carer, len(carers))
    rows: list[Row] = [
        {
            "id": number, "ref": ref, "given": new.given.strip(), "family": new.family.strip(),
            "telephone": new.telephone.strip(), "email": new.email.strip(), "version": 1,
        }
        for number, (ref, new) in zip(numbers, carers, strict=True)
    ]  # fmt: skip
    insert(Carer, with_free_refs(Carer, rows))
    return numbers


def register_many(coming: Sequence[Registration]) -> list[int]:
    """Write children with all that is said of them; returns their row numbers in the same order."""
    for each in coming:
        _check(each)
    numbers = numbers_for(Child, len(coming))
    numbered = list(zip(numbers, coming, strict=True))
    insert(Child, with_free_refs(Child, [_child(number, each) for number, each in numbered]))
    admit_many({number: each.new.authority_id for number, each in numbered})
    insert(Name, [row for number, each in numbered for row in _names(number, each)])
    insert(Address, [row for number, each in numbered for row in _addresses(number, each)])
    insert(Identifier, [row for number, each in numbered for row in _identifiers(number, each)])
    insert(Relationship, [row for number, each in numbered for row in _kin(number, each)])
    insert(Attendance, [row for number, each in numbered for row in _attendances(number, each)])
    return numbers


def name_families(families: Sequence[NewFamily]) -> None:
    """Write named families."""
    numbers = numbers_for(Family, len(families))
    insert(
        Family,
        [
            {
                "id": number, "ref": each.ref, "name": each.name, "made_at": each.at,
                "made_by_id": each.by_account,
            }
            for number, each in zip(numbers, families, strict=True)
        ],
    )  # fmt: skip
    insert(
        FamilyMember,
        [
            {"family_id": number, "child_id": child, "carer_id": carer}
            for number, each in zip(numbers, families, strict=True)
            for child, carer in (
                *((child, None) for child in each.children),
                *((None, carer) for carer in each.carers),
            )
        ],
    )


def _check(each: Registration) -> None:
    new = each.new
    rules.check_dates(born_on=new.born_on, expected_on=new.expected_on, today=clock.day_of(each.at))
    for name in new.names:
        rules.check_name(name.given, name.family, name.type)


def _child(number: int, each: Registration) -> Row:
    new = each.new
    return {
        "id": number, "ref": new.ref, "authority_id": new.authority_id,
        "registered_at": each.at, "registered_by_id": each.by_account, "version": 1,
        **{name: getattr(new, name) for name in PARTICULARS},
    }  # fmt: skip


def _fact(number: int, each: Registration, **fields: Any) -> Row:
    return {"child_id": number, "recorded_at": each.at, **fields}


def _names(number: int, each: Registration) -> Iterator[Row]:
    for name in each.new.names:
        yield _fact(
            number, each, type=name.type.value, given=name.given.strip(),
            family=name.family.strip(), starts_on=name.starts_on, ends_on=name.ends_on, because="",
        )  # fmt: skip


def _addresses(number: int, each: Registration) -> Iterator[Row]:
    for place, ends_on in _one_after_the_other(each.new.addresses, each.at):
        yield _fact(
            number, each, lines=place.lines.strip(), postcode=place.postcode.strip().upper(),
            address_key=household_key(place.lines, place.postcode), starts_on=place.starts_on,
            ends_on=ends_on, is_confidential=place.is_confidential, because="",
        )  # fmt: skip


def _identifiers(number: int, each: Registration) -> Iterator[Row]:
    for new in each.new.identifiers:
        value, passes = checked_number(new)
        yield _fact(
            number, each, kind=new.kind.value, issuer_id=new.issuer_id, value=value,
            passes_check=passes, because="",
        )  # fmt: skip


def _kin(number: int, each: Registration) -> Iterator[Row]:
    for carer in each.new.carers:
        yield _fact(
            number, each, carer_id=carer.carer_id, type=carer.type.value,
            has_parental_responsibility=carer.has_parental_responsibility,
            is_main_carer=carer.is_main_carer, lives_with_child=carer.lives_with_child,
            starts_on=carer.starts_on, ends_on=carer.ends_on, because="",
        )  # fmt: skip


def _attendances(number: int, each: Registration) -> Iterator[Row]:
    for kind in rules.AttendanceKind:
        of_kind = [new for new in each.new.attendances if new.kind is kind]
        for new, ends_on in _one_after_the_other(of_kind, each.at):
            yield _fact(
                number, each, agency_id=new.agency_id, kind=kind.value, starts_on=new.starts_on,
                ends_on=ends_on,
            )  # fmt: skip


class _Dated(Protocol):
    @property
    def starts_on(self) -> Any: ...
    @property
    def ends_on(self) -> Any: ...


Stay = TypeVar("Stay", bound=_Dated)


def _one_after_the_other(stays: Sequence[Stay], at: datetime) -> Iterator[tuple[Stay, Any]]:
    """Each with its end: one without an end ends when the next such begins."""
    for place, stay in enumerate(stays):
        ends_on = stay.ends_on
        if ends_on is None:
            later = next((each for each in stays[place + 1 :] if each.ends_on is None), None)
            ends_on = later and (later.starts_on or clock.day_of(at))
        yield stay, ends_on
