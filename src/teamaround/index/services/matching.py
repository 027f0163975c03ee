"""Whom a record of another system may mean: for programs that ask row by row or many at once.

Agencies' files go through the same `linking.Judge`. What is answered here names nobody whom
the asker may not know of: a child kept by another authority, or one who is shielded, becomes
"ask a person".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from teamaround.accounts.rules import Duty, Viewer
from teamaround.audit.services import record
from teamaround.kernel.refusal import Refusal
from teamaround.people import queries as people_queries
from teamaround.people.queries import Face

from ..linking import Judge
from ..rules import Kind, Outcome, PersonAsWritten

MOST_AT_ONCE = 500
ASK_A_PERSON = "a person needs to look at this row"


def judge_person(person: PersonAsWritten, *, by: Viewer, now: datetime) -> Outcome:
    """Whom one record may mean, as far as the asker may know of them."""
    return judge_people([person], by=by, now=now)[0]


def judge_people(people: Sequence[PersonAsWritten], *, by: Viewer, now: datetime) -> list[Outcome]:
    """Whom each of up to 500 records may mean, in the same number of queries as for one."""
    judged = _judged(people, by)
    known = people_queries.known(by, {child_id for each in judged for child_id in each.meant}, at=now)
    return [_as_told(each, set(known), by) for each in judged]


def _judged(people: Sequence[PersonAsWritten], by: Viewer) -> list[Outcome]:
    if not (by.can(Duty.IMPORT_FILES) or by.can(Duty.FIND_CHILDREN)):
        raise Refusal("find-children", "Your duties do not include finding children.")
    if len(people) > MOST_AT_ONCE:
        raise Refusal("too-many", f"Ask about {MOST_AT_ONCE} records at a time.")
    judge = Judge(agency_kind=by.agency_kind)
    judge.take_up(people)
    return [judge.judge(at) for at in range(len(people))]


@dataclass(frozen=True)
class Matched:
    """Whom one record may mean, and the faces of those, to be shown."""

    outcome: Outcome
    faces: Mapping[int, Face]


@transaction.atomic(savepoint=False)
def match_person(person: PersonAsWritten, *, by: Viewer, now: datetime) -> Matched:
    """Whom one record may mean, to be shown; what was asked, and who was found, is in the audit."""
    (judged,) = _judged([person], by)
    faces = people_queries.faces(by, judged.meant, at=now)
    outcome = _as_told(judged, set(faces), by)
    record(
        "index.matched", by=by, at=now, children=sorted(outcome.meant), terms=_as_terms(person),
        said=outcome.kind.value,
    )  # fmt: skip
    return Matched(outcome, faces)


def _as_terms(person: PersonAsWritten) -> dict[str, str]:
    """What was asked, under the words of a search."""
    asked = {
        "name": "; ".join(f"{name.given} {name.family}".strip() for name in person.names),
        "born_on": person.born_on.isoformat() if person.born_on else "",
        "postcode": "; ".join(address.postcode for address in person.addresses),
        "identifier": "; ".join(number.value for number in person.numbers),
    }
    return {word: value for word, value in asked.items() if value}


def _as_told(outcome: Outcome, known: set[int], by: Viewer) -> Outcome:
    """The outcome without anybody whom the asker may not know of; such a row needs a person."""
    if outcome.is_quarantined:
        return outcome if by.can(Duty.INDEX_TEAM) else replace(outcome, touches=())
    if outcome.meant <= known:
        return outcome
    contenders = tuple(child_id for child_id in outcome.contenders if child_id in known)
    return Outcome(Kind.POTENTIAL, None, 0.0, (ASK_A_PERSON,), contenders=contenders)
