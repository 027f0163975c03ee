"""Whether a service has room and how long the wait is: as somebody there said it, on a day.

It is true of the day on which it was said, so every sentence carries that day, and after four weeks
a word of caution.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from teamaround.kernel import ages
from teamaround.kernel.refusal import Refusal
from teamaround.kernel.tongue import say, say_number

HOLDS_FOR = timedelta(weeks=4)
MOST_PLACES, MOST_WEEKS = 999, 208


class Taking(StrEnum):
    """Whether somebody new can come."""

    YES = "yes"
    WAITING_LIST = "waiting-list"
    NO = "no"


TAKING_WORDS = {
    Taking.YES: "There is room",
    Taking.WAITING_LIST: "There is a waiting list",
    Taking.NO: "Full for now",
}


@dataclass(frozen=True)
class Room:
    """What was said: places that are free and weeks to wait, where anybody knows."""

    taking: str
    places: int | None = None
    weeks: int | None = None
    note: str = ""


def check_room(room: Room) -> None:
    """Refuse what contradicts itself."""
    if room.taking not in set(Taking):
        raise Refusal("taking", "Choose whether there is room.", field="taking")
    if room.places is not None and not 0 <= room.places <= MOST_PLACES:
        raise Refusal("places", f"Give a number of places up to {MOST_PLACES}.", field="places")
    if room.weeks is not None and not 0 <= room.weeks <= MOST_WEEKS:
        raise Refusal("weeks", f"Give a number of weeks up to {MOST_WEEKS}.", field="weeks")
    if room.taking == Taking.NO and room.places:
        raise Refusal("full", "A service that is full has no free places.", field="places")


def room_in_words(room: Room) -> str:
    """Such as “There is room. 3 places. Wait: about 2 weeks.”"""
    told = [say(TAKING_WORDS[Taking(room.taking)])]
    if room.places:
        told.append(f"{room.places} {say_number(room.places, 'place', 'places')}")
    if room.weeks is not None:
        told.append(say("Wait: {how_long}", how_long=_weeks(room.weeks)))
    if room.note:
        told.append(room.note.rstrip("."))
    return ". ".join(told) + "."


def _weeks(weeks: int) -> str:
    if weeks < 2:
        return say("about a week") if weeks else say("none")
    return say("about {number} weeks", number=weeks)


def said_in_words(said_on: date, *, by: str, today: date) -> str:
    """Who said it when, and that it may have changed once that is weeks ago."""
    told = say("Said by {whom} on {day}.", whom=by, day=ages.in_words(said_on))
    return f"{told} {say('It may have changed since.')}" if today - said_on > HOLDS_FOR else told
