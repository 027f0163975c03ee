"""Whose voice was heard, and how; and if it was not, why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from teamaround.kernel.refusal import Refusal

LONGEST_VOICE = 5_000


class Whose(StrEnum):
    """Whose voice it is."""

    CHILD = "child"
    PARENT = "parent"


class Heard(StrEnum):
    """How somebody was heard."""

    THERE = "there"
    THROUGH_SOMEBODY = "through_somebody"
    WROTE_OR_DREW = "wrote_or_drew"
    WATCHED = "watched"  # a baby, or somebody who does not use words
    NOT_HEARD = "not_heard"


WHOSE_WORDS = {Whose.CHILD: "The child or young person", Whose.PARENT: "Parents or carers"}
HEARD_WORDS = {
    Heard.THERE: "They were there and said it themselves",
    Heard.THROUGH_SOMEBODY: "Somebody they trust said it for them",
    Heard.WROTE_OR_DREW: "They wrote it down or drew it beforehand",
    Heard.WATCHED: "We watched how they are, as they do not use words yet",
    Heard.NOT_HEARD: "They were not heard this time",
}
_ASK_WORDS = {
    Heard.THERE: "Write a few words of what they said.",
    Heard.THROUGH_SOMEBODY: "Write what was said for them, and by whom.",
    Heard.WROTE_OR_DREW: "Write what they wrote or drew, in their own words.",
    Heard.WATCHED: "Write in a few words what you saw.",
}


@dataclass(frozen=True)
class Said:
    """One voice: how it was heard and what it said, or why it was not heard."""

    whose: Whose
    heard: Heard
    said: str = ""
    why_not: str = ""


@dataclass(frozen=True)
class Hearing:
    """What is written down about one child at a meeting, and which texts the writer had seen."""

    said: tuple[Said, ...]
    versions: Mapping[Whose, int] = field(default_factory=dict)


class VoiceRefused(Refusal):
    """A voice that is missing or has no words, and of which child."""

    def __init__(self, child: int, refusal: Refusal) -> None:
        super().__init__(refusal.code, refusal.sentence, field=refusal.field)
        self.child = child


def needed_of(child: int, *, first: int) -> tuple[Whose, ...]:
    """At a meeting each child is heard, and the parents once, beside the child with whom the work began."""
    return tuple(Whose) if child == first else (Whose.CHILD,)


def check_each(said: Mapping[int, Iterable[Said]], *, needed: Mapping[int, Iterable[Whose]]) -> None:
    """For each child every voice that is needed, or why it is missing."""
    for child in needed:
        try:
            check_voices(said.get(child, ()), needed=needed[child])
        except Refusal as refusal:
            raise VoiceRefused(child, refusal) from None


def ways(whose: Whose) -> tuple[Heard, ...]:
    """How somebody can be heard; that they were watched is said of a child alone."""
    return tuple(way for way in Heard if whose is Whose.CHILD or way is not Heard.WATCHED)


def field_of(whose: Whose, part: str) -> str:
    """The name of the box for one part (heard, said, why_not) of a voice: child_said, parent_why_not."""
    return f"{whose.value}_{part}"


def check_voices(said: Iterable[Said], *, needed: Iterable[Whose]) -> None:
    """Every voice that is needed is there: heard, with its words; or not heard, and why not."""
    by_whose = {one.whose: one for one in said}
    for whose in needed:
        if whose not in by_whose:
            raise Refusal(
                "voice",
                f"{WHOSE_WORDS[whose]}: say how they were heard, or that they were not.",
                field=field_of(whose, "heard"),
            )
    for one in by_whose.values():
        check_voice(one)


def check_voice(one: Said) -> None:
    """A voice that was heard has words, few or many; one that was not heard has a reason."""
    part, text = ("why_not", one.why_not) if one.heard is Heard.NOT_HEARD else ("said", one.said)
    field = field_of(one.whose, part)
    if len(text) > LONGEST_VOICE:
        raise Refusal(
            "voice-long",
            f"Say it in fewer than {LONGEST_VOICE:,} characters. Nothing is lost yet.",
            field=field,
        )
    if text.strip():
        return
    if one.heard is Heard.NOT_HEARD:
        raise Refusal(
            "voice-why",
            f"{WHOSE_WORDS[one.whose]}: say why they were not heard, and how they will be next time.",
            field=field,
        )
    raise Refusal("voice-words", f"{WHOSE_WORDS[one.whose]}: {_ASK_WORDS[one.heard].lower()}", field=field)
