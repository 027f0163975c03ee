"""Registering many children at once, from an agency's file or for an invented county.

A few statements for any number of children. The caller has made sure that none of them is
registered already, and keeps the index in step.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.households import household_key
from teamaround.kernel.ids import new_ref
from teamaround.sharing.rows import Row, insert, numbers_for, with_free_refs
from teamaround.sharing.services import admit_many

from .. import rules
from ..models import Address, Attendance, Carer, Child, Identifier, Name, Relationship
from .children import PARTICULARS
from .new import NewAddress, NewAttendance, NewCarer, NewChild, NewIdentifier, NewName
from .rows import checked_number


@transaction.atomic
def register_children(*, news: Sequence[NewChild], by: Viewer, now: datetime, about: str = "") -> list[int]:
    """Register children; their row numbers in the same order. One audit entry names them all."""
    if not news:
        return []
    for new in news:
        _check(new, today=clock.day_of(now))
    ids = numbers_for(Child, len(news))
    numbered = list(zip(ids, news, strict=True))
    rows: list[Row] = [_child(child_id, new, by=by, now=now) for child_id, new in numbered]
    insert(Child, with_free_refs(Child, rows))
    admit_many({child_id: new.authority_id for child_id, new in numbered})
    facts = Facts(now)
    for child_id, new in numbered:
        facts.add(
            child_id,
            names=new.names,
            identifiers=new.identifiers,
            addresses=new.addresses,
            carers=new.carers,
            attendances=new.attendances,
        )
    facts.write()
    record("people.child_registered", by=by, at=now, children=ids, about=about)
    return ids


def _check(new: NewChild, *, today: date) -> None:
    rules.check_dates(born_on=new.born_on, expected_on=new.expected_on, today=today)
    for name in new.names:
        rules.check_name(name.given, name.family, name.type)


def _child(child_id: int, new: NewChild, *, by: Viewer, now: datetime) -> Row:
    return {
        "id": child_id, "ref": new.ref or new_ref("C"), "authority_id": new.authority_id, "registered_at": now,
        "registered_by_id": by.account_id, "version": 1, **{name: getattr(new, name) for name in PARTICULARS},
    }  # fmt: skip


class Facts:
    """Rows of fact about many children, written with one statement for each table."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.names: list[Row] = []
        self.identifiers: list[Row] = []
        self.addresses: list[Row] = []
        self.attendances: list[Row] = []
        self.relationships: list[tuple[int, NewCarer]] = []

    def add(
        self,
        child_id: int,
        *,
        names: Iterable[NewName] = (),
        identifiers: Iterable[NewIdentifier] = (),
        addresses: Iterable[NewAddress] = (),
        carers: Iterable[NewCarer] = (),
        attendances: Iterable[NewAttendance] = (),
    ) -> None:
        """Note a child's new facts."""
        self.names += [self._name(child_id, new) for new in names]
        self.identifiers += [self._identifier(child_id, new) for new in identifiers]
        self.addresses += [self._address(child_id, new) for new in addresses]
        self.attendances += [self._attendance(child_id, new) for new in attendances]
        self.relationships += [(child_id, new) for new in carers]

    def write(self) -> None:
        """Write them all; carers before the relationships that name them."""
        insert(Name, self.names)
        insert(Identifier, self.identifiers)
        insert(Address, self.addresses)
        insert(Attendance, self.attendances)
        self._write_carers()

    def _name(self, child_id: int, new: NewName) -> Row:
        return {
            "child_id": child_id, "type": new.type, "given": new.given.strip(), "family": new.family.strip(),
            "starts_on": new.starts_on, "ends_on": new.ends_on, "recorded_at": self.now, "because": "",
        }  # fmt: skip

    def _identifier(self, child_id: int, new: NewIdentifier) -> Row:
        value, passes = checked_number(new)
        return {
            "child_id": child_id, "kind": new.kind, "issuer_id": new.issuer_id, "value": value,
            "passes_check": passes, "recorded_at": self.now, "because": "",
        }  # fmt: skip

    def _address(self, child_id: int, new: NewAddress) -> Row:
        return {
            "child_id": child_id, "lines": new.lines.strip(), "postcode": new.postcode.strip().upper(),
            "address_key": household_key(new.lines, new.postcode), "starts_on": new.starts_on,
            "ends_on": new.ends_on, "is_confidential": new.is_confidential, "recorded_at": self.now,
            "because": "",
        }  # fmt: skip

    def _attendance(self, child_id: int, new: NewAttendance) -> Row:
        return {
            "child_id": child_id, "agency_id": new.agency_id, "kind": new.kind, "starts_on": new.starts_on,
            "ends_on": new.ends_on, "recorded_at": self.now,
        }  # fmt: skip

    def _write_carers(self) -> None:
        new_ones = [new for _, new in self.relationships if not new.carer_id]
        numbers = numbers_for(Carer, len(new_ones)) if new_ones else []
        rows: list[Row] = [_carer(number, new) for number, new in zip(numbers, new_ones, strict=True)]
        insert(Carer, with_free_refs(Carer, rows))
        of_new = iter(numbers)
        insert(
            Relationship,
            [
                self._relationship(child_id, new, new.carer_id or next(of_new))
                for child_id, new in self.relationships
            ],
        )

    def _relationship(self, child_id: int, new: NewCarer, carer_id: int) -> Row:
        return {
            "child_id": child_id, "carer_id": carer_id, "type": new.type,
            "has_parental_responsibility": new.has_parental_responsibility,
            "is_main_carer": new.is_main_carer, "lives_with_child": new.lives_with_child,
            "starts_on": new.starts_on, "ends_on": new.ends_on, "recorded_at": self.now, "because": "",
        }  # fmt: skip


def _carer(number: int, new: NewCarer) -> Row:
    return {
        "id": number, "ref": new_ref("K"), "given": new.given.strip(), "family": new.family.strip(),
        "telephone": new.telephone.strip(), "email": new.email.strip(), "version": 1,
    }  # fmt: skip
