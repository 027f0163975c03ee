"""The minutes of a meeting: read, printed, opened again, sent to those who may have them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.render import render
from teamaround.people import queries as people

from .. import queries
from ..models import Meeting
from ..queries import meetings, teams
from ..queries.reviews import VoiceSeen, voices_at
from ..rules import meetings as rules
from ..rules.meetings import KIND_WORDS, MINUTE_WORDS, MeetingState, Slot
from ..services import minutes as services
from .frames import around

DUTY = Duty.WRITE_ASSESSMENTS


@page(duty=Duty.FIND_CHILDREN)
def minutes(http: PageRequest, meeting: str) -> HttpResponse:
    """What was said, decided and agreed to do; for those who may have it."""
    found = meetings.readable_meeting(http.viewer, meeting, at=http.now)
    asker = meetings.asker(http.viewer, found)
    rules.check_may_read(asker)
    if found.state in (MeetingState.PLANNED, MeetingState.CANCELLED):
        return redirect("episodes:meeting", meeting=meeting)
    return render(
        http, "episodes/minutes.html", **gathered(http, found), out=list(meetings.taken_out(found)),
        minute_words=MINUTE_WORDS, time=list(meetings.time_of(found)), asker=asker,
        may_write=http.viewer.can(DUTY),
        sent=[(teams.MemberSeen(row.member), row) for row in meetings.sent(found)],
        may_have=[one for one in teams.team(found.episode) if one.row.may_have_minutes],
        is_held=found.state == MeetingState.HELD,
    )  # fmt: skip


def gathered(http: PageRequest, found: Meeting) -> dict[str, Any]:
    """What the minutes say, on a screen or on paper."""
    asked = [(teams.MemberSeen(row.member), row.came) for row in meetings.invited(found)]
    voices = _voices(http, found)
    heard = {one.voice.child_id for one in voices}
    return {
        **around(http, found.child_id),
        "meeting": found,
        "episode": found.episode,
        "lines": list(meetings.lines(found)),
        "kind_words": KIND_WORDS,
        "came": [one for one, there in asked if there],
        "missing": [one for one, there in asked if not there],
        "voices": voices,
        "faces": people.faces(http.viewer, heard, at=http.now) if len(heard) > 1 else {},
        "ends_at": Slot(found.starts_at, found.took_minutes or found.minutes_long).ends_at,
    }


def _voices(http: PageRequest, found: Meeting) -> list[VoiceSeen]:
    """Whose voice was heard, of the children about whom the viewer may read."""
    heard = set(meetings.voices(found))
    if heard <= {found.child_id}:
        return voices_at(found, children=heard)
    seen = queries.together(http.viewer, found.episode.ref, at=http.now)
    return voices_at(found, children=seen.children)


@page(duty=DUTY, writes=True)
def go_on(http: PageRequest, meeting: str) -> HttpResponse:
    """Open the minutes again, to put something right."""
    meetings.readable_meeting(http.viewer, meeting, at=http.now)
    if http.method == "POST":
        services.go_on(ref=meeting, by=http.viewer, now=http.now)
        return redirect("episodes:room", meeting=meeting)
    return redirect("episodes:minutes", meeting=meeting)


@page(duty=DUTY, writes=True)
def send(http: PageRequest, meeting: str) -> HttpResponse:
    """Send the minutes to those in the team who may have them."""
    meetings.readable_meeting(http.viewer, meeting, at=http.now)
    if http.method == "POST":
        number = services.send_minutes(ref=meeting, by=http.viewer, now=http.now)
        messages.success(
            http,
            f"Sent to {number}. Practitioners see them on their home page; print them for everybody else.",
        )
    return redirect("episodes:minutes", meeting=meeting)
