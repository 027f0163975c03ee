"""What a partnership's own form must keep to: conditions that can be met, common elements, no scores."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from teamaround.assessments.rules.elements import ANSWER, ELEMENTS, OWN

Table = Mapping[str, Any]
SCORING = re.compile(
    r"\b(scor(e|es|ed|ing)|ratings?|rate (your|how)|points? (for|out of|each)|(marks?|points?) out of"
    r"|out of (five|ten|\d+)|(on a )?scale (of|from)|rag status)\b",
    re.IGNORECASE,
)
FIGURES = re.compile(r"[-+]?\d+([.,]\d+)?\s*(%|points?|/\s*\d+)?", re.IGNORECASE)
NO_SCORES = "Nothing about a child is scored. Ask in words, and give words to choose from."


def tables(data: Table, name: str) -> list[Table]:
    """The tables of that name; whatever is no table is left out."""
    found = data.get(name, [])
    return [entry for entry in found if isinstance(entry, Mapping)] if isinstance(found, list) else []


def parts_of(data: Table) -> Iterator[tuple[Table, Table]]:
    """Every part with its section."""
    for section in tables(data, "sections"):
        yield from ((section, part) for part in tables(section, "parts"))


# ---------------------------------------------------------------- conditions


def faults_in_conditions(data: Table) -> list[str]:
    """Conditions on a question that does not exist, cannot be met, or hangs on itself."""
    boxes = dict(_boxes(data))
    statement = {_text(question.get("key")): question for question in tables(data, "statement")}
    faults = []
    for section, part in parts_of(data):
        place = f"The part {part.get('key')!r} of the section {section.get('key')!r}"
        faults += _faults_in_condition(part, place, boxes, own=_text(part.get("key")))
    anywhere = {("", key): question for key, question in statement.items()}
    for key, question in statement.items():
        faults += _faults_in_condition(
            question, f"The statement question {key!r}", boxes | anywhere, own="", own_field=key
        )
    return faults or _circles(data)


def _boxes(data: Table) -> Iterator[tuple[tuple[str, str], Table]]:
    for section, part in parts_of(data):
        if section.get("kind") == "elements":
            for question in tables(data, "statement"):
                yield (_text(part.get("key")), _text(question.get("key"))), question
        else:
            yield (_text(part.get("key")), ANSWER), part


def _faults_in_condition(
    question: Table, place: str, boxes: Mapping[tuple[str, str], Table], *, own: str, own_field: str = ""
) -> list[str]:
    condition = question.get("shown_if")
    if not isinstance(condition, Mapping):
        return []
    if set(condition) - {"part", "field", "is"} or not isinstance(condition.get("is"), str):
        return [f'{place}: write shown_if as {{ part = "...", field = "...", is = "..." }}.']
    part, field = _text(condition.get("part")), _text(condition.get("field", ANSWER))
    asked = boxes.get((part, field))
    named = f"{field!r} of the part {part!r}" if part else repr(field)
    if asked is None:
        return [
            f"{place} is shown if {named} has an answer, but no such question exists. Put it right in shown_if."
        ]
    if (part, field) == (own, own_field or ANSWER):
        return [f"{place} is shown if it is answered itself. Name another question in shown_if."]
    if condition["is"] not in [choice.get("key") for choice in tables(asked, "choices")]:
        return [
            f"{place} waits for {condition['is']!r}, which {named} does not offer. Name one of its choices."
        ]
    return []


def _circles(data: Table) -> list[str]:
    """Questions that wait for each other would never be asked."""
    waits = {
        _text(part.get("key")): _text(part["shown_if"].get("part"))
        for _, part in parts_of(data)
        if isinstance(part.get("shown_if"), Mapping)
    }
    return [
        f"The part {key!r} waits for parts that wait for it, so it is never asked. Take one shown_if out."
        for key in waits
        if _comes_back(key, waits)
    ]


def _comes_back(key: str, waits: Mapping[str, str]) -> bool:
    seen, here = set(), waits[key]
    while here in waits and here not in seen and here != key:
        seen.add(here)
        here = waits[here]
    return here == key


# ---------------------------------------------------------------- scores


def faults_of_scoring(data: Table) -> list[str]:
    """Whatever looks like a score or points, in wording or as a list of figures to choose from."""
    faults = []
    for place, question in _questions(data):
        texts = [question.get("heading"), question.get("help"), *_listed(question.get("prompts"))]
        choices = [_text(choice.get("words")).strip() for choice in tables(question, "choices")]
        if any(SCORING.search(_text(text)) for text in [*texts, *choices]):
            faults.append(f"{place} looks like a score. {NO_SCORES}")
        elif sum(bool(FIGURES.fullmatch(words)) for words in choices) > 1:
            faults.append(f"{place} offers figures to choose from, which looks like a score. {NO_SCORES}")
    return faults


def _questions(data: Table) -> Iterator[tuple[str, Table]]:
    for question in tables(data, "statement"):
        yield f"The statement question {question.get('key')!r}", question
    for section, part in parts_of(data):
        yield f"The part {part.get('key')!r} of the section {section.get('key')!r}", part


# ---------------------------------------------------------------- common elements


def faults_in_mapping(data: Table) -> list[str]:
    """Parts that do not say which common element they ask about, and forms without the child's voice."""
    faults = []
    for section, part in parts_of(data):
        place = f"The part {part.get('key')!r} of the section {section.get('key')!r}"
        maps_to, key = part.get("maps_to"), _text(part.get("key"))
        if not maps_to and key not in ELEMENTS and section.get("kind") != "actions":
            faults.append(
                f"{place} has no maps_to. Name the common element that it asks about, "
                f'or write maps_to = "{OWN}" when only this form asks it.'
            )
        elif maps_to and maps_to != OWN and _text(maps_to) not in ELEMENTS:
            faults.append(
                f"{place} has maps_to = {maps_to!r}, which is no common element. "
                "“teamaround form list” names them all."
            )
    mapped = [_text(part.get("maps_to") or part.get("key")) for _, part in parts_of(data)]
    faults += [
        f'Two parts have maps_to = {element!r}. Keep one of them and write maps_to = "{OWN}" in the other.'
        for element, times in Counter(mapped).items()
        if times > 1 and element in ELEMENTS
    ]
    if "child_says" not in mapped:
        faults.append(
            'No part asks for the child\'s own words. Write maps_to = "child_says" in the part that does.'
        )
    return faults


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
