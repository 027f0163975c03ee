"""What a council's papers are made of: parts in their order, what each needs, and who signs off. It is data."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any


class Kind(StrEnum):
    """What stands in a part."""

    TITLE = "title"
    LINE = "line"
    LINES = "lines"
    WORDS = "words"
    RECOMMENDATIONS = "recommendations"
    ANNEXES = "annexes"


class Need(StrEnum):
    """Whether a part must be there."""

    REQUIRED = "required"
    STATED = "stated"
    FILLED = "filled"


@dataclass(frozen=True)
class Part:
    """One part of a paper. `prints` is how a line is printed, with {} for its words."""

    key: str
    heading: str
    kind: Kind
    need: Need
    help: str = ""
    prints: str = "{}"
    wants_facts: bool = False

    @property
    def may_be_exempt(self) -> bool:
        """What a paper is about and what it asks for is always public; running text need not be."""
        return self.kind is Kind.WORDS


@dataclass(frozen=True)
class OfficeWanted:
    """Somebody who must have signed a paper off before it is published."""

    key: str
    words: str


@dataclass(frozen=True)
class Template:
    """A version of how a council's papers are made up. `asks` stands before the recommendations."""

    key: str
    version: str
    title: str
    language: str
    asks: str
    in_force_from: date
    parts: tuple[Part, ...]
    offices: tuple[OfficeWanted, ...]
    in_force_until: date | None = None

    def in_force_on(self, day: date) -> bool:
        """Whether a paper may begin with it on a day."""
        return self.in_force_from <= day and (self.in_force_until is None or day <= self.in_force_until)

    def part(self, key: str) -> Part | None:
        """The part with this key."""
        return next((each for each in self.parts if each.key == key), None)

    def of_kind(self, kind: Kind) -> Part | None:
        """The one part of a kind of which there is one."""
        return next((each for each in self.parts if each.kind is kind), None)


class FaultyTemplate(ValueError):
    """A template that cannot be used, with every fault in a sentence."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(" ".join(faults))
        self.faults = faults


TEXTS = ("key", "version", "title", "language", "asks")
ONE = (Kind.TITLE, Kind.RECOMMENDATIONS)


def read_template(text: str) -> Template:
    """The template that a TOML text describes. FaultyTemplate says all that is wrong with it."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise FaultyTemplate([f"The file cannot be read as TOML: {wrong}."]) from None
    return template_of(data)


def template_of(data: Mapping[str, Any]) -> Template:
    """The template that data describe; days may be days or text."""
    faults = [f"It says no {name}." for name in TEXTS if not isinstance(data.get(name), str)]
    faults += faults_in_parts(data.get("part", ()))
    if _day(data.get("in_force_from")) is None:
        faults.append("It does not say from which day it is in force (in_force_from).")
    if "{body}" not in str(data.get("asks", "")):
        faults.append("What it asks (asks) has no place for the name of the body: {body}.")
    if faults:
        raise FaultyTemplate(faults)
    return Template(
        **{name: data[name] for name in TEXTS}, in_force_from=_day(data["in_force_from"]) or date.min,
        in_force_until=_day(data.get("in_force_until")), parts=tuple(_part(each) for each in data["part"]),
        offices=tuple(OfficeWanted(each["key"], each["words"]) for each in data.get("office", ())),
    )  # fmt: skip


def faults_in_parts(parts: Any) -> list[str]:
    """What is wrong with the parts, one sentence each."""
    if not parts:
        return ["It has no parts."]
    keys = [each.get("key", "") for each in parts]
    faults = [f"There are two parts {key!r}." for key in sorted({one for one in keys if keys.count(one) > 1})]
    for each in parts:
        named = each.get("key") or each.get("heading") or "without a key"
        if not (each.get("key") and each.get("heading")):
            faults.append(f"The part {named!r} needs a key and a heading.")
        if each.get("kind") not in set(Kind) or each.get("need") not in set(Need):
            faults.append(f"The part {named!r} is of a kind or need that is not known.")
        if "{}" not in each.get("prints", "{}"):
            faults.append(f"How the part {named!r} prints has no place {{}} for its words.")
    kinds = [each.get("kind") for each in parts]
    return faults + [f"It needs one part of kind {one.value!r}." for one in ONE if kinds.count(one) != 1]


def _part(told: Mapping[str, Any]) -> Part:
    return Part(
        told["key"], told["heading"], Kind(told["kind"]), Need(told["need"]), told.get("help", ""),
        told.get("prints", "{}"), bool(told.get("wants_facts", False)),
    )  # fmt: skip


def _day(value: Any) -> date | None:
    if isinstance(value, str):
        return date.fromisoformat(value)
    return value if isinstance(value, date) else None


@cache
def shipped() -> tuple[Template, ...]:
    """Every template that comes with the program."""
    folder = files("teamaround.committees") / "papers_as_data"
    found = sorted((each for each in folder.iterdir() if each.name.endswith(".toml")), key=lambda e: e.name)
    return tuple(read_template(each.read_text("utf-8")) for each in found)
