"""Reading an assessment as a parent would: whole, in order, with whose view each thing is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.render import render

from .. import queries
from ..models import Answer, Assessment
from ..queries import Voice
from ..rules import contributing, states
from ..rules.definition import Box, Form, Question, Section, SectionKind
from ..rules.states import State
from ..rules.writing import fullness, in_words, worth_a_look
from .appendices import of_child
from .frames import around
from .known import known


@dataclass(frozen=True)
class Line:
    """One answer as it is read."""

    heading: str
    text: str
    answer: Answer


@dataclass(frozen=True)
class Said:
    """What one agency says about one part."""

    agency: str
    lines: list[Line]


@dataclass(frozen=True)
class Passage:
    """One part of the assessment with everything that is said about it."""

    part: Question
    said: list[Said]


@dataclass(frozen=True)
class Chapter:
    """One section as it is read; blanks are named in a line, not shown as empty boxes."""

    section: Section
    passages: list[Passage]
    blank: list[str]


@page(duty=Duty.FIND_CHILDREN)
def read(http: PageRequest, assessment: str) -> HttpResponse:
    """The assessment, or for those who may only know of it, whom to ask."""
    found = queries.readable(http.viewer, assessment, at=http.now)
    if found is None:
        return _exists(http, assessment)
    definition, voices = queries.form_of(found), queries.voices(found)
    written = {box for voice in voices for box in voice.sheet}
    return render(
        http, "assessments/read.html", **around(http, found.child_id), assessment=found,
        definition=definition, chapters=list(chapters(definition, voices)),
        state_words=states.WORDS[State(found.state)], fullness=fullness(definition, written),
        worth_a_look=worth_a_look(definition, written), may=_may(http, found),
        contributions=_contributions(found), known=_known(http, found, definition),
        lead=queries.lead_of(found.child_id), agreed=queries.agreed(found.child_id),
        appendices=of_child(http, found.child_id),
    )  # fmt: skip


def _exists(http: PageRequest, ref: str) -> HttpResponse:
    found = queries.known(http.viewer, ref, at=http.now)
    return render(
        http, "assessments/exists.html", **around(http, found.child_id), assessment=found,
        decision=queries.decide_start(http.viewer, found.child_id, at=http.now),
        ours=queries.ours_in(http.viewer, found), lead=queries.lead_of(found.child_id),
    )  # fmt: skip


def chapters(definition: Form, voices: list[Voice]) -> Iterable[Chapter]:
    """The sections in order, each with what everybody says."""
    for section in definition.sections:
        if section.kind is SectionKind.ACTIONS:
            continue
        passages = [Passage(part, list(_said(definition, section, part, voices))) for part in section.parts]
        yield Chapter(
            section=section,
            passages=[passage for passage in passages if passage.said],
            blank=[passage.part.heading for passage in passages if not passage.said],
        )


def _said(definition: Form, section: Section, part: Question, voices: list[Voice]) -> Iterable[Said]:
    asked = definition.statement if section.kind is SectionKind.ELEMENTS else (part,)
    for voice in voices:
        lines = []
        for question in asked:
            box = Box(part.key, question.key) if section.kind is SectionKind.ELEMENTS else Box(part.key)
            answer = voice.sheet.get(box)
            if answer is not None:
                lines.append(Line(question.heading, in_words(question, answer.text), answer))
        if lines:
            yield Said(voice.agency_name, lines)


def _known(http: PageRequest, found: Assessment, definition: Form) -> dict[str, Any]:
    return {
        section.key: known(http, found, section.known) for section in definition.sections if section.known
    }


def _contributions(found: Assessment) -> list[dict[str, Any]]:
    return [
        {"row": row, "words": contributing.WORDS[contributing.ContributionState(row.state)]}
        for row in queries.contributions(found)
    ]


def _may(http: PageRequest, found: Assessment) -> dict[str, bool]:
    """Which buttons to show: the same rules as the services, asked beforehand."""
    leads = http.viewer.can(Duty.WRITE_ASSESSMENTS) and http.viewer.agency_id in queries.leading(found)
    state, moves = State(found.state), states.NEXT[State(found.state)]
    return {
        "lead": leads,
        "write": leads and bool(queries.sections_to_write(http.viewer, found)),
        "share": leads and state in states.OPEN and found.shared_at is None,
        "ask": leads and state is State.BEGUN,
        "complete": leads and states.Move.COMPLETE in moves,
        "reopen": leads and states.Move.REOPEN in moves,
        "close": leads and states.Move.CLOSE in moves,
    }
