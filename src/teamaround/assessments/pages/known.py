"""What is known already of a child, as the assessment shows it, with where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from teamaround.accounts.door import PageRequest
from teamaround.design.words import day
from teamaround.index import queries as index
from teamaround.kernel import ages
from teamaround.people import portraits
from teamaround.people.portraits import Portrait
from teamaround.people.rules import ETHNICITIES, SEX_WORDS
from teamaround.sharing.rules import ChildFacts

from .. import queries
from ..models import Assessment


@dataclass(frozen=True)
class Known:
    """One fact in words, and its source."""

    label: str
    value: str
    source: str = ""


class Sources:
    """Where facts come from: the child's portrait and the assessment, each read once and when needed."""

    def __init__(self, http: PageRequest, found: Assessment, *, facts: ChildFacts | None = None) -> None:
        self.http = http
        self.found = found
        self.facts = facts

    @cached_property
    def portrait(self) -> Portrait:
        return portraits.portrait(self.http.viewer, self.found.child_id, at=self.http.now, facts=self.facts)

    @property
    def lead(self) -> Any:
        return queries.lead_beside(self.found)


Teller = Callable[[Sources], Iterable[Known]]


def known(sources: Sources, keys: Iterable[str]) -> list[Known]:
    """The facts that a section asks for, those that are known."""
    wanted = [_TELLERS[key] for key in keys if key in _TELLERS]
    return [fact for tell in wanted for fact in tell(sources) if fact.value]


def _recorded(at: datetime | None) -> str:
    return f"recorded {day(at)}" if at is not None else ""


def _names(of: Sources) -> Iterable[Known]:
    labels = {"legal": "Name", "placeholder": "Name", "known_as": "Known as", "former": "Earlier name"}
    order = list(labels)
    for row in sorted(of.portrait.names, key=lambda row: order.index(row.type)):
        label = labels[row.type]
        yield Known(label, f"{row.given} {row.family}".strip(), _recorded(row.recorded_at))


def _born(of: Sources) -> Iterable[Known]:
    face = of.portrait.face
    if face.expected_on is not None:
        yield Known("Expected", day(face.expected_on))
    if face.born_on is not None:
        yield Known("Born", f"{day(face.born_on)}, {ages.age_in_words(face.born_on, of.http.today)}")


def _addresses(of: Sources) -> Iterable[Known]:
    if of.portrait.hidden:
        yield Known("Address", "Not shown: this child is shielded")
    elif of.portrait.address is not None:
        row = of.portrait.address
        place = ", ".join(filter(None, [*row.lines.splitlines(), row.postcode]))
        yield Known("Address", place, _recorded(row.recorded_at))


def _school(of: Sources) -> Iterable[Known]:
    if of.portrait.school is not None:
        yield Known("School", of.portrait.school.agency.name, _recorded(of.portrait.school.recorded_at))


def _gp(of: Sources) -> Iterable[Known]:
    if of.portrait.gp_practice is not None:
        yield Known(
            "GP practice", of.portrait.gp_practice.agency.name, _recorded(of.portrait.gp_practice.recorded_at)
        )


def _carers(of: Sources) -> Iterable[Known]:
    for carer in of.portrait.carers:
        facts = [
            carer.name,
            "has parental responsibility" if carer.has_parental_responsibility else "",
            carer.telephone,
        ]
        yield Known(carer.words.capitalize(), ", ".join(filter(None, facts)))


def _language(of: Sources) -> Iterable[Known]:
    needs = " (an interpreter is needed)" if of.portrait.child.interpreter_needed else ""
    yield Known("First language", (of.portrait.child.first_language or "") + needs)


def _services(of: Sources) -> Iterable[Known]:
    involved = index.involvements(
        of.http.viewer, of.found.child_id, at=of.http.now, is_hidden=of.portrait.hidden
    )
    for row in involved:
        if not row.is_hidden and (row.ends_on is None or row.ends_on >= of.http.today):
            who = ", ".join(filter(None, [row.agency, row.service, row.practitioner, row.contact_route]))
            yield Known("Works with them", who, f"since {day(row.starts_on)}" if row.starts_on else "")


def _writer(of: Sources) -> Iterable[Known]:
    yield Known("Begun by", f"{of.found.begun_by.name}, {of.found.agency.name}", day(of.found.begun_on))


def _lead(of: Sources) -> Iterable[Known]:
    lead = of.lead
    if lead is not None:
        facts = [lead.name, lead.role, lead.agency.name, lead.telephone]
        yield Known("Lead practitioner", ", ".join(filter(None, facts)))


def _plain(label: str, tell: Callable[[Portrait], str]) -> Teller:
    return lambda of: [Known(label, tell(of.portrait))]


_TELLERS: dict[str, Teller] = {
    "names": _names,
    "born": _born,
    "sex": _plain("Sex", lambda portrait: SEX_WORDS[portrait.face.sex].capitalize()),
    "gender": _plain("Gender, in their own words", lambda portrait: portrait.child.gender),
    "ethnicity": _plain("Ethnicity", lambda portrait: ETHNICITIES.get(portrait.child.ethnicity, "")),
    "language": _language,
    "disability": _plain("Disability", lambda portrait: portrait.child.disability),
    "communication": _plain("Communication", lambda portrait: portrait.child.communication_needs),
    "addresses": _addresses,
    "school": _school,
    "gp": _gp,
    "carers": _carers,
    "services": _services,
    "writer": _writer,
    "lead": _lead,
}
