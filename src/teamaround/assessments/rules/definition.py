"""What a form is made of. Shape only; reading and checking are in `reading`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """How something is answered."""

    TEXT = "text"  # one line
    LONG = "long"  # as much as is wanted
    CHOICE = "choice"  # one of several
    CHOICES = "choices"  # any of several


class SectionKind(StrEnum):
    """What a section holds."""

    ANSWERS = "answers"  # each part is one question
    ELEMENTS = "elements"  # each part is asked about with the form's statement questions
    ACTIONS = "actions"  # who will do what; kept with the plan, not with the answers


@dataclass(frozen=True)
class Choice:
    """One thing that can be chosen."""

    key: str
    words: str


@dataclass(frozen=True)
class Question:
    """One box: what it is called, what helps to fill it, how it is answered."""

    key: str
    heading: str
    kind: Kind = Kind.LONG
    help: str = ""
    prompts: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    group: str = ""


@dataclass(frozen=True)
class Section:
    """One page of the form."""

    key: str
    title: str
    kind: SectionKind
    about: str = ""
    parts: tuple[Question, ...] = ()
    known: tuple[str, ...] = ()  # facts to show from the child's record


@dataclass(frozen=True, order=True)
class Box:
    """Where a text belongs: a part of the form and one of the questions about that part."""

    part: str
    field: str = "answer"

    def __str__(self) -> str:
        return f"{self.part}-{self.field}"


@dataclass(frozen=True)
class Form:
    """One version of one form, in force between two dates."""

    key: str
    version: str
    title: str
    language: str
    in_force_from: date
    in_force_until: date | None
    about: str
    statement: tuple[Question, ...]
    sections: tuple[Section, ...]

    def section(self, key: str) -> Section | None:
        """The section of that key, if there is one."""
        return next((section for section in self.sections if section.key == key), None)

    def boxes_of(self, section: Section) -> Iterator[tuple[Box, Question]]:
        """Every box of a section, in the order of the page."""
        for part in section.parts:
            if section.kind is SectionKind.ELEMENTS:
                yield from ((Box(part.key, asked.key), asked) for asked in self.statement)
            else:
                yield Box(part.key), part

    def boxes(self) -> dict[Box, Question]:
        """Every box of the form."""
        return {box: asked for section in self.sections for box, asked in self.boxes_of(section)}

    def in_force_on(self, day: date) -> bool:
        """Whether a new assessment begun that day may use this version."""
        return self.in_force_from <= day and (self.in_force_until is None or day <= self.in_force_until)
