"""Telling those who were asked to a meeting that it does not take place.

A mailbox is read by others, so the e-mail says neither whose meeting it was nor why it is called
off. The family is told by a person: at home, an e-mail about a meeting may be read by whoever
should not know of it.
"""

from __future__ import annotations

from datetime import datetime

from teamaround.accounts.guests import letters
from teamaround.accounts.guests.wording import Words
from teamaround.accounts.rules import Viewer
from teamaround.design.words import day_and_time
from teamaround.kernel import clock

from ..models import Meeting, TeamMember
from ..queries import meetings
from ..rules.calendar import Entry, calendar_file
from ..rules.meetings import KIND_WORDS, Kind
from ..rules.team import Standing


def tell_called_off(found: Meeting, *, by: Viewer, now: datetime) -> None:
    """Write to each of them, with a file that takes the meeting out of their calendar."""
    if found.starts_at <= now:
        return
    entry = Entry(
        uid=meetings.calendar_uid(found), sequence=found.sequence, kind=Kind(found.kind),
        starts_at=found.starts_at, minutes_long=found.minutes_long, made_at=now, is_cancelled=True,
        organiser=found.called_by.email,
    )  # fmt: skip
    calendar = calendar_file(entry).decode()
    for row in meetings.invited(found):
        address = _address(row.member, now)
        if address:
            letters.write_to(
                address, words=_words(found, row.member, by=by), good_until=found.starts_at, now=now,
                calendar=calendar,
            )  # fmt: skip


def _words(found: Meeting, member: TeamMember, *, by: Viewer) -> Words:
    why = "sign in to Teamaround" if member.practitioner_id is not None else f"ask {by.name}"
    body = (
        f"{KIND_WORDS[Kind(found.kind)]} on {day_and_time(found.starts_at)}: it does not take place.\n\n"
        f"{by.name}, {by.agency_name}, called it off. To see why, {why}.\n\n"
        "The file with this e-mail takes the meeting out of your calendar.\n"
    )
    return Words("A meeting is called off", body)


def _address(member: TeamMember, now: datetime) -> str:
    """Where somebody is written to; blank for the family, and for those who are no longer there."""
    if member.left_on is not None:
        return ""
    person = member.practitioner
    if person is not None:
        is_gone = person.ended_on is not None and person.ended_on < clock.day_of(now)
        return "" if is_gone else person.email
    return member.email if member.standing == Standing.OTHER else ""
