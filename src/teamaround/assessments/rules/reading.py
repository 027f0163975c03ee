"""Reading a form from data, and saying everything that is wrong with it at once."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from teamaround.assessments.rules.checking import (
    faults_in_conditions,
    faults_in_mapping,
    faults_of_scoring,
    tables,
)
from teamaround.assessments.rules.definition import (
    Choice,
    Condition,
    Form,
    Kind,
    Question,
    Section,
    SectionKind,
)
from teamaround.assessments.rules.elements import ANSWER

KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
TEXTS = {
    "key",
    "version",
    "title",
    "language",
    "about",
    "kind",
    "heading",
    "help",
    "group",
    "words",
    "maps_to",
}
TABLES = {"statement", "sections", "parts", "choices"}
LISTS = {"prompts", "known"}
ONE_TABLE = {"shown_if"}
DATES = {"in_force_from", "in_force_until"}
FORM_WORDS = {"key", "version", "title", "language", "about", "statement", "sections"} | DATES
SECTION_WORDS = {"key", "title", "about", "kind", "parts", "known"}
QUESTION_WORDS = {"key", "heading", "help", "prompts", "kind", "choices", "group", "maps_to", "shown_if"}
CHOICE_WORDS = {"key", "words"}


class FaultyForm(ValueError):
    """A form that cannot be used, with every fault in a sentence."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults


def read_form(text: str) -> Form:
    """The form that the text describes (TOML). Raises FaultyForm with all the faults."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise FaultyForm([f"The file cannot be read as TOML: {wrong}."]) from None
    faults = faults_in(data)
    if faults:
        raise FaultyForm(faults)
    return form_of(data)


def read_release(text: str) -> tuple[Form, dict[str, Any]]:
    """A partnership's own form and its data, held to more: every part says which common element it is about."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise FaultyForm([f"The file cannot be read as TOML: {wrong}."]) from None
    faults = faults_in(data) + faults_in_mapping(data)
    if faults:
        raise FaultyForm(faults)
    return form_of(data), data


def choose_form(forms: Iterable[Form], *, key: str, on: date) -> Form:
    """The version of a form for an assessment begun on a day: the latest that is in force."""
    fitting = [form for form in forms if form.key == key and form.in_force_on(on)]
    if not fitting:
        raise FaultyForm([f"No version of the form {key!r} is in force on {on:%-d %B %Y}."])
    return max(fitting, key=lambda form: form.in_force_from)


def faults_in(data: Mapping[str, Any]) -> list[str]:
    """Every fault of a form, in words, with the place."""
    faults = _missing(data, {"key", "version", "title", "in_force_from", "sections"}, "The form")
    faults += _strange(data, FORM_WORDS, "The form") + _faults_in_dates(data)
    statement, sections = tables(data, "statement"), tables(data, "sections")
    for question in statement:
        faults += _faults_in_question(question, f"The statement question {question.get('key')!r}")
    for section in sections:
        faults += _faults_in_section(section, has_statement=bool(statement))
    faults += _repeated([question.get("key") for question in statement], "statement questions")
    faults += _repeated([section.get("key") for section in sections], "sections")
    faults += _repeated(
        [part.get("key") for section in sections for part in tables(section, "parts")], "parts"
    )
    return faults + faults_in_conditions(data) + faults_of_scoring(data)


def _faults_in_dates(data: Mapping[str, Any]) -> list[str]:
    first, last = data.get("in_force_from"), data.get("in_force_until")
    if type(first) is date and type(last) is date and last < first:
        return ["The form ends before it begins. Put in_force_until after in_force_from, or leave it out."]
    return []


def _faults_in_section(section: Mapping[str, Any], *, has_statement: bool) -> list[str]:
    where = f"The section {section.get('key')!r}"
    faults = _missing(section, {"key", "title", "kind"}, where) + _strange(section, SECTION_WORDS, where)
    faults += _faulty_key(section, where)
    kind = section.get("kind")
    if kind is not None and kind not in list(SectionKind):
        faults.append(f"{where} is of the kind {kind!r}, which is not known. {_use(SectionKind)}")
    if kind == SectionKind.ELEMENTS and not has_statement:
        faults.append(f"{where} has elements, but the form has no statement questions.")
    for part in tables(section, "parts"):
        faults += _faults_in_question(part, f"The part {part.get('key')!r}")
    return faults


def _faults_in_question(question: Mapping[str, Any], where: str) -> list[str]:
    faults = _missing(question, {"key", "heading"}, where) + _strange(question, QUESTION_WORDS, where)
    faults += _faulty_key(question, where)
    kind, choices = question.get("kind", Kind.LONG), tables(question, "choices")
    if kind not in list(Kind):
        faults.append(f"{where} is of the kind {kind!r}, which is not known. {_use(Kind)}")
    if (kind in (Kind.CHOICE, Kind.CHOICES)) != bool(choices):
        faults.append(f"{where} must have choices exactly when it is of the kind 'choice' or 'choices'.")
    for choice in choices:
        faults += _missing(choice, CHOICE_WORDS, f"A choice of {where[0].lower()}{where[1:]}")
        faults += _strange(choice, CHOICE_WORDS, f"A choice of {where[0].lower()}{where[1:]}")
    return faults + _repeated(
        [choice.get("key") for choice in choices], f"choices of {question.get('key')!r}"
    )


def _use(known: type[Kind] | type[SectionKind]) -> str:
    return f"Use one of: {', '.join(known)}."


def _missing(data: Mapping[str, Any], words: set[str], where: str) -> list[str]:
    return [f"{where} has no {word}." for word in sorted(words) if not data.get(word)]


def _strange(data: Mapping[str, Any], words: set[str], where: str) -> list[str]:
    """Words that are not known (a score, a weight, a slip of the pen), and known ones of the wrong sort."""
    faults = [
        f"{where} has {word!r}, which is not known. Take it out; known are: {', '.join(sorted(words))}."
        for word in sorted(set(data) - words)
    ]
    for word in sorted(set(data) & words):
        if not _is_right_sort(word, data[word]):
            faults.append(f"{where} has {word!r}, which must be {_sort_of(word)}.")
    return faults


def _is_right_sort(word: str, value: Any) -> bool:
    if word in TEXTS:
        return isinstance(value, str)
    if word in DATES:
        return type(value) is date
    if word in ONE_TABLE:
        return isinstance(value, Mapping)
    sort = Mapping if word in TABLES else str
    return isinstance(value, list) and all(isinstance(entry, sort) for entry in value)


def _sort_of(word: str) -> str:
    if word in TEXTS:
        return "a text"
    if word in DATES:
        return "a date such as 2026-01-01"
    if word in ONE_TABLE:
        return "a table such as { part = ..., field = ..., is = ... }"
    return "a list of tables" if word in TABLES else "a list of texts"


def _faulty_key(data: Mapping[str, Any], where: str) -> list[str]:
    key = data.get("key")
    if not key or not isinstance(key, str) or KEY.fullmatch(key):
        return []
    return [f"{where} needs a key of small letters, figures and underscores."]


def _repeated(keys: list[Any], what: str) -> list[str]:
    counted = Counter(str(key) for key in keys if key)
    return [f"Two {what} have the key {key!r}." for key, times in counted.items() if times > 1]


def form_of(data: Mapping[str, Any]) -> Form:
    """The form of data that has no faults."""
    headings = _asked(data)
    return Form(
        key=data["key"],
        version=data["version"],
        title=data["title"],
        language=data.get("language", "en-GB"),
        in_force_from=data["in_force_from"],
        in_force_until=data.get("in_force_until"),
        about=data.get("about", ""),
        statement=tuple(_question(entry, headings) for entry in data.get("statement", [])),
        sections=tuple(_section(entry, headings) for entry in data["sections"]),
    )


Asked = Mapping[tuple[str, str], Mapping[str, Any]]


def _asked(data: Mapping[str, Any]) -> Asked:
    """Every question by its place, for the words of a condition; a statement question has no part."""
    found = {("", question["key"]): question for question in data.get("statement", [])}
    for section in data["sections"]:
        found |= {(part["key"], ANSWER): part for part in section.get("parts", [])}
    return found


def _section(data: Mapping[str, Any], asked: Asked) -> Section:
    return Section(
        key=data["key"],
        title=data["title"],
        kind=SectionKind(data["kind"]),
        about=data.get("about", ""),
        parts=tuple(_question(entry, asked) for entry in data.get("parts", [])),
        known=tuple(data.get("known", [])),
    )


def _condition(data: Mapping[str, Any], asked: Asked) -> Condition:
    part, field = data.get("part", ""), data.get("field", ANSWER)
    question = asked.get((part, field)) or asked["", field]
    answer = next(choice["words"] for choice in question["choices"] if choice["key"] == data["is"])
    return Condition(part, field, data["is"], words=f"“{question['heading']}”: {answer}")


def _question(data: Mapping[str, Any], asked: Asked) -> Question:
    return Question(
        key=data["key"],
        heading=data["heading"],
        kind=Kind(data.get("kind", Kind.LONG)),
        help=data.get("help", ""),
        prompts=tuple(data.get("prompts", [])),
        choices=tuple(Choice(**choice) for choice in data.get("choices", [])),
        group=data.get("group", ""),
        maps_to=data.get("maps_to", ""),
        shown_if=_condition(data["shown_if"], asked) if "shown_if" in data else None,
    )
