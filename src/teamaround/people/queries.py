"""Reading people. Whatever hands out a child's facts for showing notes the look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet

from teamaround.accounts.rules import Viewer
from teamaround.kernel import clock
from teamaround.kernel.looks import touched
from teamaround.kernel.refusal import NotVisible, ReasonNeeded
from teamaround.sharing import queries as sharing
from teamaround.sharing.rules import Act, ChildFacts

from .models import Address, Child, Correction, Family, FamilyMember, Name
from .rules import NameType, Sex, display_name


@dataclass(frozen=True)
class Face:
    """A child as a list shows one: never more than a shielded record shows."""

    id: int
    ref: str
    name: str
    given: str
    family: str
    known_as: str
    born_on: date | None
    expected_on: date | None
    died_on: date | None
    sex: Sex
    is_shielded: bool
    authority_id: int
    version: int

    @property
    def is_unborn(self) -> bool:
        return self.expected_on is not None

    @property
    def called(self) -> str:
        """The short name to use in a sentence."""
        if self.is_unborn:
            return self.name
        return self.known_as or self.given or self.name


def visible(viewer: Viewer, act: Act, *, at: datetime) -> QuerySet[Child]:
    """Children whom the viewer may do this to; records joined to another are not children."""
    return sharing.within_reach(Child.objects.filter(merged_into__isnull=True), viewer, act, at=at)


def child_id(viewer: Viewer, ref: str, *, at: datetime) -> int:
    """The row number behind a reference, for somebody who may know of the child."""
    row = Child.objects.filter(ref=ref).values_list("pk", "merged_into_id").first()
    if row is None:
        raise NotVisible
    found = row[1] or row[0]
    if not sharing.decide(viewer, Act.SEE_INDEX_ENTRY, found, at=at).allowed:
        raise NotVisible
    return int(found)


def ref_of(child_id: int) -> str:
    """The reference of a child already known to be visible."""
    return Child.objects.values_list("ref", flat=True).get(pk=child_id)


def faces(viewer: Viewer, child_ids: Iterable[int], *, at: datetime) -> dict[int, Face]:
    """Faces of those of the children whom the viewer may know of, in two queries; noted as looks."""
    return {row.pk: face_of(row) for row in rows_to_show(viewer, child_ids, at=at)}


def rows_to_show(viewer: Viewer, child_ids: Iterable[int], *, at: datetime) -> list[Child]:
    """Those of the children whom the viewer may know of, with names and standing; noted as looks."""
    wanted = set(child_ids)
    if not wanted:
        return []
    rows = list(
        visible(viewer, Act.SEE_INDEX_ENTRY, at=at)
        .filter(pk__in=wanted)
        .select_related("standing")
        .prefetch_related(Prefetch("names", queryset=Name.objects.filter(replaced_at__isnull=True)))
    )
    touched(row.pk for row in rows)
    return rows


def face(viewer: Viewer, child_id: int, *, at: datetime, facts: ChildFacts | None = None) -> Face:
    """One child's face; ReasonNeeded when neither an involvement nor a purpose explains the look.

    `facts` are what stands between the viewer and the child, when somebody has asked already.
    """
    return face_of(row_to_show(viewer, child_id, at=at, facts=facts))


def row_to_show(viewer: Viewer, child_id: int, *, at: datetime, facts: ChildFacts | None = None) -> Child:
    """One child with names and standing; NotVisible or ReasonNeeded as for `face`.

    For a record that was joined to another it is the other: what was written stays with the old one.
    """
    found = rows_to_show(viewer, [child_id], at=at) or _kept_row(viewer, child_id, at=at)
    if not found:
        raise NotVisible
    if not viewer.purpose:
        if facts is None or found[0].pk != child_id:
            facts = sharing.child_facts(viewer, found[0].pk, at=at)
        if facts is None or not (facts.agency_is_involved or facts.agency_may_see_content):
            raise ReasonNeeded(found[0].ref)
    return found[0]


def _kept_row(viewer: Viewer, child_id: int, *, at: datetime) -> list[Child]:
    kept = Child.objects.filter(pk=child_id).values_list("merged_into_id", flat=True).first()
    return rows_to_show(viewer, [kept], at=at) if kept else []


def face_of(child: Child) -> Face:
    """The face of a row from `rows_to_show`."""
    by_type = {name.type: name for name in child.names.all()}
    legal = by_type.get(NameType.LEGAL) or by_type.get(NameType.PLACEHOLDER)
    known = by_type.get(NameType.KNOWN_AS)
    given, family = (legal.given, legal.family) if legal else ("", "")
    return Face(
        id=child.pk, ref=child.ref, given=given, family=family,
        known_as=known.given if known else "",
        name=display_name(given, family, is_unborn=child.expected_on is not None),
        born_on=child.born_on, expected_on=child.expected_on, died_on=child.died_on,
        sex=Sex(child.sex), is_shielded=child.standing.is_shielded,
        authority_id=child.authority_id, version=child.version,
    )  # fmt: skip


def children_at_same_address(child_id: int, *, at: datetime) -> list[int]:
    """Row numbers of children whose current address is the same door (a household is derived).

    `faces` decides which of them a viewer may know of.
    """
    today = clock.day_of(at)
    current = Address.objects.filter(replaced_at__isnull=True).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    )
    own = current.filter(child_id=child_id).exclude(address_key="").values("address_key")
    others = current.filter(address_key__in=own, is_confidential=False).exclude(child_id=child_id)
    return sorted(set(others.values_list("child_id", flat=True)[:50]))


def corrections(child_id: int) -> QuerySet[Correction]:
    """What stood in a child's particulars before, newest first."""
    return Correction.objects.filter(child_id=child_id).select_related("by").order_by("-at", "-pk")


def families_of(child_id: int) -> QuerySet[Family]:
    """The families that a child is in."""
    return Family.objects.filter(members__child_id=child_id).distinct().order_by("name")


def children_in_family(family_id: int) -> Sequence[int]:
    """Row numbers of a family's children."""
    return list(
        FamilyMember.objects.filter(family_id=family_id, child__isnull=False).values_list(
            "child_id", flat=True
        )
    )


def children_of(authority_id: int) -> int:
    """How many children an authority's index holds."""
    return Child.objects.filter(authority_id=authority_id, merged_into__isnull=True).count()
