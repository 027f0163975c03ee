"""Writing: who writes where, two people in one box, and how full it is, in words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from teamaround.assessments.rules.definition import Box, Form, Kind, Question, Section, SectionKind
from teamaround.assessments.rules.states import OPEN, State
from teamaround.kernel.refusal import Refusal

LONGEST = 20_000  # characters in one box, some eight printed pages
ONE_LINE = 300
SAME_SITTING = timedelta(minutes=30)
BOTH = "both"
PAGE = re.compile(r"[0-9a-f]{32}")


class Outcome(StrEnum):
    """What becomes of a text that somebody sends."""

    UNCHANGED = "unchanged"
    KEPT = "kept"
    CLASH = "clash"


@dataclass(frozen=True)
class Writer:
    """Who writes: their agency, whether they may write assessments, and what they were asked for."""

    agency: int
    may_write: bool
    asked_for: frozenset[str] = frozenset()  # keys of sections; only for contributors


def tidied(text: str) -> str:
    """A text as it is kept: one kind of line end, no blanks at the ends, nothing a database refuses."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").strip()


def mark_of(version: int, text: str) -> str:
    """What a page remembers of a box as it was shown: its version and a digest of its text."""
    return f"{version}.{hashlib.sha256(tidied(text).encode()).hexdigest()[:16]}"


def mark_of_both(version: int, text: str) -> str:
    """The same for a box beside which another text was shown: what is saved then puts that one aside."""
    return f"{mark_of(version, text)}.{BOTH}"


def were_both_shown(mark: str) -> bool:
    """Whether the writer had another's text before them, beside their own."""
    return mark.endswith(f".{BOTH}")


@dataclass(frozen=True)
class Sending:
    """Which open page sent a text, and which of that page's sendings it was; a page without a script has none."""

    page: str = ""
    turn: int = 0

    @classmethod
    def read(cls, told: str) -> Sending:
        """As a page tells it, such as 12.5f0c…; anything else, or a part of it, is no page."""
        turn, _, page = told.partition(".")
        if not (PAGE.fullmatch(page) and turn.isascii() and turn.isdigit() and len(turn) < 10):
            return cls()
        return cls(page, int(turn))

    def __str__(self) -> str:
        return f"{self.turn}.{self.page}" if self.page else ""

    def follows(self, kept: Sending) -> bool:
        """Whether what is kept was sent by this very page before: then nobody else wrote in between."""
        return bool(self.page) and self.page == kept.page and self.turn > kept.turn


def settle(*, kept_version: int, kept: str, typed: str, mark: str, follows: bool = False) -> Outcome:
    """What becomes of a typed text, from the mark of what its writer had before them.

    Unchanged: the writer did not touch the box, or wrote what is there already.
    Kept: nobody else wrote in between. Clash: somebody did; neither text is lost.
    `follows`: what is kept came from the same open page, even if that page never heard so.
    """
    typed = tidied(typed)
    version, _, rest = mark.partition(".")
    untouched = mark_of(0, typed).partition(".")[2] == rest.partition(".")[0]
    if typed == tidied(kept) or (untouched and not follows):
        return Outcome.UNCHANGED
    return Outcome.KEPT if follows or version == str(kept_version) else Outcome.CLASH


def is_worth_keeping(
    *, written_by: int, written_at: datetime, by: int, at: datetime, text: str, put_aside: bool = False
) -> bool:
    """Whether an earlier wording is kept: somebody else's, one's own from another sitting, or one put aside."""
    return bool(text) and (put_aside or written_by != by or at - written_at > SAME_SITTING)


def check_can_write(*, state: State, leading: Collection[int], writer: Writer, section: Section) -> None:
    """Agencies that lead write everywhere until it is complete; others what was asked of them while it is open."""
    if state is not State.BEGUN and not (state in OPEN and section.key in writer.asked_for):
        raise Refusal(
            "not-being-written",
            "This assessment is not being written now. What you typed is on this page.",
        )
    if section.kind is SectionKind.ACTIONS:
        raise Refusal("actions", "Actions are kept with the plan. Add them there.")
    if not writer.may_write:
        raise Refusal("duty", "Writing assessments is not one of your duties. Ask whoever manages accounts.")
    if writer.agency not in leading and section.key not in writer.asked_for:
        raise Refusal(
            "not-asked",
            f"You have not been asked to write about “{section.title}”. Ask to contribute.",
        )


def may_write(*, state: State, leading: Collection[int], writer: Writer, section: Section) -> bool:
    """The same as `check_can_write`, for showing or leaving out a link."""
    try:
        check_can_write(state=state, leading=leading, writer=writer, section=section)
    except Refusal:
        return False
    return True


def check_text(question: Question, text: str, *, field: str = "") -> str:
    """The text as it will be kept, or a refusal that says what to do."""
    text = tidied(text)
    most = ONE_LINE if question.kind is Kind.TEXT else LONGEST
    if len(text) > most:
        raise Refusal(
            "too-long",
            f"“{question.heading}” has {len(text):,} characters; {most:,} is the most. "
            "Shorten it, or put the rest in another part. Nothing you typed has been lost.",
            field=field,
        )
    if text and question.kind in (Kind.CHOICE, Kind.CHOICES):
        _check_choices(question, text, field)
    return text


def _check_choices(question: Question, text: str, field: str) -> None:
    chosen = text.split(",")
    known = {choice.key for choice in question.choices}
    if not known.issuperset(chosen) or (question.kind is Kind.CHOICE and len(chosen) > 1):
        raise Refusal("choice", f"Choose from what is offered for “{question.heading}”.", field=field)


def in_words(question: Question, text: str) -> str:
    """An answer as it is read: the words of what was chosen, or the text itself."""
    if question.kind not in (Kind.CHOICE, Kind.CHOICES):
        return text
    words = {choice.key: choice.words for choice in question.choices}
    return ", ".join(words.get(key, key) for key in text.split(",") if key)


@dataclass(frozen=True)
class Fullness:
    """How many of the parts have something in them. Shown, never asked for, never scored."""

    written: int
    parts: int

    @property
    def words(self) -> str:
        """Such as: 3 of 12 parts have something in them."""
        if self.written == 0:
            return "Nothing written yet"
        if self.written == self.parts:
            return "Something in every part"
        return f"{self.written} of {self.parts} parts have something in them"


def fullness(
    form: Form,
    written: Collection[Box],
    sections: Iterable[Section] | None = None,
    *,
    unasked: frozenset[Box] = frozenset(),
) -> Fullness:
    """How full the form is, or some of its sections; what is not asked, as things are, does not count."""
    chosen = form.sections if sections is None else tuple(sections)
    parts = {
        part.key
        for section in chosen
        for part in section.parts
        if not part_is_unasked(form, section, part, unasked)
    }
    return Fullness(written=len({box.part for box in written} & parts), parts=len(parts))


def part_is_unasked(form: Form, section: Section, part: Question, unasked: frozenset[Box]) -> bool:
    """Whether nothing is asked about a part, as things are answered."""
    if section.kind is SectionKind.ELEMENTS:
        return all(Box(part.key, question.key) in unasked for question in form.statement)
    return Box(part.key) in unasked


def worth_a_look(
    form: Form, written: Collection[Box], elements: Iterable[str] = ("child_says", "child_comments")
) -> list[str]:
    """Headings of the parts that families look for first and that are still blank; a nudge, not a bar."""
    has = {box.part for box in written}
    return [part.heading for part in form.parts_about(*elements) if part.key not in has]
