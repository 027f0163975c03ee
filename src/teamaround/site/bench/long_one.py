"""How long an assessment of twenty thousand words takes to open, and to be printed as a tagged PDF."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from teamaround.accounts.door import acting
from teamaround.assessments import queries as assessments
from teamaround.assessments import services
from teamaround.assessments.rules.definition import Box, Kind
from teamaround.assessments.rules.writing import mark_of
from teamaround.assessments.services import Typed
from teamaround.kernel import clock

from ..serve import WORKERS
from .desks import Person, signed_in
from .invented import words
from .times import spread
from .visitor import Answer

WORDS = 20_000
TIMES = 10


def measure(person: Person, *, port: int) -> dict[str, Any]:
    """The last plan of somebody gets the words; then its pages are opened some times."""
    plan = person.plans[-1]
    written = write(person)
    visitor = signed_in(port, person.viewer.account_ref)
    whole = f"/assessments/{plan.assessment}/"
    paper = f"{whole}printed/assessment.pdf"
    for _ in range(WORKERS * 3):
        visitor.get(paper)  # each process fetches what draws once, which takes some seconds
    return {
        "words": written,
        "open": _timed(lambda: visitor.get(whole)),
        "write": _timed(lambda: visitor.get(plan.writing_page(plan.sections[-1]))),
        "page_to_print": _timed(lambda: visitor.get(f"{whole}printed/")),
        "pdf": _timed(lambda: visitor.get(paper)),
        "pdf_in_large_letters": _timed(lambda: visitor.get(f"{paper}?letters=large")),
        "bytes": len(visitor.get(whole).body),
    }


def _timed(ask: Callable[[], Answer]) -> dict[str, Any]:
    answers = [ask() for _ in range(TIMES)]
    wrong = [answer.status for answer in answers if answer.status != 200]
    return spread([answer.seconds for answer in answers]) | ({"failed": wrong} if wrong else {})


def write(person: Person) -> int:
    """Fill the assessment with as many words, spread over all its boxes; returns how many it holds."""
    by, now, dice = person.viewer, clock.now(), random.Random(4)  # noqa: S311
    with acting(by):
        found = assessments.assessment(person.plans[-1].assessment)
        assert found is not None
        form, sheet = assessments.form_of(found), assessments.sheet(found)
        boxes = [box for box, asked in form.boxes().items() if asked.kind is Kind.LONG]
        for section in person.plans[-1].sections:
            chosen = form.section(section)
            assert chosen is not None
            typed = {
                box: Typed(words(dice, 1 + WORDS // len(boxes)), _mark(sheet, box))
                for box, asked in form.boxes_of(chosen)
                if asked.kind is Kind.LONG
            }
            services.save_section(ref=found.ref, section_key=section, typed=typed, by=by, now=now)
        return sum(len(answer.text.split()) for answer in assessments.sheet(found).values())


def _mark(sheet: assessments.Sheet, box: Box) -> str:
    kept = sheet.get(box)
    return mark_of(kept.version, kept.text) if kept else mark_of(0, "")
