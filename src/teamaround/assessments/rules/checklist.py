"""A practitioner's own thoughts before an assessment: five questions, a decision, and the day they are forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from teamaround.kernel.refusal import Refusal

KEPT_FOR = timedelta(days=90)
LONGEST_NOTE = 2_000

QUESTIONS = {
    "well": "Are they well, in body and in mind?",
    "safe": "Are they safe, and do they feel safe?",
    "learning": "Are they learning and getting on, for their age?",
    "others": "Do they get on with other people?",
    "means": "Has the family enough to live on, without the child going short?",
}


class Thought(StrEnum):
    """What somebody thinks about a question."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"


THOUGHT_WORDS = {Thought.YES: "Yes", Thought.NO: "No", Thought.NOT_SURE: "Not sure"}


class Decision(StrEnum):
    """What somebody decides to do next."""

    NOTHING = "nothing"
    OURS = "ours"
    ANOTHER = "another"
    ASSESS = "assess"
    WORRIED = "worried"


DECISION_WORDS = {
    Decision.NOTHING: "Nothing more is needed",
    Decision.OURS: "We can help them ourselves",
    Decision.ANOTHER: "One other service can help",
    Decision.ASSESS: "I am not sure what they need, or they need several services: start or join an assessment",
    Decision.WORRIED: "I am worried about their safety now",
}


@dataclass(frozen=True)
class Thoughts:
    """The answers and notes by question, and the decision; all may be blank."""

    answers: Mapping[str, str]
    notes: Mapping[str, str]
    decision: str = ""

    def as_kept(self) -> dict[str, dict[str, str]]:
        """The answers and notes of each question that has any."""
        return {
            key: {"answer": self.answers.get(key, ""), "note": self.notes.get(key, "").strip()}
            for key in QUESTIONS
            if self.answers.get(key) or self.notes.get(key, "").strip()
        }


def check(thoughts: Thoughts) -> None:
    """Known answers, a known decision, and notes of a length that can be read."""
    for key, answer in thoughts.answers.items():
        if answer and answer not in list(Thought):
            raise Refusal("answer", "Choose yes, no or not sure.", field=f"{key}_answer")
    for key, note in thoughts.notes.items():
        if len(note) > LONGEST_NOTE:
            raise Refusal(
                "too-long", f"A note may have {LONGEST_NOTE:,} characters. Shorten it.", field=f"{key}_note"
            )
    if thoughts.decision and thoughts.decision not in list(Decision):
        raise Refusal("decision", "Choose one of the decisions.", field="decision")


def forget_on(begun_on: date) -> date:
    """The last day on which a checklist is kept."""
    return begun_on + KEPT_FOR
