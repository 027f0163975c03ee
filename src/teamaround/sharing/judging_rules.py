"""Whether a young person can decide one thing for themselves: judged by a person, for that decision, in words.

Competence to decide (Gillick) is of the decision and not of an age: what it is about, why,
what follows and what else there is. Nothing here computes a yes or a no.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from teamaround.kernel.refusal import Refusal

LONGEST = 4_000  # characters of reasoning


class Matter(StrEnum):
    """What a young person decides."""

    TAKING_PART = "taking-part"
    SHARING = "sharing"
    SENSITIVE_SERVICE = "sensitive-service"
    MEETING = "meeting"
    PARENTS_SIGHT = "parents-sight"
    OTHER = "other"


MATTER_WORDS = {
    Matter.TAKING_PART: "Taking part in the assessment and the plan",
    Matter.SHARING: "Sharing with a service",
    Matter.SENSITIVE_SERVICE: "A sensitive service being recorded",
    Matter.MEETING: "Coming to a meeting",
    Matter.PARENTS_SIGHT: "A parent not seeing something",
    Matter.OTHER: "Something else",
}
NAMED = frozenset({Matter.SHARING, Matter.PARENTS_SIGHT, Matter.OTHER})  # these say what it is about


@dataclass(frozen=True)
class JudgementFacts:
    """A judgement as somebody writes it down."""

    matter: Matter
    reasoning: str
    support: str
    judged_by: str
    judged_on: date
    about: str = ""


def check_judgement(facts: JudgementFacts, *, today: date) -> None:
    """Refuse a judgement that does not say what it is about, who made it, or why."""
    if facts.matter in NAMED and not facts.about.strip():
        raise Refusal("about", "Say what they decide, such as the name of the service.", field="about")
    if not facts.reasoning.strip():
        raise Refusal(
            "reasoning",
            "Write how far they understand this decision: what it is, why, what follows, and what else "
            "there is.",
            field="reasoning",
        )
    if not facts.support.strip():
        raise Refusal(
            "support", "Write what helped them to decide, or that they needed nothing.", field="support"
        )
    if not facts.judged_by.strip():
        raise Refusal("judged_by", "Enter who judged this.", field="judged_by")
    if facts.judged_on > today:
        raise Refusal("future", "That day is still to come. Enter the day it was judged.", field="judged_on")
    for field in ("reasoning", "support"):
        if len(getattr(facts, field)) > LONGEST:
            raise Refusal("too-long", f"Say it in {LONGEST:,} characters or fewer.", field=field)


def check_can_mark_wrong(because: str) -> None:
    """A judgement is never changed; one that was entered by mistake says so, with the reason."""
    if not because.strip():
        raise Refusal("because", "Say what is wrong with it.", field="because")
