"""What every page of a child carries: whose page it is, its sections, and "Worried now" (R13)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from teamaround.kernel import ages

from .queries import Face
from .rules import SEX_WORDS

SECTIONS = (
    ("child", "Overview"),
    ("index:involvements", "Who is involved"),
    ("assessments:start", "Common assessment"),
    ("episodes:of_child", "Plan"),
    ("requests:of_child", "Services"),
    ("people:particulars", "Particulars"),
    ("looks:of_child", "Who has looked"),
)


def frame(face: Face, *, today: date, current: str = "") -> dict[str, Any]:
    """Template context for `design/child_page.html`."""
    return {
        "face": face,
        "face_facts": facts_line(face, today=today),
        "worried_url": reverse("worries:new", kwargs={"child": face.ref}),
        "sections": [
            {
                "text": text,
                "href": reverse(name, kwargs={"child": face.ref}),
                "current": name == current,
            }
            for name, text in SECTIONS
        ],
    }


def facts_line(face: Face, *, today: date) -> str:
    """Age and birthday in a line, such as "9 years, born 27 March 2017, female"."""
    if face.expected_on is not None:
        return f"expected {ages.in_words(face.expected_on)}"
    assert face.born_on is not None
    age = ages.age_in_words(face.born_on, face.died_on or today)
    born = f"born {ages.in_words(face.born_on)}"
    died = f"died {ages.in_words(face.died_on)}" if face.died_on else ""
    return ", ".join(filter(None, [died or age, born, SEX_WORDS[face.sex]]))
