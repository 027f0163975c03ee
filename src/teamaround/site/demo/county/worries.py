"""Worries told in the stories: some wait for the front door, some were answered."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlannedWorry:
    """A worry about the child of a story, told by a part so many days ago; what came of it, if anything yet."""

    child: str
    told_by: str
    days_ago: int
    nearness: str
    what: str
    done_already: str = ""
    family_knows: str = ""
    received_after: int | None = None
    answered_after: int | None = None
    answer: str = ""


WORRIES = (
    PlannedWorry(
        "kieran-kieran", "police", 0, "today",
        "Kieran was in a car with two men in their twenties at one in the morning, and would not say who they are.",
        done_already="I drove him home and spoke with his mother at the door.",
        family_knows="His mother knows that I am telling you.",
    ),
    PlannedWorry(
        "tyrell-tyrell", "senco", 1, "unsure",
        "Tyrell has come without lunch four times this month and hides bread in his bag. His grandmother seems worn out.",
        done_already="He eats at breakfast club now.",
        family_knows="I told his grandmother that I would ask for advice.",
    ),
    PlannedWorry(
        "bethan-bethan", "senco", 3, "today",
        "Bethan said that her father's new partner shouts all night and that she sleeps in the bathroom.",
        done_already="I wrote down her words and told our safeguarding lead.",
        family_knows="Not yet: I do not know who would be at home.",
        received_after=0,
    ),
    PlannedWorry(
        "niamh-niamh", "camhs", 9, "now",
        "Niamh told me today that she has a plan to hurt herself.",
        done_already="She is at the hospital with her aunt.",
        family_knows="Her aunt is with her.",
        received_after=0, answered_after=0,
        answer="A social worker met Niamh and her aunt at the hospital. A meeting is called, and you are asked to it.",
    ),
    PlannedWorry(
        "teodor-baby", "health-visitor", 33, "unsure",
        "A bruise on Teodor's leg, and his mother was not sure how it came.",
        done_already="I rang the duty desk at once.",
        family_knows="His mother knows, and came along to the doctor.",
        received_after=0, answered_after=1,
        answer="A doctor saw Teodor the same day: a mark he was born with. Nothing more is needed. You were right to ring.",
    ),
)  # fmt: skip
RECEIVED_BY = "duty-social-worker"
