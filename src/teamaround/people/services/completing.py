"""Filling in what is blank about children who are registered already, many at once.

What stands is never replaced here: another source that says otherwise is reported, not believed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel.names import fold
from teamaround.sharing.rows import Row

from ..models import Address, Attendance, Child, Correction, Identifier, Name, Relationship
from ..rules import NameType, Sex
from .many import Facts
from .new import NewAddress, NewAttendance, NewCarer, NewIdentifier, NewName
from .rows import checked_number


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
    """What was filled in (`numbers`: which), and what was said differently and therefore left as it stands."""

    filled: set[str] = field(default_factory=set)
    numbers: list[NewIdentifier] = field(default_factory=list)
    differs: set[str] = field(default_factory=set)


@transaction.atomic
def complete_children(
    *, additions: Sequence[Addition], by: Viewer, now: datetime, because: str, about: str = ""
) -> dict[int, Completed]:
    """Fill in what is blank about children; what stands is never replaced, only reported as different."""
    held = _Held({addition.child_id for addition in additions})
    facts, done = Facts(now), defaultdict[int, Completed](Completed)
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
    """What is recorded of children now, in six queries; the facts as columns and values."""

    def __init__(self, child_ids: set[int]) -> None:
        ids, stands = list(child_ids), {"replaced_at__isnull": True}
        self.children = {
            child.pk: child for child in Child.objects.select_for_update().order_by("pk").filter(pk__in=ids)
        }
        self.before: dict[int, dict[str, str]] = defaultdict(dict)
        about = {"child_id__in": ids, **stands}
        current = {**about, "ends_on__isnull": True}
        self.names = _grouped(Name.objects.filter(**about).values("child_id", "given", "family"))
        self.identifiers = _grouped(
            Identifier.objects.filter(**about).values("child_id", "kind", "issuer_id", "value")
        )
        self.addresses = _grouped(Address.objects.filter(**current).values("child_id", "postcode"))
        self.attendances = _grouped(
            Attendance.objects.filter(**current).values("child_id", "kind", "agency_id")
        )
        self.carers = _grouped(
            Relationship.objects.filter(**about).values(
                "child_id", given=F("carer__given"), family=F("carer__family")
            )
        )


def _grouped(rows: Iterable[Mapping[str, Any]]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["child_id"]].append(dict(row))
    return found


def _complete(addition: Addition, held: _Held, facts: Facts, done: Completed) -> None:
    child_id = addition.child_id
    names = [new for new in addition.names if not _has_name(held.names[child_id], new)]
    identifiers = [
        new for new in addition.identifiers if _lacks_number(held.identifiers[child_id], new, done)
    ]
    attendances = [new for new in addition.attendances if _lacks_place(held.attendances[child_id], new, done)]
    addresses = _address_to_add(held.addresses[child_id], addition.address, done)
    carers = _carer_to_add(held.carers[child_id], addition.carer)
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
    done.numbers += identifiers
    _hold_too(held, child_id, facts, made)


def _hold_too(held: _Held, child_id: int, facts: Facts, made: dict[str, Any]) -> None:
    """Count what was just added as held, so that a second row about the child adds nothing twice."""
    for what, rows in (
        ("names", facts.names),
        ("identifiers", facts.identifiers),
        ("addresses", facts.addresses),
        ("attendances", facts.attendances),
    ):
        count = len(made[what])
        getattr(held, what)[child_id] += rows[len(rows) - count :] if count else []
    held.carers[child_id] += [{"given": new.given, "family": new.family} for new in made["carers"]]


def _has_name(rows: list[Row], new: NewName) -> bool:
    wanted = (fold(new.given), fold(new.family))
    return any((fold(row["given"]), fold(row["family"])) == wanted for row in rows) or (
        new.type is NameType.KNOWN_AS and any(fold(row["given"]) == wanted[0] for row in rows)
    )


def _lacks_number(rows: list[Row], new: NewIdentifier, done: Completed) -> bool:
    same_kind = [row for row in rows if row["kind"] == new.kind and row["issuer_id"] == new.issuer_id]
    value, _ = checked_number(new)
    if same_kind and all(row["value"] != value for row in same_kind):
        done.differs.add(str(new.kind))
    return not same_kind


def _lacks_place(rows: list[Row], new: NewAttendance, done: Completed) -> bool:
    same_kind = [row for row in rows if row["kind"] == new.kind]
    if same_kind and all(row["agency_id"] != new.agency_id for row in same_kind):
        done.differs.add(str(new.kind))
    return not same_kind


def _address_to_add(rows: list[Row], new: NewAddress | None, done: Completed) -> list[NewAddress]:
    if new is None:
        return []
    if not rows:
        return [new]
    if all(
        not row["postcode"] or not new.postcode or row["postcode"] != new.postcode.strip().upper()
        for row in rows
    ):
        done.differs.add("address")
    return []


def _carer_to_add(rows: list[Row], new: NewCarer | None) -> list[NewCarer]:
    if new is None:
        return []
    wanted = (fold(new.given), fold(new.family))
    known = any((fold(row["given"]), fold(row["family"])) == wanted for row in rows)
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
