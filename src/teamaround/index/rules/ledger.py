"""How an agency's record came to lie with a child, and on what evidence: the words of the ledger.

Evidence is kept as words and bits. No value stands in it, so it can be read where a home is hidden.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from teamaround.index.rules.decide import Outcome
from teamaround.index.rules.settled import AGENCY_NUMBER_WORDS
from teamaround.index.rules.weighing import Weighed
from teamaround.matching.reasons import Step

OF_CHILD, OF_LINE, BY_NUMBER = "child ", "line ", "number "  # how keys of an agency's records begin


class How(StrEnum):
    """What laid a record to a child, moved it, or took it off."""

    MATCHED = "matched"
    NUMBER = "number"
    FOUNDED = "founded"
    DECIDED = "decided"
    MOVED = "moved"
    NOT_SAME = "not_same"
    JOINED = "joined"
    SEPARATED = "separated"
    UNDONE = "undone"


BY_ITSELF = frozenset({How.MATCHED, How.NUMBER})
UNDOABLE = frozenset({How.MOVED, How.NOT_SAME})
ASKED = "asked"  # counted beside the ways in which records were laid: rows that a person was asked about
CHECKED = {"same": "checked_same", "not_same": "checked_not_same", "not_sure": "checked_not_sure"}
COUNTED = (*(how.value for how in How), ASKED, *CHECKED.values())

HOW_WORDS = {
    How.MATCHED: "Matched by itself",
    How.NUMBER: "Matched by itself, by the agency’s own number",
    How.FOUNDED: "Founded this entry",
    How.DECIDED: "Somebody decided",
    How.MOVED: "Moved from one child to another",
    How.NOT_SAME: "Taken off: not the same child",
    How.JOINED: "Came along when two records were joined",
    How.SEPARATED: "Went back when two records were separated",
    How.UNDONE: "Put back as it was",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a record was laid where it was: the bits, what stood against it, and the waterfall, by one release."""

    how: How
    bits: float | None = None
    release: int | None = None
    guards: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()

    def steps_kept(self) -> list[list[object]]:
        """The waterfall as it is kept: words, and bits to a hundredth."""
        return [[step.words, round(step.bits, 2)] for step in self.steps]


def evidence_of(outcome: Outcome) -> Evidence:
    """Of a record that was laid without asking anybody."""
    by_number = any(step.words == AGENCY_NUMBER_WORDS["same"] for step in outcome.steps)
    how = How.NUMBER if by_number else How.MATCHED
    return Evidence(how, outcome.score, outcome.release, outcome.guards, outcome.steps)


def evidence_of_founder(outcome: Outcome) -> Evidence:
    """Of a record that nobody in the index was like enough to; the bits are those of the likeliest."""
    return Evidence(How.FOUNDED, outcome.score, outcome.release)


def evidence_of_decision(weighed: Weighed | None, *, release: int, guards: tuple[str, ...] = ()) -> Evidence:
    """Of a record that a person laid, with how far it agrees with the child they chose, where that was weighed."""
    if weighed is None:
        return Evidence(How.DECIDED)
    return Evidence(How.DECIDED, weighed.bits, release, guards, weighed.steps)


def steps_as_kept(kept: list[list[object]]) -> tuple[Step, ...]:
    """The waterfall read back, with where the sum stands after each step."""
    total, steps = 0.0, []
    for words, bits in kept:
        total += float(str(bits))
        steps.append(Step(str(words), float(str(bits)), total))
    return tuple(steps)


def number_in(source_key: str) -> str:
    """The agency's own number, where it keeps its record under one."""
    beginning = OF_CHILD + BY_NUMBER
    return source_key.removeprefix(beginning) if source_key.startswith(beginning) else ""


def line_of(source_key: str) -> str:
    """Under which key the first line of a record is kept; those of its other lines begin so, and a space."""
    return OF_LINE + source_key.removeprefix(OF_CHILD)
