"""Meetings of a team: the list, planning, changing, calling off, answering, the calendar file."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.guests import letters
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible
from teamaround.people import queries as people
from teamaround.sharing.judging_queries import judgements
from teamaround.sharing.judging_rules import MATTER_WORDS, Matter

from .. import queries
from ..models import Episode, Invited, Meeting
from ..queries import meetings, teams
from ..rules.calendar import Entry, calendar_file, place_to_tell
from ..rules.meetings import ANSWER_WORDS, KIND_WORDS, WORDS, Answer, Kind, MeetingState, Slot
from ..rules.states import State
from ..services import meetings as services
from .frames import around
from .kept_words import keeps_words
from .meeting_forms import AnswerForm, CancelForm, MeetingForm, as_typed
from .two_writers import saving

WORDED: dict[str, Any] = {"kind_words": KIND_WORDS, "state_words": WORDS, "answer_words": ANSWER_WORDS}


@page(duty=Duty.FIND_CHILDREN)
def of_episode(http: PageRequest, episode: str) -> HttpResponse:
    """Every meeting of a team."""
    found = queries.readable(http.viewer, episode, at=http.now)
    return render(
        http, "episodes/meetings.html", **around(http, found.child_id), **WORDED, episode=found,
        meetings=list(meetings.meetings(found)[:60]), may_write=_may_write(http, found),
    )  # fmt: skip


@page(duty=Duty.FIND_CHILDREN)
def show(http: PageRequest, meeting: str) -> HttpResponse:
    """One meeting: when and where, who is asked, their news."""
    found = meetings.readable_meeting(http.viewer, meeting, at=http.now)
    asker = meetings.asker(http.viewer, found)
    asked = list(meetings.invited(found))
    return render(
        http, "episodes/meeting.html", **around(http, found.episode.child_id), **WORDED, meeting=found,
        episode=found.episode, asker=asker, asked=[_seen(http, row, asker.may_keep_minutes) for row in asked],
        is_ahead=found.state == MeetingState.PLANNED, ends_at=_ends(found), time=list(meetings.time_of(found)),
        judgements=judgements(
            http.viewer, found.episode.child_id, at=http.now, matters=[Matter.MEETING], may_read=True
        ), matter_words=MATTER_WORDS,
        may_write=_may_write(http, found.episode), sent=list(meetings.sent(found)) if asker.may_read_minutes else [],
    )  # fmt: skip


def _seen(http: PageRequest, row: Invited, may_keep: bool) -> dict[str, Any]:
    """An invitation as the page shows it; news is for those who sit at the table."""
    is_me = (
        row.member.practitioner_id is not None and row.member.practitioner_id == http.viewer.practitioner_id
    )
    return {
        "member": teams.MemberSeen(row.member), "row": row, "is_me": is_me,
        "news": row.news if may_keep else "",
        "may_answer": is_me or (may_keep and row.member.practitioner_id is None),
    }  # fmt: skip


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
@keeps_words(MeetingForm)
def plan(http: PageRequest, episode: str) -> HttpResponse:
    """Plan a meeting, or write down one that was held."""
    found = queries.readable(http.viewer, episode, at=http.now)
    team = teams.team(found)
    initial = {"kind": Kind.TEAM.value, "members": [one.row.ref for one in team]}
    form = MeetingForm(http.POST or None, team=team, initial=initial)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            planned = services.plan_meeting(
                ref=episode, plan=form.plan(), members=form.cleaned_data["members"],
                was_held=form.cleaned_data["was_held"], by=http.viewer, now=http.now,
            )  # fmt: skip
            messages.success(http, "The meeting is planned. Those who are asked see it on their home page.")
            return redirect("episodes:meeting", meeting=planned.ref)
    return render(
        http, "episodes/meeting_plan.html", status=422 if form.errors else 200, form=form, episode=found,
        meeting=None, theirs=None, has_team=bool(team), **around(http, found.child_id),
    )  # fmt: skip


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
@keeps_words(MeetingForm)
def change(http: PageRequest, meeting: str) -> HttpResponse:
    """Change a meeting; the second of two writers sees both texts."""
    kept = meetings.readable_meeting(http.viewer, meeting, at=http.now)
    asked = [row.member.ref for row in meetings.invited(kept)]
    team = teams.team(kept.episode)
    form = MeetingForm(http.POST or None, team=team, initial=as_typed(kept, asked))
    done = saving(
        http, form, version=kept.version, said="Changed. Those who are asked see it on their home page.",
        save=lambda: services.change_meeting(
            ref=meeting, version=form.cleaned_data["version"] or 0, plan=form.plan(),
            members=form.cleaned_data["members"], by=http.viewer, now=http.now,
        ),
    )  # fmt: skip
    if done.is_saved:
        return redirect("episodes:meeting", meeting=meeting)
    return render(
        http, "episodes/meeting_plan.html", status=done.status, form=form,
        episode=kept.episode, meeting=kept, theirs=kept if done.clashes else None, ends_at=_ends(kept), has_team=True,
        **around(http, kept.episode.child_id),
    )  # fmt: skip


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def cancel(http: PageRequest, meeting: str) -> HttpResponse:
    """Call a meeting off."""
    kept = meetings.readable_meeting(http.viewer, meeting, at=http.now)
    form = CancelForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.cancel_meeting(ref=meeting, by=http.viewer, now=http.now, **form.cleaned_data)
            messages.success(http, "The meeting is called off.")
            return redirect("episodes:meeting", meeting=meeting)
    return render(
        http, "episodes/meeting_cancel.html", status=422 if form.errors else 200, form=form, meeting=kept,
        episode=kept.episode, by_hand=letters.goes_by_hand(), **around(http, kept.episode.child_id),
    )  # fmt: skip


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
@keeps_words(AnswerForm)
def answer(http: PageRequest, meeting: str, member: str) -> HttpResponse:
    """Say whether somebody comes, and their news beforehand."""
    kept = meetings.readable_meeting(http.viewer, meeting, at=http.now)
    own = meetings.invitation(kept, member)
    if own is None:
        raise NotVisible
    seen = _seen(http, own, meetings.asker(http.viewer, kept).may_keep_minutes)
    form = AnswerForm(
        http.POST or None, initial={"answer": own.answer, "news": seen["news"], "version": own.version}
    )
    done = saving(
        http, form, version=own.version, said="Thank you. Whoever leads the meeting sees it.",
        save=lambda: services.answer_invitation(
            ref=meeting, member=member, version=form.cleaned_data["version"], by=http.viewer, now=http.now,
            answer=Answer(form.cleaned_data["answer"]), news=form.cleaned_data["news"],
        ),
    )  # fmt: skip
    if done.is_saved:
        return redirect("episodes:meeting", meeting=meeting)
    return render(
        http, "episodes/meeting_answer.html", status=done.status, form=form,
        meeting=kept, episode=kept.episode, ends_at=_ends(kept), theirs=own if done.clashes else None, **seen, **WORDED,
        **around(http, kept.episode.child_id),
    )  # fmt: skip


@page(duty=Duty.FIND_CHILDREN)
def calendar(http: PageRequest, meeting: str) -> HttpResponse:
    """The meeting as a calendar file, for those who are asked; no child's name is in it."""
    found = meetings.readable_meeting(http.viewer, meeting, at=http.now)
    asker = meetings.asker(http.viewer, found)
    if not asker.may_keep_minutes:
        raise NotVisible
    face = people.face(http.viewer, found.child_id, at=http.now)
    names = [face.given, face.family, face.known_as, *(one.row.name for one in teams.team(found.episode))]
    entry = Entry(
        uid=meetings.calendar_uid(found), sequence=found.sequence, kind=Kind(found.kind),
        starts_at=found.starts_at, minutes_long=found.minutes_long,
        place=place_to_tell(found.place, names=names, is_hidden=face.is_shielded),
        address=http.build_absolute_uri(reverse("episodes:meeting", kwargs={"meeting": found.ref})),
        is_cancelled=found.state == MeetingState.CANCELLED, made_at=http.now, organiser=found.called_by.email,
    )  # fmt: skip
    answer = HttpResponse(calendar_file(entry), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="team-meeting.ics"'
    return answer


def _ends(found: Meeting) -> datetime:
    return Slot(found.starts_at, found.minutes_long).ends_at


def _may_write(http: PageRequest, found: Episode) -> bool:
    return found.state != State.CLOSED and http.viewer.can(Duty.WRITE_ASSESSMENTS)
