"""Whom a record of another system may mean: for programs that ask row by row or many at once.

Agencies' files go through the same `linking.Judge`. What is answered here names nobody whom
the asker may not know of: a child kept by another authority, or one who is shielded, becomes
"ask a person".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from teamaround.accounts.rules import Duty, Viewer
from teamaround.agencies import queries as agencies
from teamaround.audit.services import record
from teamaround.kernel.refusal import Refusal
from teamaround.people import queries as people_queries
from teamaround.sharing.rules import Act

from ..linking import Judge
from ..rules import Kind, Outcome, PersonAsWritten

MOST_AT_ONCE = 500
ASK_A_PERSON = "a person needs to look at this row"


def judge_person(person: PersonAsWritten, *, by: Viewer, now: datetime) -> Outcome:
    """Whom one record may mean, as far as the asker may know of them."""
    return judge_people([person], by=by, now=now)[0]


def judge_people(people: Sequence[PersonAsWritten], *, by: Viewer, now: datetime) -> list[Outcome]:
    """Whom each of up to 500 records may mean, in the same number of queries as for one."""
    if not (by.can(Duty.IMPORT_FILES) or by.can(Duty.FIND_CHILDREN)):
        raise Refusal("find-children", "Your duties do not include finding children.")
    if len(people) > MOST_AT_ONCE:
        raise Refusal("too-many", f"Ask about {MOST_AT_ONCE} records at a time.")
    judge = Judge(agency_kind=agencies.named_agencies({by.agency_id})[by.agency_id].kind)
    judge.take_up(people)
    outcomes = [judge.judge(at) for at in range(len(people))]
    meant = {child_id for outcome in outcomes for child_id in outcome.meant}
    visible = people_queries.visible(by, Act.SEE_INDEX_ENTRY, at=now).filter(pk__in=meant)
    known = set(visible.values_list("pk", flat=True))
    return [_as_told(outcome, known, by) for outcome in outcomes]


@transaction.atomic
def match_person(person: PersonAsWritten, *, by: Viewer, now: datetime) -> Outcome:
    """Whom one record may mean; what was asked, and who was found, is in the audit."""
    outcome = judge_person(person, by=by, now=now)
    record(
        "index.matched", by=by, at=now, children=sorted(outcome.meant), terms=_as_terms(person),
        said=outcome.kind.value,
    )  # fmt: skip
    return outcome


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
