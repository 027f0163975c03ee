"""Labels of recommendations, what their words refer to, and what hangs on what (R32).

Converted papers lose their letters: “subject to (b) above” then points at nothing. So a label is
kept with each recommendation, and every reference in its words is looked up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from teamaround.kernel.refusal import Refusal

_LABEL = r"\(([a-z0-9]{1,4}(?:\.[0-9]{1,3}){0,2})\)(?:\s?\(([ivx]{1,4})\))?"
_REFERENCE = re.compile(
    rf"(?P<condition>subject\s+to\s+)?(?:(?:paragraph|recommendation|clause)\s+)?{_LABEL}(?:\s+(?P<where>above|below))?",
    re.I,
)
_SHAPE = re.compile(r"[a-z0-9]{1,4}(?:\.[0-9]{1,3}){0,2}(?:\([ivx]{1,4}\))?")


@dataclass(frozen=True)
class Reference:
    """A label that words point at; whether the words make it a condition, and where they say it stands."""

    label: str
    is_condition: bool
    where: str


@dataclass(frozen=True)
class Labelled:
    """A recommendation or a clause of one: its label, its words, and what it is subject to."""

    label: str
    words: str
    subject_to: str = ""


def references_in(words: str) -> list[Reference]:
    """What the words point at: labels after “subject to”, or before “above” or “below”."""
    found = []
    for match in _REFERENCE.finditer(words):
        where = (match["where"] or "").lower()
        if match["condition"] or where:
            label = match[2].lower() + (f"({match[3].lower()})" if match[3] else "")
            found.append(Reference(label, bool(match["condition"]), where))
    return found


def check_labels(items: Sequence[Labelled]) -> None:
    """Every label has its shape and stands once, every reference leads to one, nothing hangs on itself."""
    place = {item.label: nth for nth, item in enumerate(items)}
    for nth, item in enumerate(items):
        if not _SHAPE.fullmatch(item.label):
            raise Refusal("label", "A label is short, such as 4, 3.1, b or b(ii).", field="label")
        if place[item.label] != nth:
            raise Refusal("label-twice", f"There are two with the label ({item.label}).", field="label")
        for reference in references_in(item.words):
            _check_reference(item, reference, nth, place)
        if item.subject_to and item.subject_to not in place:
            raise _leads_nowhere(item.label, item.subject_to)
    _check_no_circle({item.label: item.subject_to for item in items if item.subject_to})


def _check_reference(item: Labelled, reference: Reference, nth: int, place: Mapping[str, int]) -> None:
    stands = place.get(reference.label)
    if stands is None:
        raise _leads_nowhere(item.label, reference.label)
    wrong = (reference.where == "above" and stands >= nth) or (reference.where == "below" and stands <= nth)
    if wrong:
        raise Refusal(
            "wrong-way",
            f"({item.label}) says that ({reference.label}) stands {reference.where}, and it does not.",
            field="words",
        )
    if reference.is_condition and item.subject_to != reference.label:
        raise Refusal(
            "condition",
            f"The words of ({item.label}) make it subject to ({reference.label}): say so beside it too.",
            field="subject_to",
        )


def _leads_nowhere(label: str, to: str) -> Refusal:
    return Refusal("leads-nowhere", f"({label}) refers to ({to}), which is not there.", field="words")


def _check_no_circle(conditions: Mapping[str, str]) -> None:
    for start in conditions:
        seen, at = set(), start
        while at in conditions and at not in seen:
            seen.add(at)
            at = conditions[at]
        if at in seen:
            raise Refusal(
                "circle", f"({at}) waits, by way of what it waits for, for itself.", field="subject_to"
            )


def why_not_yet(*, condition: str, settled_on: date | None, on: date) -> str:
    """Why nothing may be begun for a recommendation yet (R32); empty when it may."""
    if not condition or (settled_on is not None and settled_on <= on):
        return ""
    return f"It is subject to ({condition}), which is not settled yet."
