"""Meetings of a team: planned, held, and what is kept of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from teamaround.kernel.clock import LONDON
from teamaround.kernel.refusal import Refusal

LONGEST_PLACE = 300
LONGEST_TEXT = 5_000  # of a purpose, of news, of a line of the minutes
LONGEST_MINUTES = 12 * 60
FURTHEST_DAYS = 400
_CLOCK = re.compile(r"^(\d{1,2})(?:[:. ]?(\d{2}))?\s*([ap])?\.?\s*(?:m\.?)?$", re.I)


class Kind(StrEnum):
    """What a meeting is for."""

    TEAM = "team"
    REVIEW = "review"
    HANDOVER = "handover"
    FAMILY_LED = "family_led"
    CLOSING = "closing"


class MeetingState(StrEnum):
    """How far a meeting has come."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    HELD = "held"
    CANCELLED = "cancelled"


class Step(StrEnum):
    """What moves a meeting on."""

    BEGIN = "begin"
    END = "end"
    GO_ON = "go_on"
    CANCEL = "cancel"


NEXT: dict[MeetingState, dict[Step, MeetingState]] = {
    MeetingState.PLANNED: {Step.BEGIN: MeetingState.UNDER_WAY, Step.CANCEL: MeetingState.CANCELLED},
    MeetingState.UNDER_WAY: {Step.END: MeetingState.HELD},
    MeetingState.HELD: {Step.GO_ON: MeetingState.UNDER_WAY},
    MeetingState.CANCELLED: {},
}


class Answer(StrEnum):
    """What somebody said to an invitation."""

    ASKED = "asked"
    COMING = "coming"
    CANNOT_COME = "cannot_come"


class MinuteKind(StrEnum):
    """What a line of the minutes is."""

    SAID = "said"
    DECIDED = "decided"
    ACTION = "action"


WORDS = {
    MeetingState.PLANNED: "Planned",
    MeetingState.UNDER_WAY: "Under way",
    MeetingState.HELD: "Held",
    MeetingState.CANCELLED: "Cancelled",
}
KIND_WORDS = {
    Kind.TEAM: "Team meeting",
    Kind.REVIEW: "Review meeting",
    Kind.HANDOVER: "Meeting to hand over",
    Kind.FAMILY_LED: "Meeting that the family leads",
    Kind.CLOSING: "Meeting to finish well",
}
ANSWER_WORDS = {
    Answer.ASKED: "Has not answered yet",
    Answer.COMING: "Is coming",
    Answer.CANNOT_COME: "Cannot come",
}
MINUTE_WORDS = {
    MinuteKind.SAID: "Said",
    MinuteKind.DECIDED: "Decided",
    MinuteKind.ACTION: "To do",
}
_INSTEAD = {
    MeetingState.PLANNED: "This meeting has not begun yet. Open it first.",
    MeetingState.UNDER_WAY: "This meeting is under way.",
    MeetingState.HELD: "This meeting is over. Open its minutes again to change them.",
    MeetingState.CANCELLED: "This meeting was cancelled. Plan another one.",
}


# ---------------------------------------------------------------- planning one


@dataclass(frozen=True)
class MeetingPlan:
    """A meeting as somebody would plan it: a day, from when to when, where and what for."""

    kind: Kind
    on: date | None
    starts: time | None
    ends: time | None
    place: str = ""
    purpose: str = ""


@dataclass(frozen=True)
class Slot:
    """When a meeting is: the moment that it starts, and how many minutes it lasts."""

    starts_at: datetime
    minutes_long: int

    @property
    def ends_at(self) -> datetime:
        """The moment that it ends."""
        return self.starts_at + timedelta(minutes=self.minutes_long)


def clock_time(text: str) -> time | None:
    """A time as people type it: 15:30, 15.30, 1530, 3.30pm, 3 pm. None when it is none."""
    found = _CLOCK.match(text.strip())
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def check_plan(plan: MeetingPlan, *, now: datetime, was_held: bool = False) -> Slot:
    """A day to come (or gone by, when it was held already), an end after its start, and few words."""
    if plan.on is None:
        raise Refusal("day", "Choose a day for the meeting.", field="on")
    if plan.starts is None:
        raise Refusal("starts", "Say when it starts, like 15:30.", field="starts")
    if plan.ends is None:
        raise Refusal("ends", "Say when it ends, like 16:30.", field="ends")
    if plan.ends <= plan.starts:
        raise Refusal("ends-before", "The end comes before the start. Check both times.", field="ends")
    slot = _slot(plan.on, plan.starts, plan.ends)
    if slot.minutes_long > LONGEST_MINUTES:
        raise Refusal("long", "A meeting can be planned for 12 hours at most.", field="ends")
    _check_day(slot, now=now, was_held=was_held)
    _check_length(plan.place, LONGEST_PLACE, field="place")
    _check_length(plan.purpose, LONGEST_TEXT, field="purpose")
    return slot


def _slot(on: date, starts: time, ends: time) -> Slot:
    """The moment in London and the length by the clock on the wall."""
    minutes = (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
    return Slot(datetime.combine(on, starts, tzinfo=LONDON), minutes)


def _check_day(slot: Slot, *, now: datetime, was_held: bool) -> None:
    if was_held and slot.starts_at > now:
        raise Refusal("not-yet", "This day is still to come, so it cannot have been held.", field="on")
    if not was_held and slot.ends_at < now:
        raise Refusal(
            "past",
            "This day has gone by. Choose one that is to come, or say that the meeting was held already.",
            field="on",
        )
    if slot.starts_at > now + timedelta(days=FURTHEST_DAYS):
        raise Refusal("far", "Choose a day within the next year.", field="on")


def check_words(text: str, *, field: str, wanted: str) -> str:
    """The words without space around them; some are wanted, and not more than can be read."""
    if not text.strip():
        raise Refusal(field, wanted, field=field)
    _check_length(text, LONGEST_TEXT, field=field)
    return text.strip()


def _check_length(text: str, longest: int, *, field: str) -> None:
    if len(text) > longest:
        raise Refusal(
            f"{field}-long",
            f"This is {len(text):,} characters long. Use fewer than {longest:,}; what you typed is still here.",
            field=field,
        )


# ---------------------------------------------------------------- moving on


def check_step(state: MeetingState, step: Step) -> MeetingState:
    """Where the step leads, or a refusal."""
    found = NEXT[state].get(step)
    if found is None:
        raise Refusal("meeting-state", _INSTEAD[state])
    return found


def check_can_write(state: MeetingState) -> None:
    """Minutes are made while a meeting is under way."""
    if state is not MeetingState.UNDER_WAY:
        raise Refusal("meeting-state", _INSTEAD[state])


def check_answer(state: MeetingState) -> None:
    """Answers and news are for a meeting that is still to come, or that people are just coming to."""
    if state not in (MeetingState.PLANNED, MeetingState.UNDER_WAY):
        raise Refusal("meeting-state", _INSTEAD[state])


def check_took(minutes: int | None) -> int:
    """How long it took, as those who were there say: between a minute and twelve hours."""
    if minutes is None or not 1 <= minutes <= LONGEST_MINUTES:
        raise Refusal("took", "Say how many minutes it took, from 1 to 720.", field="took_minutes")
    return minutes


def likely_minutes(*, planned: int, began: datetime | None, now: datetime) -> int:
    """How long it probably took: by the clock, unless somebody forgot to end it; then as planned."""
    if began is None:
        return planned
    passed = round((now - began).total_seconds() / 60)
    return passed if 5 <= passed <= planned * 2 else planned


# ---------------------------------------------------------------- who may


@dataclass(frozen=True)
class Asker:
    """What somebody who may read the plan is to one meeting."""

    leads: bool = False
    called_it: bool = False
    is_invited: bool = False
    came: bool = False
    may_have_minutes: bool = False

    @property
    def may_keep_minutes(self) -> bool:
        """Whether they may sit at the laptop on the table."""
        return self.leads or self.called_it or self.is_invited

    @property
    def may_read_minutes(self) -> bool:
        """Whether the minutes are theirs to read."""
        return self.leads or self.called_it or self.came or self.may_have_minutes


def check_may_keep(asker: Asker) -> None:
    """Minutes are made by those who sit at the table."""
    if not asker.may_keep_minutes:
        raise Refusal(
            "not-invited",
            "Those who are invited keep the minutes, with the lead and whoever called the meeting. Ask them to invite you.",
        )


def check_may_read(asker: Asker) -> None:
    """Minutes go to those in the team who may have them."""
    if not asker.may_read_minutes:
        raise Refusal(
            "not-for-you",
            "These minutes are for those in the team who may have them. The lead practitioner can change that.",
        )


# ---------------------------------------------------------------- time


@dataclass(frozen=True)
class Share:
    """An agency's part of a meeting (None: the family and others): how many people, and their minutes."""

    agency: int | None
    people: int
    minutes: int


def time_spent(minutes: int, came: Iterable[int | None]) -> list[Share]:
    """Minutes times people for each agency, from the agency of everybody who came."""
    return [Share(agency, people, people * minutes) for agency, people in Counter(came).items()]
