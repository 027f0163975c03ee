"""One child in full, as far as this viewer may see: the index entry's facts about the person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from teamaround.accounts.rules import Duty, Viewer
from teamaround.agencies.rules import NEEDS_NHS_NUMBER, NEEDS_UPN
from teamaround.kernel import clock
from teamaround.sharing import queries as sharing
from teamaround.sharing.rules import Act, ChildFacts, may

from . import queries, sealing
from .models import Address, Attendance, Child, Identifier, Name, Relationship, SealedDetails
from .queries import Face
from .rules import RELATIONSHIP_WORDS, AttendanceKind, IdentifierKind, RelationshipType

NOTHING_ASKED: Mapping[int, ChildFacts] = {}


@dataclass(frozen=True)
class CarerSeen:
    """A carer as the page shows one.

    Where the child is shielded the name stays, since a shielded record shows who is family, but
    no telephone, and not with whom the child lives or who mainly cares: that tells where they are.
    """

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


def portrait(viewer: Viewer, child_id: int, *, at: datetime, facts: ChildFacts | None = None) -> Portrait:
    """The portrait of a child whom the viewer may know of; noted as a look.

    `facts` are what stands between the viewer and the child, when somebody has asked already.
    """
    row = queries.row_to_show(viewer, child_id, at=at, facts=facts)
    asked = {child_id: facts} if facts is not None else {}
    return _portraits(viewer, [row], at=at, asked=asked)[0]


def portraits_of(viewer: Viewer, child_ids: Iterable[int], *, at: datetime) -> dict[int, Portrait]:
    """Portraits of those of the children whom the viewer may know of, side by side; noted as looks."""
    rows = queries.rows_to_show(viewer, child_ids, at=at)
    return {each.face.id: each for each in _portraits(viewer, rows, at=at)}


def _portraits(
    viewer: Viewer, children: list[Child], *, at: datetime, asked: Mapping[int, ChildFacts] = NOTHING_ASKED
) -> list[Portrait]:
    ids = [child.pk for child in children]
    may_see_all = {each for each in ids if _may_see_all(viewer, each, asked.get(each), at=at)}
    hidden_facts = _hidden_facts(may_see_all)
    carers = _by_child(_relationships(ids))
    numbers = _by_child(_identifiers(viewer, ids, may_see_all=may_see_all))
    return [
        Portrait(
            face=queries.face_of(child),
            child=child,
            names=tuple(sorted(child.names.all(), key=lambda name: (name.type != "legal", name.pk))),
            carers=tuple(
                _carers(carers[child.pk], with_contact=child.pk in may_see_all, today=clock.day_of(at))
            ),
            identifiers=tuple(numbers[child.pk]),
            hidden=child.pk not in may_see_all,
            **hidden_facts.get(child.pk, {}),
        )
        for child in children
    ]


def _may_see_all(viewer: Viewer, child_id: int, facts: ChildFacts | None, *, at: datetime) -> bool:
    if facts is None:
        return sharing.decide(viewer, Act.SEE_HIDDEN_DETAILS, child_id, at=at).allowed
    return may(sharing.viewer_facts(viewer), Act.SEE_HIDDEN_DETAILS, facts).allowed


def _by_child(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.child_id].append(row)
    return found


def _hidden_facts(child_ids: set[int]) -> dict[int, dict[str, Any]]:
    """Where these children live and go; opened when it lies sealed."""
    stands = {"child_id__in": child_ids, "replaced_at__isnull": True}
    addresses = _by_child(Address.objects.filter(**stands))
    attendances = _by_child(
        Attendance.objects.filter(ends_on__isnull=True, **stands).select_related("agency")
    )
    facts = {}
    for child_id in child_ids:
        lived, gone_to = addresses[child_id], attendances[child_id]
        if not lived and not gone_to:
            lived, gone_to = _from_sealed(child_id)
        facts[child_id] = _as_facts(lived, gone_to)
    return facts


def _as_facts(addresses: list[Address], attendances: list[Attendance]) -> dict[str, Any]:
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
    return (
        [row for row in addresses if row.replaced_at is None],
        [row for row in attendances if row.replaced_at is None],
    )


def _relationships(child_ids: list[int]) -> Iterable[Relationship]:
    return (
        Relationship.objects.filter(child_id__in=child_ids, replaced_at__isnull=True)
        .select_related("carer")
        .order_by("-is_main_carer", "-has_parental_responsibility", "pk")
    )


def _carers(rows: Iterable[Relationship], *, with_contact: bool, today: date) -> Iterable[CarerSeen]:
    current = [row for row in rows if row.ends_on is None or row.ends_on >= today]
    for row in current if with_contact else sorted(current, key=lambda row: row.pk):
        kind = RelationshipType(row.type)
        yield CarerSeen(
            relationship_id=row.pk, carer_id=row.carer_id,
            name=f"{row.carer.given} {row.carer.family}".strip(),
            words=RELATIONSHIP_WORDS[kind].of_carer, type=kind,
            telephone=row.carer.telephone if with_contact else "",
            email=row.carer.email if with_contact else "",
            has_parental_responsibility=row.has_parental_responsibility,
            is_main_carer=row.is_main_carer and with_contact,
            lives_with_child=row.lives_with_child and with_contact,
            starts_on=row.starts_on, ends_on=row.ends_on,
        )  # fmt: skip


def _identifiers(viewer: Viewer, child_ids: list[int], *, may_see_all: set[int]) -> list[Identifier]:
    """Numbers that this viewer issued or needs; nobody else sees them (SI 2007/2182, reg. 6(3)(c)).

    A pupil number says which authority and school gave it, so a shielded child's is as hidden as
    the school (R6).
    """
    rows = Identifier.objects.filter(child_id__in=child_ids, replaced_at__isnull=True)
    return [
        row
        for row in rows.order_by("kind", "pk")
        if _may_see_number(viewer, row) and (row.kind != IdentifierKind.UPN or row.child_id in may_see_all)
    ]


def _may_see_number(viewer: Viewer, row: Identifier) -> bool:
    if row.kind == IdentifierKind.AGENCY:
        return row.issuer_id == viewer.agency_id
    if viewer.can(Duty.INDEX_TEAM):
        return True
    needs = NEEDS_NHS_NUMBER if row.kind == IdentifierKind.NHS_NUMBER else NEEDS_UPN
    return viewer.agency_kind in needs
