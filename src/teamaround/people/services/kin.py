"""Carers, relationships and families."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.sharing.rules import Act
from teamaround.sharing.services import check

from ..changes import identity_changed
from ..models import Family, FamilyMember, Relationship
from ..rules import RelationshipType
from .new import NewCarer
from .rows import for_change, put_carer


@transaction.atomic
def record_carer(*, child_id: int, new: NewCarer, by: Viewer, now: datetime) -> Relationship:
    """Record somebody who cares for the child, and in what standing."""
    child = for_change(child_id, by=by, now=now)
    relationship = put_carer(child.pk, new, now=now)
    record(
        "people.carer_recorded", by=by, at=now, children=[child.pk], about=child.ref,
        said=new.type.value,
    )  # fmt: skip
    identity_changed(child.pk)
    return relationship


@transaction.atomic
def change_relationship(
    *, relationship_id: int, type: RelationshipType, has_parental_responsibility: bool,
    is_main_carer: bool, lives_with_child: bool, ends_on: date | None, because: str,
    by: Viewer, now: datetime,
) -> Relationship:  # fmt: skip
    """Correct or end a relationship; the row that stood is kept as replaced."""
    old = Relationship.objects.select_for_update().filter(pk=relationship_id).first()
    if old is None or old.replaced_at is not None:
        raise NotVisible
    child = for_change(old.child_id, by=by, now=now)
    old.replaced_at, old.because = now, because
    old.save(update_fields=["replaced_at", "because"])
    new = Relationship.objects.create(
        child=child, carer_id=old.carer_id, type=type,
        has_parental_responsibility=has_parental_responsibility, is_main_carer=is_main_carer,
        lives_with_child=lives_with_child, starts_on=old.starts_on, ends_on=ends_on,
        recorded_at=now,
    )  # fmt: skip
    record(
        "people.carer_ended" if ends_on else "people.carer_recorded", by=by, at=now,
        children=[child.pk], about=child.ref, said=because,
    )  # fmt: skip
    return new


@transaction.atomic
def name_family(
    *, name: str, child_ids: Iterable[int], carer_ids: Iterable[int], by: Viewer, now: datetime
) -> Family:
    """Name a family: those children and carers whom practitioners work with together."""
    children = sorted(set(child_ids))
    if not children:
        raise Refusal("no-children", "Choose at least one child.", field="children")
    for child_id in children:
        check(by, Act.SEE_INDEX_ENTRY, child_id, at=now)
    if not name.strip():
        raise Refusal("no-name", "Give the family a name.", field="name")
    family = Family.objects.create(ref=new_ref("F"), name=name.strip(), made_at=now, made_by_id=by.account_id)
    FamilyMember.objects.bulk_create(
        [
            *(FamilyMember(family=family, child_id=child_id) for child_id in children),
            *(FamilyMember(family=family, carer_id=carer_id) for carer_id in sorted(set(carer_ids))),
        ]
    )
    record("people.family_named", by=by, at=now, children=children, about=family.ref)
    return family
