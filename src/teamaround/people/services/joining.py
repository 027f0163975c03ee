"""Two records of one child made one, and separated again, row by row.

What tells who the child is moves to the record that is kept; nothing is overwritten, and the
fields that joining changes are noted as they stood, so that separating puts them back
exactly. What was written about the child (assessments, agreements, plans) stays where it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from teamaround.kernel import clock
from teamaround.kernel.names import fold
from teamaround.kernel.refusal import Refusal
from teamaround.sharing import joining as sharing
from teamaround.sharing import queries as standings

from .. import sealing
from ..changes import identity_changed
from ..models import (
    Address,
    Attendance,
    Child,
    FamilyMember,
    Identifier,
    Name,
    Relationship,
    SealedDetails,
)
from ..rules import NameType
from .homes import seal_facts, unseal_facts

Moved = dict[str, list[dict[str, Any]]]
Row = Any  # a row of any of the models in `KINDS`


@dataclass(frozen=True)
class Moving:
    """One joining: between whom, when, and the words kept with what it replaces."""

    joined_id: int
    kept_id: int
    because: str
    now: datetime

    def replace(self, row: Row) -> None:
        """The other record says the same already."""
        row.replaced_at = self.now
        if hasattr(row, "because"):
            row.because = self.because


@dataclass(frozen=True)
class Kind:
    """A table whose rows move: how a row finds its place, and which fields that may change."""

    model: type[models.Model]
    changes: tuple[str, ...]
    settle: Callable[[Row, list[Row], Moving], None]

    @property
    def table(self) -> str:
        return str(self.model._meta.model_name)


@transaction.atomic
def move_identity(*, joined_id: int, kept_id: int, because: str, now: datetime) -> Moved:
    """Join a record to another; returns what moved and how it stood. Audited with the merge.

    The kept record is sealed afterwards when either of the two was shielded (R2).
    """
    moving = Moving(joined_id, kept_id, because, now)
    _check_both_stand(joined_id, kept_id)
    _open_seals(joined_id, kept_id)
    moved = {kind.table: _move(kind, moving) for kind in KINDS}
    moved["child"] = _point_on(moving)
    moved.update(sharing.join_standings(joined_id=joined_id, kept_id=kept_id))
    _close_seals(kept_id, now=now)
    _tell(joined_id, kept_id)
    return moved


@transaction.atomic
def move_back(moved: Moved, *, joined_id: int, kept_id: int, now: datetime) -> None:
    """Separate two records: what moved stands again as it stood; later facts stay with the kept one."""
    if _locked(joined_id, kept_id)[kept_id].merged_into_id is not None:
        raise Refusal(
            "joined-on", "This record was itself joined to another later. Separate those two first."
        )
    _open_seals(kept_id)
    for kind in KINDS:
        _put_back(kind, moved[kind.table], joined_id)
    earlier = [row["id"] for row in moved["child"]]
    Child.objects.filter(pk__in=earlier).update(merged_into_id=joined_id)
    Child.objects.filter(pk=joined_id).update(merged_into_id=None)
    sharing.separate_standings(moved, joined_id=joined_id, kept_id=kept_id)
    _close_seals(joined_id, kept_id, now=now)
    _tell(joined_id, kept_id)


def _locked(*child_ids: int) -> dict[int, Child]:
    rows = Child.objects.select_for_update().order_by("pk").filter(pk__in=child_ids)
    return {row.pk: row for row in rows}


def _check_both_stand(joined_id: int, kept_id: int) -> None:
    children = _locked(joined_id, kept_id)
    if len(children) != 2 or any(child.merged_into_id for child in children.values()):
        raise Refusal("joined", "One of these records was joined to another in the meantime.")


def _point_on(moving: Moving) -> list[dict[str, Any]]:
    """Records joined to this one earlier lead to the kept one too."""
    earlier = Child.objects.filter(merged_into_id=moving.joined_id)
    numbers = [{"id": number} for number in earlier.values_list("pk", flat=True)]
    earlier.update(merged_into_id=moving.kept_id)
    Child.objects.filter(pk=moving.joined_id).update(merged_into_id=moving.kept_id)
    return numbers


def _move(kind: Kind, moving: Moving) -> list[dict[str, Any]]:
    rows = _rows(kind, moving.joined_id)
    held = [row for row in _rows(kind, moving.kept_id) if getattr(row, "replaced_at", None) is None]
    before = [_as_it_stands(kind, row) for row in rows]
    for row in rows:
        if getattr(row, "replaced_at", None) is None:
            kind.settle(row, held, moving)
        row.child_id = moving.kept_id
    kind.model._default_manager.bulk_update(rows, ["child", *kind.changes])
    return before


def _rows(kind: Kind, child_id: int) -> list[Row]:
    return list(kind.model._default_manager.filter(child_id=child_id).order_by("pk"))


def _as_it_stands(kind: Kind, row: Row) -> dict[str, Any]:
    fields = {name: getattr(row, name) for name in kind.changes}
    return {
        "id": row.pk,
        **{name: str(value) if isinstance(value, date) else value for name, value in fields.items()},
    }


def _put_back(kind: Kind, before: list[dict[str, Any]], joined_id: int) -> None:
    rows = kind.model._default_manager.in_bulk([each["id"] for each in before])
    for each in before:
        row: Row = rows[each["id"]]
        row.child_id = joined_id
        for name, value in sealing.read_row(kind.model, each).items():
            setattr(row, name, value)
    kind.model._default_manager.bulk_update(rows.values(), ["child", *kind.changes])


def _open_seals(*child_ids: int) -> None:
    sealed = SealedDetails.objects.filter(child_id__in=child_ids)
    for child_id in sealed.values_list("child_id", flat=True):
        unseal_facts(child_id)


def _close_seals(*child_ids: int, now: datetime) -> None:
    for child_id, standing in standings.standings(child_ids).items():
        if standing.is_shielded:
            seal_facts(child_id, now=now)


def _tell(*child_ids: int) -> None:
    for child_id in child_ids:
        identity_changed(child_id)


def _settle_name(row: Name, held: Iterable[Name], moving: Moving) -> None:
    """The same name is not kept twice; a second legal name becomes a former one."""
    written = (fold(row.given), fold(row.family))
    if any((fold(one.given), fold(one.family)) == written for one in held):
        moving.replace(row)
    elif any(one.type == row.type for one in held):
        row.type = NameType.FORMER


def _settle_identifier(row: Identifier, held: Iterable[Identifier], moving: Moving) -> None:
    number = (row.kind, row.issuer_id, row.value)
    if any((one.kind, one.issuer_id, one.value) == number for one in held):
        moving.replace(row)


def _settle_address(row: Address, held: Iterable[Address], moving: Moving) -> None:
    """A child has one current address: the kept record's, when it has one."""
    current = next((one for one in held if one.ends_on is None), None)
    if row.ends_on is not None or current is None:
        return
    if row.address_key and row.address_key == current.address_key:
        moving.replace(row)
    else:
        row.ends_on = clock.day_of(moving.now)


def _settle_relationship(row: Relationship, held: Iterable[Relationship], moving: Moving) -> None:
    """The same carer is not kept twice; the kept record's main carer stays the main carer."""
    who = (row.type, fold(row.carer.given), fold(row.carer.family))
    if any((one.type, fold(one.carer.given), fold(one.carer.family)) == who for one in held):
        moving.replace(row)
    elif row.is_main_carer and any(one.is_main_carer for one in held):
        row.is_main_carer = False


def _settle_attendance(row: Attendance, held: Iterable[Attendance], moving: Moving) -> None:
    """One school and one practice at a time: the kept record's."""
    current = next((one for one in held if one.kind == row.kind and one.ends_on is None), None)
    if row.ends_on is not None or current is None:
        return
    if row.agency_id == current.agency_id:
        moving.replace(row)
    else:
        row.ends_on = clock.day_of(moving.now)


def _settle_member(row: FamilyMember, held: Iterable[FamilyMember], moving: Moving) -> None:
    """A family may then name the child twice; a list of children does not."""


KINDS = (
    Kind(Name, ("type", "replaced_at", "because"), _settle_name),
    Kind(Identifier, ("replaced_at", "because"), _settle_identifier),
    Kind(Address, ("ends_on", "replaced_at", "because"), _settle_address),
    Kind(Relationship, ("is_main_carer", "replaced_at", "because"), _settle_relationship),
    Kind(Attendance, ("ends_on", "replaced_at"), _settle_attendance),
    Kind(FamilyMember, (), _settle_member),
)
