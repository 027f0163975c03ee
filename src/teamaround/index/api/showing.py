"""From what the queries hand out to what a program is shown: what is hidden is not copied at all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from teamaround.accounts.rules import Viewer
from teamaround.people import queries as people
from teamaround.people.portraits import CarerSeen, Portrait
from teamaround.sharing import queries as sharing
from teamaround.sharing.rules import Act

from .. import queries
from ..queries import InvolvementSeen
from . import shown


def still_sees(viewer: Viewer, child_ids: Iterable[int], at: datetime) -> bool:
    """Whether all of these children may still be known of."""
    ids = set(child_ids)
    return people.visible(viewer, Act.SEE_INDEX_ENTRY, at=at).filter(pk__in=ids).count() == len(ids)


def details_hidden(viewer: Viewer, child_id: int, *, at: datetime) -> bool:
    """Whether address, telephone, school, GP and services are hidden from this viewer."""
    return not sharing.decide(viewer, Act.SEE_HIDDEN_DETAILS, child_id, at=at).allowed


def face_fields(face: people.Face) -> dict[str, Any]:
    """What a list says of a child."""
    return {
        "ref": face.ref, "name": face.name, "known_as": face.known_as, "born_on": face.born_on,
        "expected_on": face.expected_on, "died_on": face.died_on, "sex": face.sex.value,
        "is_shielded": face.is_shielded,
    }  # fmt: skip


def child(viewer: Viewer, portrait: Portrait, *, at: datetime) -> shown.Child:
    """The index entry."""
    known = portrait.child
    return shown.Child(
        **face_fields(portrait.face),
        version=known.version,
        details_hidden=portrait.hidden,
        names=[shown.NameShown(type=row.type, given=row.given, family=row.family) for row in portrait.names],
        gender=known.gender, ethnicity=known.ethnicity, first_language=known.first_language,
        interpreter_needed=known.interpreter_needed, disability=known.disability,
        communication_needs=known.communication_needs,
        numbers=[
            shown.NumberShown(kind=row.kind, value=row.value, passes_check=row.passes_check)
            for row in portrait.identifiers
        ],
        carers=[_carer(row, hidden=portrait.hidden) for row in portrait.carers],
        involvements=[involvement(row) for row in queries.involvements(viewer, known.pk, at=at)],
        common_assessment=common_assessment(known.pk, hidden=portrait.hidden),
        **({} if portrait.hidden else _where(portrait)),
    )  # fmt: skip


def _carer(row: CarerSeen, *, hidden: bool) -> shown.CarerShown:
    contact: dict[str, Any] = {
        "telephone": row.telephone,
        "email": row.email,
        "lives_with_child": row.lives_with_child,
    }
    return shown.CarerShown(
        name=row.name, relationship=row.type.value, is_main_carer=row.is_main_carer,
        has_parental_responsibility=row.has_parental_responsibility, **({} if hidden else contact),
    )  # fmt: skip


def _where(portrait: Portrait) -> dict[str, Any]:
    place = portrait.address
    return {
        "address": place
        and shown.AddressShown(
            lines=place.lines, postcode=place.postcode, since=place.starts_on,
            is_confidential=place.is_confidential,
        ),
        "school": _place(portrait.school),
        "gp_practice": _place(portrait.gp_practice),
    }  # fmt: skip


def _place(row: Any) -> shown.PlaceShown | None:
    return row and shown.PlaceShown(code=row.agency.code, name=row.agency.name, since=row.starts_on)


def involvement(row: InvolvementSeen) -> shown.InvolvementShown:
    """An involvement; of a service that is not named only that it is, and how to reach it."""
    named: dict[str, Any] = {} if row.is_hidden else {
        "starts_on": row.starts_on, "kind": row.kind, "service": row.service,
        "practitioner": row.practitioner, "role": row.role, "reason": row.reason,
    }  # fmt: skip
    own: dict[str, Any] = {"version": row.version} if row.is_own else {}
    return shown.InvolvementShown(
        ref=row.ref, agency=row.agency, is_own=row.is_own, is_hidden=row.is_hidden,
        contact_route=row.contact_route, ends_on=row.ends_on, **named, **own,
    )  # fmt: skip


def common_assessment(child_id: int, *, hidden: bool) -> shown.CommonAssessment:
    """That there is one, and whom to ask; for a shielded child the index team is to be asked."""
    found = queries.pointers(child_id)
    if found is None or not found.assessment_state:
        return shown.CommonAssessment(exists=False, state="", since=None)
    whom: dict[str, Any] = {} if hidden else {
        "ref": found.assessment_ref, "ask": _person(found.ask_practitioner),
        "lead": _person(found.lead_practitioner),
    }  # fmt: skip
    return shown.CommonAssessment(
        exists=True, state=found.assessment_state, since=found.assessment_on, **whom
    )


def _person(row: Any) -> shown.PersonToAsk | None:
    return row and shown.PersonToAsk(
        name=row.name, role=row.role, agency=row.agency.name,
        telephone=row.telephone or row.agency.telephone,
    )  # fmt: skip
