"""Reading an assessment as a parent would: whole, in order, with whose view each thing is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.render import render

from .. import picture_queries, queries
from ..models import Answer, Assessment
from ..queries import Sight, Voice
from ..rules import contributing, states
from ..rules.contributing import ContributionState
from ..rules.definition import Box, Form, Question, Section, SectionKind
from ..rules.states import State
from ..rules.writing import fullness, in_words, part_is_unasked, worth_a_look
from .appendices import of_assessment
from .frames import around, framed
from .known import Sources, known


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
    seen = queries.sight(http.viewer, assessment, at=http.now)
    found = seen.assessment
    if not seen.may_read:
        return _exists(http, found)
    return render(http, "assessments/read.html", may=_may(seen), **gathered(http, seen))


def gathered(http: PageRequest, seen: Sight, *, without: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Everything that is read in an assessment, on a screen or on paper; `without` some known facts."""
    found = seen.assessment
    sources = Sources(http, found, facts=seen.facts)
    definition, parts = queries.form_of(found), list(queries.contributions(found))
    voices = queries.voices(found, parts)
    written = {box for voice in voices for box in voice.sheet}
    unasked = definition.unasked(said_in(voices))
    return {
        **framed(http, sources.portrait.face),
        "assessment": found,
        "definition": definition,
        "chapters": list(chapters(definition, voices)),
        "state_words": states.WORDS[State(found.state)],
        "fullness": fullness(definition, written - unasked, unasked=unasked),
        "worth_a_look": worth_a_look(definition, written),
        "lead": seen.lead,
        "agreed": seen.agreed,
        "contributions": [
            {
                "row": row,
                "words": contributing.words_of(
                    ContributionState(row.state), was_offered=row.offered_at is not None
                ),
            }
            for row in parts
        ],
        "known": {
            one.key: known(sources, [key for key in one.known if key not in without])
            for one in definition.sections
        },
        "appendices": of_assessment(http, seen),
        "pictures": list(picture_queries.pictures(found)),
    }


@page(duty=Duty.FIND_CHILDREN)
def history(http: PageRequest, assessment: str) -> HttpResponse:
    """What stood in the boxes before somebody changed it: nothing that was written is lost."""
    seen = queries.sight(http.viewer, assessment, at=http.now)
    if not seen.may_read:
        return redirect("assessments:read", assessment=assessment)
    boxes = queries.form_of(seen.assessment).boxes()
    headings = {
        part.key: part.heading for one in queries.form_of(seen.assessment).sections for part in one.parts
    }
    rows = [
        {
            "row": row,
            "part": headings.get(row.answer.part, row.answer.part),
            "text": in_words(boxes[Box(row.answer.part, row.answer.field)], row.text),
        }
        for row in queries.earlier(seen.assessment)
        if Box(row.answer.part, row.answer.field) in boxes
    ]
    return render(
        http, "assessments/history.html", **around(http, seen.assessment.child_id), rows=rows,
        assessment=seen.assessment,
    )  # fmt: skip


def _exists(http: PageRequest, found: Assessment) -> HttpResponse:
    return render(
        http, "assessments/exists.html", **around(http, found.child_id), assessment=found,
        decision=queries.decide_start(http.viewer, found.child_id, at=http.now),
        ours=queries.ours_in(http.viewer, found),
    )  # fmt: skip


def chapters(definition: Form, voices: list[Voice]) -> Iterable[Chapter]:
    """The sections in order, each with what everybody says."""
    unasked = definition.unasked(said_in(voices))
    for section in definition.sections:
        if section.kind is SectionKind.ACTIONS:
            continue
        asked = [part for part in section.parts if not part_is_unasked(definition, section, part, unasked)]
        passages = [Passage(part, list(_said(definition, section, part, voices, unasked))) for part in asked]
        yield Chapter(
            section=section,
            passages=[passage for passage in passages if passage.said],
            blank=[passage.part.heading for passage in passages if not passage.said],
        )


def said_in(voices: list[Voice]) -> dict[Box, str]:
    """Every box with what all the voices chose in it, for conditions between questions."""
    texts: dict[Box, list[str]] = {}
    for voice in voices:
        for box, answer in voice.sheet.items():
            texts.setdefault(box, []).append(answer.text)
    return {box: ",".join(found) for box, found in texts.items()}


def _said(
    definition: Form, section: Section, part: Question, voices: list[Voice], unasked: frozenset[Box]
) -> Iterable[Said]:
    asked = definition.statement if section.kind is SectionKind.ELEMENTS else (part,)
    for voice in voices:
        lines = []
        for question in asked:
            box = Box(part.key, question.key) if section.kind is SectionKind.ELEMENTS else Box(part.key)
            answer = voice.sheet.get(box)
            if answer is not None and box not in unasked:
                lines.append(Line(question.heading, in_words(question, answer.text), answer))
        if lines:
            yield Said(voice.agency_name, lines)


def _may(seen: Sight) -> dict[str, bool]:
    """Which buttons to show: the same rules as the services, asked beforehand."""
    leads = seen.viewer.can(Duty.WRITE_ASSESSMENTS) and seen.viewer.agency_id in seen.leading
    state = State(seen.assessment.state)
    moves = states.NEXT[state]
    return {
        "lead": leads,
        "see_quality": seen.may_read and seen.viewer.can(Duty.WRITE_ASSESSMENTS),
        "write": leads and state is State.BEGUN,
        "share": leads and state in states.OPEN and seen.assessment.shared_at is None,
        "ask": leads and state in states.OPEN,
        "complete": leads and states.Move.COMPLETE in moves,
        "reopen": leads and states.Move.REOPEN in moves,
        "close": leads and states.Move.CLOSE in moves,
    }
