"""Registering and completing many children at once, from an agency's file or for an invented county.

A few statements for any number of children. The caller has decided who each child is and keeps
the index in step; nothing here replaces what was recorded, it only fills what was blank.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.households import household_key
from teamaround.kernel.ids import new_ref
from teamaround.kernel.names import fold
from teamaround.sharing.services import admit_many

from .. import rules
from ..models import Address, Attendance, Carer, Child, Correction, Identifier, Name, Relationship
from ..rules import NameType, Sex
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
    facts = _Facts(now)
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


class _Facts:
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
            yield Relationship(
                child_id=child_id, carer_id=carer.pk if carer else new.carer_id, type=new.type,
                has_parental_responsibility=new.has_parental_responsibility, is_main_carer=new.is_main_carer,
                lives_with_child=new.lives_with_child, starts_on=new.starts_on, ends_on=new.ends_on,
                recorded_at=self.now,
            )  # fmt: skip


@dataclass(frozen=True)
class Addition:
    """What somebody else says of a child who is registered already."""

    child_id: int
    names: tuple[NewName, ...] = ()
    identifiers: tuple[NewIdentifier, ...] = ()
    address: NewAddress | None = None
    carer: NewCarer | None = None
    attendances: tuple[NewAttendance, ...] = ()
    sex: Sex = Sex.NOT_KNOWN
    gender: str = ""
    ethnicity: str = ""


@dataclass
class Completed:
    """What was filled in, and what was said differently and therefore left as it stands."""

    filled: set[str] = field(default_factory=set)
    differs: set[str] = field(default_factory=set)


@transaction.atomic
def complete_children(
    *, additions: Sequence[Addition], by: Viewer, now: datetime, because: str, about: str = ""
) -> dict[int, Completed]:
    """Fill in what is blank about children; what stands is never replaced, only reported as different."""
    held = _Held({addition.child_id for addition in additions})
    facts, done = _Facts(now), defaultdict[int, Completed](Completed)
    for addition in additions:
        _complete(addition, held, facts, done[addition.child_id])
        _complete_particulars(addition, held, done[addition.child_id])
    facts.write()
    _write_particulars(held, because=because, by=by, now=now)
    changed = [child_id for child_id, each in done.items() if each.filled]
    if changed:
        record("people.completed", by=by, at=now, children=changed, about=about, said=because)
    return dict(done)


class _Held:
    """What is recorded of children now, in six queries."""

    def __init__(self, child_ids: set[int]) -> None:
        ids, stands = list(child_ids), {"replaced_at__isnull": True}
        self.children = {
            child.pk: child for child in Child.objects.select_for_update().order_by("pk").filter(pk__in=ids)
        }
        self.before: dict[int, dict[str, str]] = defaultdict(dict)
        self.names = _grouped(Name.objects.filter(child_id__in=ids, **stands))
        self.identifiers = _grouped(Identifier.objects.filter(child_id__in=ids, **stands))
        self.addresses = _grouped(Address.objects.filter(child_id__in=ids, ends_on__isnull=True, **stands))
        self.attendances = _grouped(
            Attendance.objects.filter(child_id__in=ids, ends_on__isnull=True, **stands)
        )
        self.relationships = _grouped(
            Relationship.objects.filter(child_id__in=ids, **stands).select_related("carer")
        )


def _grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.child_id].append(row)
    return found


def _complete(addition: Addition, held: _Held, facts: _Facts, done: Completed) -> None:
    child_id = addition.child_id
    names = [new for new in addition.names if not _has_name(held.names[child_id], new)]
    identifiers = [
        new for new in addition.identifiers if _lacks_number(held.identifiers[child_id], new, done)
    ]
    attendances = [new for new in addition.attendances if _lacks_place(held.attendances[child_id], new, done)]
    addresses = _address_to_add(held.addresses[child_id], addition.address, done)
    carers = _carer_to_add(held.relationships[child_id], addition.carer)
    before = len(facts.relationships)
    made = {
        "names": names, "identifiers": identifiers, "addresses": addresses, "carers": carers,
        "attendances": attendances,
    }  # fmt: skip
    facts.add(
        child_id,
        names=names,
        identifiers=identifiers,
        addresses=addresses,
        carers=carers,
        attendances=attendances,
    )
    done.filled |= {what for what, rows in made.items() if rows}
    _hold_too(held, child_id, facts, made, before)


def _hold_too(held: _Held, child_id: int, facts: _Facts, made: dict[str, Any], before: int) -> None:
    """Count what was just added as held, so that a second row about the child adds nothing twice."""
    for what, rows in (
        ("names", facts.names),
        ("identifiers", facts.identifiers),
        ("addresses", facts.addresses),
        ("attendances", facts.attendances),
    ):
        count = len(made[what])
        getattr(held, what)[child_id] += rows[len(rows) - count :] if count else []
    for _, new, carer in facts.relationships[before:]:
        held.relationships[child_id].append(Relationship(child_id=child_id, carer=carer, type=new.type))


def _has_name(rows: list[Name], new: NewName) -> bool:
    wanted = (fold(new.given), fold(new.family))
    return any((fold(row.given), fold(row.family)) == wanted for row in rows) or (
        new.type is NameType.KNOWN_AS and any(fold(row.given) == wanted[0] for row in rows)
    )


def _lacks_number(rows: list[Identifier], new: NewIdentifier, done: Completed) -> bool:
    same_kind = [row for row in rows if row.kind == new.kind and row.issuer_id == new.issuer_id]
    value, _ = checked_number(new)
    if same_kind and all(row.value != value for row in same_kind):
        done.differs.add(str(new.kind))
    return not same_kind


def _lacks_place(rows: list[Attendance], new: NewAttendance, done: Completed) -> bool:
    same_kind = [row for row in rows if row.kind == new.kind]
    if same_kind and all(row.agency_id != new.agency_id for row in same_kind):
        done.differs.add(str(new.kind))
    return not same_kind


def _address_to_add(rows: list[Address], new: NewAddress | None, done: Completed) -> list[NewAddress]:
    if new is None:
        return []
    if not rows:
        return [new]
    if all(
        not row.postcode or not new.postcode or row.postcode != new.postcode.strip().upper() for row in rows
    ):
        done.differs.add("address")
    return []


def _carer_to_add(rows: list[Relationship], new: NewCarer | None) -> list[NewCarer]:
    if new is None:
        return []
    wanted = (fold(new.given), fold(new.family))
    known = any((fold(row.carer.given), fold(row.carer.family)) == wanted for row in rows)
    return [] if known else [new]


def _complete_particulars(addition: Addition, held: _Held, done: Completed) -> None:
    child = held.children.get(addition.child_id)
    if child is None:
        return
    said = {"sex": addition.sex, "gender": addition.gender, "ethnicity": addition.ethnicity}
    blank = {"sex": Sex.NOT_KNOWN.value, "gender": "", "ethnicity": "NOBT"}
    for name, value in said.items():
        stands = str(getattr(child, name))
        if not value or value == blank[name]:
            continue
        if stands == blank[name] or not stands:
            held.before[child.pk].setdefault(name, stands)
            setattr(child, name, str(value))
            done.filled.add(name)
        elif stands.casefold() != str(value).casefold():
            done.differs.add(name)


def _write_particulars(held: _Held, *, because: str, by: Viewer, now: datetime) -> None:
    changed = [held.children[child_id] for child_id in held.before]
    for child in changed:
        child.version += 1
    Child.objects.bulk_update(changed, ["sex", "gender", "ethnicity", "version"])
    Correction.objects.bulk_create(
        [
            Correction(
                child_id=child_id, field=name, before=before, after=getattr(held.children[child_id], name),
                because=because, at=now, by_id=by.account_id,
            )
            for child_id, fields in held.before.items()
            for name, before in fields.items()
        ]
    )  # fmt: skip
