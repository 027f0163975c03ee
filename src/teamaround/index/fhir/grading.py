"""From what matching decided to the grades of FHIR."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from teamaround.people.queries import Face

from ..rules import Kind, Outcome
from .writing import Grade, Graded

ASK_A_PERSON = "A person needs to look at this record: ask the index team."
SAID = {
    Kind.NONE: "Nobody in the index is like enough.",
    Kind.MANY: "Several children are equally likely, or nearly so: a person decides.",
    Kind.POTENTIAL: "This may be the child; a person decides.",
}


def graded(outcome: Outcome, faces: Mapping[int, Face]) -> list[Graded]:
    """The children whom the asker may know of, the likeliest first."""
    return list(_graded(outcome, faces))


def _graded(outcome: Outcome, faces: Mapping[int, Face]) -> Iterator[Graded]:
    best = outcome.child_id
    if best is not None and best in faces:
        grade: Grade = "certain" if outcome.kind is Kind.MATCH else "probable"
        yield Graded(faces[best], grade, likelihood(outcome.score))
    for other in outcome.contenders:
        if other != best and other in faces:
            yield Graded(faces[other], "possible")


def likelihood(bits: float) -> float:
    """How likely it is that two records are of one child, from 0 to 1, given the bits that speak for it."""
    return round(1 / (1 + math.exp2(-bits)), 4)


def said_of(outcome: Outcome) -> tuple[str, ...]:
    """What a person should know of the answer, in words: the reasons, and what stands against certainty."""
    if outcome.is_quarantined:
        return (ASK_A_PERSON,)
    told = SAID.get(outcome.kind)
    return tuple(filter(None, (told, *outcome.reasons, *outcome.guards)))
