"""What a form is made of. Shape only; reading and checking are in `reading`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from teamaround.assessments.rules.elements import element_of


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
class Condition:
    """When a question is asked: once another has a certain answer. `words` say so to the reader."""

    part: str  # empty: the same part, for questions about each element
    field: str
    answer: str
    words: str

    def box(self, part: str) -> Box:
        """The box on which a question about this part depends."""
        return Box(self.part or part, self.field)


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
    maps_to: str = ""
    shown_if: Condition | None = None

    @property
    def element(self) -> str:
        """The common element that it asks about; empty when only this form asks it."""
        return element_of(self.key, self.maps_to)


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

    @property
    def is_in_another_language(self) -> bool:
        """Whether its words are in another language than the pages around them."""
        return not self.language.startswith("en")

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

    def is_asked(self, box: Box, texts: Mapping[Box, str]) -> bool:
        """Whether a box is asked, as things are answered: its own condition and its part's hold."""
        part = next(part for section in self.sections for part in section.parts if part.key == box.part)
        question = self.boxes()[box]
        met = (_is_met(one.shown_if, box.part, texts) for one in (part, question) if one.shown_if)
        return all(met)

    def unasked(self, texts: Mapping[Box, str]) -> frozenset[Box]:
        """Boxes that are not asked, as things are answered. What was typed in them is kept."""
        if not any(question.shown_if for question in self._questions()):
            return frozenset()
        return frozenset(box for box in self.boxes() if not self.is_asked(box, texts))

    def parts_about(self, *elements: str) -> list[Question]:
        """The parts that ask about common elements, whatever this form calls them."""
        parts = (part for section in self.sections for part in section.parts)
        return [part for part in parts if part.element in elements]

    def _questions(self) -> Iterator[Question]:
        yield from self.statement
        yield from (part for section in self.sections for part in section.parts)

    def in_force_on(self, day: date) -> bool:
        """Whether a new assessment begun that day may use this version."""
        return self.in_force_from <= day and (self.in_force_until is None or day <= self.in_force_until)


def _is_met(condition: Condition, part: str, texts: Mapping[Box, str]) -> bool:
    return condition.answer in texts.get(condition.box(part), "").split(",")
