"""Registering many children at once, from an agency's file or for an invented county.

A few statements for any number of children. The caller has made sure that none of them is
registered already, and keeps the index in step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.households import household_key
from teamaround.kernel.ids import new_ref
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
    children = Child.objects.bulk_create([_child(new, by=by, now=now) for new in news])
    admit_many({child.pk: child.authority_id for child in children})
    facts = Facts(now)
    for child, new in zip(children, news, strict=True):
        facts.add(
            child.pk,
            names=new.names,
            identifiers=new.identifiers,
            addresses=new.addresses,
            carers=new.carers,
            attendances=new.attendances,
        )
    facts.write()
    ids = [child.pk for child in children]
    record("people.child_registered", by=by, at=now, children=ids, about=about)
    return ids


def _check(new: NewChild, *, today: date) -> None:
    rules.check_dates(born_on=new.born_on, expected_on=new.expected_on, today=today)
    for name in new.names:
        rules.check_name(name.given, name.family, name.type)


def _child(new: NewChild, *, by: Viewer, now: datetime) -> Child:
    return Child(
        ref=new.ref or new_ref("C"),
        authority_id=new.authority_id,
        registered_at=now,
        registered_by_id=by.account_id,
        **{name: getattr(new, name) for name in PARTICULARS},
    )


class Facts:
    """Rows of fact about many children, written with one statement for each table."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.names: list[Name] = []
        self.identifiers: list[Identifier] = []
        self.addresses: list[Address] = []
        self.attendances: list[Attendance] = []
        self.carers: list[Carer] = []
        self.relationships: list[tuple[int, NewCarer, Carer | None]] = []

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
        for new in carers:
            carer = None if new.carer_id else self._carer(new)
            self.relationships.append((child_id, new, carer))

    def write(self) -> None:
        """Write them all; carers before the relationships that name them."""
        Name.objects.bulk_create(self.names)
        Identifier.objects.bulk_create(self.identifiers)
        Address.objects.bulk_create(self.addresses)
        Attendance.objects.bulk_create(self.attendances)
        Carer.objects.bulk_create(self.carers)
        Relationship.objects.bulk_create(list(self._relationships()))

    def _name(self, child_id: int, new: NewName) -> Name:
        return Name(
            child_id=child_id, type=new.type, given=new.given.strip(), family=new.family.strip(),
            starts_on=new.starts_on, ends_on=new.ends_on, recorded_at=self.now,
        )  # fmt: skip

    def _identifier(self, child_id: int, new: NewIdentifier) -> Identifier:
        value, passes = checked_number(new)
        return Identifier(
            child_id=child_id, kind=new.kind, issuer_id=new.issuer_id, value=value, passes_check=passes,
            recorded_at=self.now,
        )  # fmt: skip

    def _address(self, child_id: int, new: NewAddress) -> Address:
        return Address(
            child_id=child_id, lines=new.lines.strip(), postcode=new.postcode.strip().upper(),
            address_key=household_key(new.lines, new.postcode), starts_on=new.starts_on, ends_on=new.ends_on,
            is_confidential=new.is_confidential, recorded_at=self.now,
        )  # fmt: skip

    def _attendance(self, child_id: int, new: NewAttendance) -> Attendance:
        return Attendance(
            child_id=child_id, agency_id=new.agency_id, kind=new.kind, starts_on=new.starts_on,
            ends_on=new.ends_on, recorded_at=self.now,
        )  # fmt: skip

    def _carer(self, new: NewCarer) -> Carer:
        carer = Carer(
            ref=new_ref("K"), given=new.given.strip(), family=new.family.strip(),
            telephone=new.telephone.strip(), email=new.email.strip(),
        )  # fmt: skip
        self.carers.append(carer)
        return carer

    def _relationships(self) -> Iterator[Relationship]:
        for child_id, new, carer in self.relationships:
            carer_id = new.carer_id if carer is None else carer.pk
            assert carer_id is not None
            yield Relationship(
                child_id=child_id, carer_id=carer_id, type=new.type,
                has_parental_responsibility=new.has_parental_responsibility, is_main_carer=new.is_main_carer,
                lives_with_child=new.lives_with_child, starts_on=new.starts_on, ends_on=new.ends_on,
                recorded_at=self.now,
            )  # fmt: skip
