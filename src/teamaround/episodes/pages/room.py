"""Meeting mode: one page for the laptop on the table, which makes the minutes while people talk."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible
from teamaround.people import queries as people

from .. import queries
from ..models import Meeting
from ..queries import meetings, teams
from ..rules import meetings as rules
from ..rules.meetings import KIND_WORDS, MINUTE_WORDS, MeetingState, MinuteKind
from ..rules.planning import When
from ..rules.voices import VoiceRefused, needed_of
from ..services import minutes as services
from ..services.reviewing import heard_children
from .frames import around
from .kept_words import keeps_words
from .meeting_forms import ChangeLineForm, EndForm, LineForm, TaskForm, VoicesForm
from .two_writers import saving

DUTY = Duty.WRITE_ASSESSMENTS


@page(duty=DUTY, writes=True)
def begin(http: PageRequest, meeting: str) -> HttpResponse:
    """Open the minutes of a meeting."""
    meetings.readable_meeting(http.viewer, meeting, at=http.now)
    if http.method == "POST":
        services.begin(ref=meeting, by=http.viewer, now=http.now)
    return redirect("episodes:room" if http.method == "POST" else "episodes:meeting", meeting=meeting)


@page(duty=DUTY)
def room(http: PageRequest, meeting: str) -> HttpResponse:
    """The laptop on the table."""
    found = meetings.readable_meeting(http.viewer, meeting, at=http.now)
    if found.state != MeetingState.UNDER_WAY:
        return redirect("episodes:meeting", meeting=meeting)
    rules.check_may_keep(meetings.asker(http.viewer, found))
    return _show(http, found)


@page(duty=DUTY, writes=True)
def came(http: PageRequest, meeting: str) -> HttpResponse:
    """Tick who came."""
    if http.method == "POST":
        services.note_who_came(
            ref=meeting, came=http.POST.getlist("came"), was=http.POST.getlist("was"), by=http.viewer,
            now=http.now,
        )  # fmt: skip
        messages.success(http, "Saved who came.")
    return _back(meeting, "came")


@page(duty=DUTY, writes=True)
@keeps_words(LineForm)
def line(http: PageRequest, meeting: str) -> HttpResponse:
    """Write what was said or decided."""
    form = LineForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        kind = MinuteKind.DECIDED if http.POST.get("kind") == MinuteKind.DECIDED else MinuteKind.SAID
        with refusals_on(form):
            services.add_line(ref=meeting, kind=kind, by=http.viewer, now=http.now, **form.cleaned_data)
            return _back(meeting, "write")
    return _again(http, meeting, line_form=form)


@page(duty=DUTY, writes=True)
@keeps_words(TaskForm)
def task(http: PageRequest, meeting: str) -> HttpResponse:
    """Write what will be done, which becomes an action of the plan."""
    found = meetings.readable_meeting(http.viewer, meeting, at=http.now)
    form = TaskForm(http.POST or None, team=teams.team(found.episode), auto_id="task_%s")
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.add_task(ref=meeting, planned=form.planned(), by=http.viewer, now=http.now)
            return _back(meeting, "write")
    return _again(http, meeting, task_form=form)


@page(duty=DUTY, writes=True)
@keeps_words(VoicesForm)
def voices(http: PageRequest, meeting: str) -> HttpResponse:
    """Write down whose voice was heard: each child's, and the parents'."""
    found = meetings.readable_meeting(http.viewer, meeting, at=http.now)
    asked = voices_asked(http, found, http.POST or None)
    forms = {child: form for child, _, form in asked}
    if http.method == "POST" and all([form.is_valid() for form in forms.values()]):
        heard = {child: form.hearing() for child, form in forms.items()}
        try:
            services.hear(ref=meeting, heard=heard, by=http.viewer, now=http.now)
            messages.success(http, "Saved whose voice was heard.")
            return _back(meeting, "voices")
        except VoiceRefused as refusal:
            forms[refusal.child].meets_others()
            forms[refusal.child].add_error(refusal.field or None, refusal.sentence)
    return _again(http, meeting, voices_asked=asked)


def voices_asked(
    http: PageRequest, found: Meeting, data: Any = None
) -> list[tuple[int, people.Face, VoicesForm]]:
    """The questions about each child whom the team works with and of whom the viewer may write."""
    children, there = heard_children(found.episode, by=http.viewer, now=http.now), meetings.voices(found)
    faces = people.faces(http.viewer, children, at=http.now)
    return [
        (
            child, faces[child],
            VoicesForm(
                data, there=there.get(child, {}), of=needed_of(child, first=found.child_id),
                prefix=None if child == found.child_id else faces[child].ref,
            ),
        )
        for child in children
        if child in faces
    ]  # fmt: skip


@page(duty=DUTY, writes=True)
def end(http: PageRequest, meeting: str) -> HttpResponse:
    """End the meeting, and name the day of the next."""
    found = meetings.readable_meeting(http.viewer, meeting, at=http.now)
    form = EndForm(http.POST or None, auto_id="end_%s")
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            try:
                services.end(
                    ref=meeting, took_minutes=form.cleaned_data["took_minutes"], next_plan=form.next_plan(found),
                    by=http.viewer, now=http.now,
                )  # fmt: skip
                messages.success(http, "The meeting is over, and its minutes are written.")
                return redirect("episodes:minutes", meeting=meeting)
            except VoiceRefused as refusal:
                form.add_error(None, _of_whom(http, found, refusal))
    return _again(http, meeting, end_form=form)


@page(duty=DUTY, writes=True)
@keeps_words(ChangeLineForm)
def change_line(http: PageRequest, line: str) -> HttpResponse:
    """Put a line right, or take it out; the second of two writers sees both texts."""
    kept = meetings.line(line)
    if kept is None:
        raise NotVisible
    found = meetings.readable_meeting(http.viewer, kept.meeting.ref, at=http.now)
    rules.check_may_keep(meetings.asker(http.viewer, found))
    form = ChangeLineForm(http.POST or None, initial={"text": kept.text, "version": kept.version})
    done = saving(http, form, version=kept.version, save=lambda: _change(http, line, form))
    if done.is_saved:
        return _back(found.ref, "lines")
    return render(
        http, "episodes/line.html", status=done.status, form=form, line=kept,
        meeting=found, episode=found.episode, theirs=kept if done.clashes else None,
        earlier=list(meetings.earlier_lines(kept)), **around(http, found.child_id),
    )  # fmt: skip


def _of_whom(http: PageRequest, found: Meeting, refusal: VoiceRefused) -> str:
    """What is missing, with the name when the work is with several children."""
    if refusal.child == found.child_id:
        return refusal.sentence
    return f"{people.face(http.viewer, refusal.child, at=http.now).called}: {refusal.sentence}"


def _change(http: PageRequest, line: str, form: ChangeLineForm) -> None:
    version = form.cleaned_data["version"]
    if "take_out" in http.POST:
        services.take_out(ref=line, version=version, by=http.viewer, now=http.now)
    else:
        text = form.cleaned_data["text"]
        services.put_right(ref=line, version=version, text=text, by=http.viewer, now=http.now)


def _back(meeting: str, part: str) -> HttpResponse:
    return redirect(f"{reverse('episodes:room', kwargs={'meeting': meeting})}#{part}")


def _again(http: PageRequest, meeting: str, **forms: Any) -> HttpResponse:
    """The room once more, with what was typed and what is wrong with it."""
    if http.method != "POST":
        return redirect("episodes:room", meeting=meeting)
    return _show(http, meetings.readable_meeting(http.viewer, meeting, at=http.now), status=422, **forms)


def _show(http: PageRequest, found: Meeting, *, status: int = 200, **forms: Any) -> HttpResponse:
    team = teams.team(found.episode)
    asked = {row.member_id: row for row in meetings.invited(found)}
    actions = [
        one for one in queries.actions(found.episode, today=http.today) if one.when is not When.SETTLED
    ]
    minutes = rules.likely_minutes(planned=found.minutes_long, began=found.held_at, now=http.now)
    made: dict[str, Any] = {
        "line_form": LineForm(), "task_form": TaskForm(team=team, auto_id="task_%s"),
        "end_form": EndForm(auto_id="end_%s", initial={"took_minutes": minutes}),
    } | forms  # fmt: skip
    made.setdefault("voices_asked", voices_asked(http, found))
    of_voices = [form for _, _, form in made["voices_asked"]]
    return render(
        http, "episodes/room.html", status=status, **around(http, found.child_id), **made, meeting=found,
        episode=found.episode, lines=list(meetings.lines(found)), asked=asked, team=team, actions=actions,
        news=[(teams.MemberSeen(row.member), row) for row in asked.values() if row.news],
        goals=list(meetings.goals_in_hand(found.episode)), minute_words=MINUTE_WORDS, kind_words=KIND_WORDS,
        wrong=[one for one in (*forms.values(), *of_voices) if getattr(one, "errors", None)],
    )  # fmt: skip
