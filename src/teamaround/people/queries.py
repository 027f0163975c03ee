"""Reading people. Whatever hands out a child's facts for showing notes the look."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Prefetch, Q, QuerySet

from teamaround.accounts.rules import Viewer
from teamaround.kernel import clock
from teamaround.kernel.looks import touched
from teamaround.kernel.refusal import NotVisible, ReasonNeeded
from teamaround.sharing import queries as sharing
from teamaround.sharing.rules import Act, ChildFacts

from .models import Address, Child, Correction, Family, FamilyMember, Name, Relationship
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
    """Faces of those of the children whom the viewer may know of, in one query; noted as looks."""
    wanted = list(set(child_ids))
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_FACES, {**sharing.in_index(viewer, at=at), "children": wanted})
        found = [_face(row[:-1], row[-1]) for row in cursor.fetchall()]
    touched(each.id for each in found)
    return {each.id: each for each in found}


class Known(NamedTuple):
    """How a child stands whom somebody may know of."""

    is_shielded: bool
    is_sealed: bool


def known(viewer: Viewer, child_ids: Iterable[int], *, at: datetime) -> dict[int, Known]:
    """Which of these children the viewer may know of, for finding among them: nobody is shown."""
    wanted = list(child_ids)
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, {**sharing.in_index(viewer, at=at), "children": wanted})
        return {row[0]: Known(*row[1:]) for row in cursor.fetchall()}


_IN_INDEX = f"""FROM people_child c JOIN sharing_standing s ON s.child_id = c.id
    WHERE c.id = ANY(%(children)s) AND c.merged_into_id IS NULL AND {sharing.IN_INDEX}"""
_KNOWN = f"SELECT c.id, s.is_shielded, s.is_sealed {_IN_INDEX}"
_ROWS = f"SELECT c.*, s.is_shielded {_IN_INDEX}"
_FACES = f"""SELECT c.id, c.ref, c.born_on, c.expected_on, c.died_on, c.sex, s.is_shielded, c.authority_id,
    c.version, ARRAY(SELECT ARRAY[n.type, n.given, n.family] FROM people_name n
        WHERE n.child_id = c.id AND n.replaced_at IS NULL ORDER BY n.id)
    {_IN_INDEX}"""  # noqa: S608 - made of our own constants
"""Written out, names and all: every list of children asks this, up to several times a page."""


def rows_to_show(viewer: Viewer, child_ids: Iterable[int], *, at: datetime) -> list[Child]:
    """Those of the children whom the viewer may know of, with names and standing; noted as looks."""
    wanted = list(set(child_ids))
    if not wanted:
        return []
    asked = {**sharing.in_index(viewer, at=at), "children": wanted}
    names = Name.objects.filter(replaced_at__isnull=True)
    rows = list(Child.objects.raw(_ROWS, asked).prefetch_related(Prefetch("names", queryset=names)))
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
    row = (  # `is_shielded` comes with `_ROWS`
        child.pk, child.ref, child.born_on, child.expected_on, child.died_on, child.sex,
        child.is_shielded, child.authority_id, child.version,  # type: ignore[attr-defined]
    )  # fmt: skip
    return _face(row, [(name.type, name.given, name.family) for name in child.names.all()])


def _face(row: tuple[Any, ...], names: Iterable[tuple[str, str, str]]) -> Face:
    """A face from the columns of `_FACES` and the names that stand."""
    child_id, ref, born_on, expected_on, died_on, sex, is_shielded, authority_id, version = row
    by_type = {kind: (given, family) for kind, given, family in names}
    given, family = by_type.get(NameType.LEGAL) or by_type.get(NameType.PLACEHOLDER) or ("", "")
    return Face(
        id=child_id, ref=ref, given=given, family=family,
        known_as=by_type.get(NameType.KNOWN_AS, ("", ""))[0],
        name=display_name(given, family, is_unborn=expected_on is not None),
        born_on=born_on, expected_on=expected_on, died_on=died_on, sex=Sex(sex),
        is_shielded=is_shielded, authority_id=authority_id, version=version,
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


def ties(child_id: int, carer_id: int, *, on: date) -> list[bool]:
    """Each tie of a carer to a child on a day: whether it comes with parental responsibility."""
    rows = Relationship.objects.filter(child_id=child_id, carer_id=carer_id, replaced_at__isnull=True)
    current = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    return list(current.values_list("has_parental_responsibility", flat=True))
