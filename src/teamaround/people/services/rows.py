"""Writing single rows of fact. The verbs that call these check, audit and tell the index."""

from __future__ import annotations

from datetime import datetime

from teamaround.accounts.rules import Viewer
from teamaround.kernel import clock
from teamaround.kernel.households import household_key
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.sharing.rules import Act
from teamaround.sharing.services import check

from .. import numbers
from ..models import Address, Attendance, Carer, Child, Identifier, Name, Relationship
from .new import NewAddress, NewAttendance, NewCarer, NewIdentifier, NewName


def put_name(child: Child, new: NewName, *, now: datetime) -> Name:
    """Write a name row; the caller audits."""
    return Name.objects.create(
        child=child, type=new.type, given=new.given.strip(), family=new.family.strip(),
        starts_on=new.starts_on, ends_on=new.ends_on, recorded_at=now,
    )  # fmt: skip


def put_identifier(
    child_id: int,
    new: NewIdentifier,
    *,
    now: datetime,
    replaced_at: datetime | None = None,
    because: str = "",
) -> Identifier:
    """Write an identifier row with its check; a failing number is kept as evidence.

    With `replaced_at` it never stands: it is kept beside the one that does.
    """
    value, passes = checked_number(new)
    return Identifier.objects.create(
        child_id=child_id, kind=new.kind, issuer_id=new.issuer_id, value=value,
        passes_check=passes, recorded_at=now, replaced_at=replaced_at, because=because,
    )  # fmt: skip


def checked_number(new: NewIdentifier) -> tuple[str, bool]:
    """A number in its one spelling, and whether its check digit fits."""
    if not new.value.strip():
        raise Refusal("empty", "Enter the number.", field="value")
    return numbers.tidy(new.kind, new.value), numbers.passes_check(new.kind, new.value)


def put_attendance(child_id: int, new: NewAttendance, *, now: datetime) -> Attendance:
    """Write an attendance row; a new one without an end closes the one before it."""
    if new.ends_on is None:
        Attendance.objects.filter(
            child_id=child_id, kind=new.kind, ends_on__isnull=True, replaced_at__isnull=True
        ).update(ends_on=new.starts_on or clock.day_of(now))
    return Attendance.objects.create(
        child_id=child_id, agency_id=new.agency_id, kind=new.kind, starts_on=new.starts_on,
        ends_on=new.ends_on, recorded_at=now,
    )  # fmt: skip


def for_change(child_id: int, *, by: Viewer, now: datetime) -> Child:
    """The child, locked, if this viewer may change who they are."""
    check(by, Act.CHANGE_IDENTITY, child_id, at=now)
    child = Child.objects.select_for_update().filter(pk=child_id).first()
    if child is None:
        raise NotVisible
    if child.merged_into_id is not None:
        raise Refusal("merged", "This record was joined to another. Change that one.")
    return child


def put_address(child_id: int, new: NewAddress, *, now: datetime) -> Address:
    """Write an address row; a current one ends the one before it."""
    if not new.lines.strip() and not new.postcode.strip():
        raise Refusal("empty", "Enter an address or at least a postcode.", field="lines")
    if new.ends_on is None:
        Address.objects.filter(child_id=child_id, ends_on__isnull=True, replaced_at__isnull=True).update(
            ends_on=new.starts_on or clock.day_of(now)
        )
    return Address.objects.create(
        child_id=child_id, lines=new.lines.strip(), postcode=new.postcode.strip().upper(),
        address_key=household_key(new.lines, new.postcode), starts_on=new.starts_on,
        ends_on=new.ends_on, is_confidential=new.is_confidential, recorded_at=now,
    )  # fmt: skip


def put_carer(child_id: int, new: NewCarer, *, now: datetime) -> Relationship:
    """Write a relationship, and the carer when new; at most one main carer at a time."""
    carer_id = new.carer_id
    if carer_id is None:
        if not new.family.strip():
            raise Refusal("no-name", "Enter the carer's family name.", field="family")
        carer_id = Carer.objects.create(
            ref=new_ref("K"), given=new.given.strip(), family=new.family.strip(),
            telephone=new.telephone.strip(), email=new.email.strip(),
        ).pk  # fmt: skip
    return Relationship.objects.create(
        child_id=child_id, carer_id=carer_id, type=new.type,
        has_parental_responsibility=new.has_parental_responsibility,
        is_main_carer=new.is_main_carer, lives_with_child=new.lives_with_child,
        starts_on=new.starts_on, ends_on=new.ends_on, recorded_at=now,
    )  # fmt: skip
