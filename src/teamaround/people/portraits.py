"""One child in full, as far as this viewer may see: the index entry's facts about the person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from teamaround.accounts.rules import Duty, Viewer
from teamaround.agencies.rules import NEEDS_NHS_NUMBER, NEEDS_UPN
from teamaround.kernel import clock
from teamaround.sharing import queries as sharing
from teamaround.sharing.rules import Act

from . import queries, sealing
from .models import Address, Attendance, Child, Identifier, Name, Relationship, SealedDetails
from .queries import Face
from .rules import RELATIONSHIP_WORDS, AttendanceKind, IdentifierKind, RelationshipType


@dataclass(frozen=True)
class CarerSeen:
    """A carer as the page shows one; no telephone where the child is shielded."""

    relationship_id: int
    carer_id: int
    name: str
    words: str
    type: RelationshipType
    telephone: str
    email: str
    has_parental_responsibility: bool
    is_main_carer: bool
    lives_with_child: bool
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True)
class Portrait:
    """What is known of who a child is. Hidden facts are absent, not blanked."""

    face: Face
    child: Child
    names: tuple[Name, ...]
    carers: tuple[CarerSeen, ...]
    identifiers: tuple[Identifier, ...]
    hidden: bool
    addresses: tuple[Address, ...] = ()
    school: Attendance | None = None
    gp_practice: Attendance | None = None

    @property
    def address(self) -> Address | None:
        """Where the child lives now."""
        return next((row for row in self.addresses if row.ends_on is None), None)


def portrait(viewer: Viewer, child_id: int, *, at: datetime) -> Portrait:
    """The portrait of a child whom the viewer may know of; noted as a look."""
    child = queries.row_to_show(viewer, child_id, at=at)
    child_id, face = child.pk, queries.face_of(child)
    may_see_all = sharing.decide(viewer, Act.SEE_HIDDEN_DETAILS, child_id, at=at).allowed
    facts: Mapping[str, Any] = _hidden_facts(child_id) if may_see_all else {}
    return Portrait(
        face=face,
        child=child,
        names=tuple(sorted(child.names.all(), key=lambda name: (name.type != "legal", name.pk))),
        carers=tuple(_carers(child_id, with_contact=may_see_all, today=clock.day_of(at))),
        identifiers=_identifiers(viewer, child_id),
        hidden=not may_see_all,
        **facts,
    )


def _hidden_facts(child_id: int) -> dict[str, Any]:
    addresses = list(Address.objects.filter(child_id=child_id, replaced_at__isnull=True))
    attendances = list(
        Attendance.objects.filter(
            child_id=child_id, replaced_at__isnull=True, ends_on__isnull=True
        ).select_related("agency")
    )
    if not addresses and not attendances:
        addresses, attendances = _from_sealed(child_id)
    addresses.sort(key=lambda row: (row.ends_on or date.max, row.pk), reverse=True)
    current = {row.kind: row for row in attendances if row.ends_on is None}
    return {
        "addresses": tuple(addresses),
        "school": current.get(AttendanceKind.SCHOOL),
        "gp_practice": current.get(AttendanceKind.GP_PRACTICE),
    }


def _from_sealed(child_id: int) -> tuple[list[Address], list[Attendance]]:
    """The sealed facts in memory; the database's own wall decides who gets this row at all."""
    sealed = SealedDetails.objects.filter(child_id=child_id).first()
    if sealed is None:
        return [], []
    details = sealing.open_again(
        child_id, key_id=sealed.key_id, nonce=sealed.nonce, ciphertext=sealed.ciphertext
    )
    addresses = [Address(**sealing.read_row(Address, row)) for row in details["Address"]]
    attendances = [Attendance(**sealing.read_row(Attendance, row)) for row in details["Attendance"]]
    return [row for row in addresses if row.replaced_at is None], attendances


def _carers(child_id: int, *, with_contact: bool, today: date) -> Iterable[CarerSeen]:
    rows = (
        Relationship.objects.filter(child_id=child_id, replaced_at__isnull=True)
        .select_related("carer")
        .order_by("-is_main_carer", "-has_parental_responsibility", "pk")
    )
    for row in rows:
        if row.ends_on is not None and row.ends_on < today:
            continue
        kind = RelationshipType(row.type)
        yield CarerSeen(
            relationship_id=row.pk, carer_id=row.carer_id,
            name=f"{row.carer.given} {row.carer.family}".strip(),
            words=RELATIONSHIP_WORDS[kind].of_carer, type=kind,
            telephone=row.carer.telephone if with_contact else "",
            email=row.carer.email if with_contact else "",
            has_parental_responsibility=row.has_parental_responsibility,
            is_main_carer=row.is_main_carer,
            lives_with_child=row.lives_with_child and with_contact,
            starts_on=row.starts_on, ends_on=row.ends_on,
        )  # fmt: skip


def _identifiers(viewer: Viewer, child_id: int) -> tuple[Identifier, ...]:
    """Numbers that this viewer issued or needs; nobody else sees them (SI 2007/2182, reg. 6(3)(c))."""
    rows = Identifier.objects.filter(child_id=child_id, replaced_at__isnull=True)
    return tuple(row for row in rows.order_by("kind", "pk") if _may_see_number(viewer, row))


def _may_see_number(viewer: Viewer, row: Identifier) -> bool:
    if row.kind == IdentifierKind.AGENCY:
        return row.issuer_id == viewer.agency_id
    if viewer.can(Duty.INDEX_TEAM):
        return True
    needs = NEEDS_NHS_NUMBER if row.kind == IdentifierKind.NHS_NUMBER else NEEDS_UPN
    return viewer.agency_kind in needs
