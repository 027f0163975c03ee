"""Where a family's work stands, from agreeing to finishing: found from what is recorded, never typed in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """One step of the way."""

    AGREEMENT = "agreement"
    ASSESSMENT = "assessment"
    MEETINGS = "meetings"
    PLAN = "plan"
    REVIEWS = "reviews"
    CLOSURE = "closure"


class Event(StrEnum):
    """What moves the work on; a step may be passed over, and nothing is held up by one."""

    AGREE = "agree"
    COMPLETE = "complete_the_assessment"
    MEET = "meet"
    PLAN = "plan"
    REVIEW = "review"
    WITHDRAW = "withdraw_agreement"
    CLOSE = "close"
    REOPEN = "reopen"


_STOPS = {Event.WITHDRAW: Stage.AGREEMENT, Event.CLOSE: Stage.CLOSURE}

NEXT: dict[Stage, dict[Event, Stage]] = {
    Stage.AGREEMENT: {Event.AGREE: Stage.ASSESSMENT, Event.CLOSE: Stage.CLOSURE},
    Stage.ASSESSMENT: {
        Event.COMPLETE: Stage.MEETINGS,
        Event.MEET: Stage.MEETINGS,
        Event.PLAN: Stage.PLAN,
        Event.REVIEW: Stage.REVIEWS,
        **_STOPS,
    },
    Stage.MEETINGS: {Event.PLAN: Stage.PLAN, Event.REVIEW: Stage.REVIEWS, **_STOPS},
    Stage.PLAN: {Event.REVIEW: Stage.REVIEWS, **_STOPS},
    Stage.REVIEWS: {**_STOPS},
    Stage.CLOSURE: {Event.REOPEN: Stage.AGREEMENT},
}

WORDS = {
    Stage.AGREEMENT: "The family agrees",
    Stage.ASSESSMENT: "Understanding together",
    Stage.MEETINGS: "Meeting together",
    Stage.PLAN: "Doing what we planned",
    Stage.REVIEWS: "Looking again",
    Stage.CLOSURE: "Finishing well",
}


class Place(StrEnum):
    """Where a step lies, seen from where the work stands."""

    PASSED = "passed"
    HERE = "here"
    AHEAD = "ahead"


PLACE_WORDS = {Place.PASSED: "Done", Place.HERE: "Now", Place.AHEAD: "Still to come"}


@dataclass(frozen=True)
class Facts:
    """What is recorded of an episode, as far as it says where the work stands."""

    has_agreement: bool = False  # in force
    assessment_is_complete: bool = False
    has_met: bool = False
    has_plan: bool = False  # a goal or an action
    has_review: bool = False
    is_closed: bool = False


@dataclass(frozen=True)
class StepSeen:
    """A step of the way as a page shows it."""

    stage: Stage
    words: str
    place: Place


def stage(facts: Facts) -> Stage:
    """Where the work stands: what has happened, walked through the table from its beginning."""
    at = Stage.AGREEMENT
    for event in _happened(facts):
        at = NEXT[at].get(event, at)
    return at


def steps(facts: Facts) -> list[StepSeen]:
    """Every step of the way, and which of them is now."""
    way = list(Stage)
    here = way.index(stage(facts))
    return [StepSeen(one, WORDS[one], _place(number, here)) for number, one in enumerate(way)]


def _place(number: int, here: int) -> Place:
    if number == here:
        return Place.HERE
    return Place.PASSED if number < here else Place.AHEAD


def _happened(facts: Facts) -> Iterator[Event]:
    for event, has in (
        (Event.AGREE, facts.has_agreement),
        (Event.COMPLETE, facts.assessment_is_complete),
        (Event.MEET, facts.has_met),
        (Event.PLAN, facts.has_plan),
        (Event.REVIEW, facts.has_review),
        (Event.CLOSE, facts.is_closed),
    ):
        if has:
            yield event
