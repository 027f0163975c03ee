"""A meeting as a calendar file (RFC 5545). No child's name is in it: calendars lie open on telephones."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from .meetings import KIND_WORDS, Kind

if TYPE_CHECKING:
    import icalendar

PRODUCT = "-//Teamaround//Meetings//EN"
SEE_PAGE = "See the page of the meeting"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What a calendar is told. Each change of the meeting has a higher sequence."""

    uid: str
    sequence: int
    kind: Kind
    starts_at: datetime
    minutes_long: int
    made_at: datetime
    is_cancelled: bool
    organiser: str  # the e-mail address of whoever called the meeting
    place: str = ""
    address: str = ""  # of the meeting's page


def calendar_file(entry: Entry) -> bytes:
    """The file, with lines folded and characters escaped as calendars want.

    For a meeting that is called off it takes the entry out again (RFC 5546).
    """
    import icalendar  # late: a site that starts need not wait for it

    calendar = icalendar.Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if entry.is_cancelled else "PUBLISH")
    calendar.add_component(_event(entry))
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> icalendar.Event:
    import icalendar

    event = icalendar.Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.made_at.astimezone(UTC))
    event.add("dtstart", entry.starts_at.astimezone(UTC))
    event.add("dtend", (entry.starts_at + timedelta(minutes=entry.minutes_long)).astimezone(UTC))
    event.add("organizer", f"mailto:{entry.organiser}")
    event.add("summary", KIND_WORDS[entry.kind])
    if entry.place:
        event.add("location", entry.place)
    if entry.address:
        event.add("description", f"What it is about, and your news beforehand: {entry.address}")
        event.add("url", entry.address)
    event.add("class", "PRIVATE")
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    return event


def place_to_tell(place: str, *, names: Iterable[str], is_hidden: bool) -> str:
    """The place, unless it names somebody of the family or the child's whereabouts are hidden."""
    words = {word for name in names for word in _words(name) if len(word) > 1}
    told = place.strip()
    if is_hidden or not told or any(word.startswith(tuple(words)) for word in _words(told)):
        return SEE_PAGE
    return " ".join(told.split())


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
