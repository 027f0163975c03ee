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

from .. import queries
from ..models import Meeting
from ..queries import meetings, teams
from ..rules import meetings as rules
from ..rules.meetings import KIND_WORDS, MINUTE_WORDS, MeetingState, MinuteKind
from ..rules.planning import When
from ..services import minutes as services
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
    """Write down whose voice was heard."""
    found = meetings.readable_meeting(http.viewer, meeting, at=http.now)
    there = meetings.voices(found)
    form = VoicesForm(http.POST or None, there=there)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.hear(
                ref=meeting, said=form.said(), versions=form.versions(), by=http.viewer, now=http.now
            )
            messages.success(http, "Saved whose voice was heard.")
            return _back(meeting, "voices")
    seen = {whose: row.version for whose, row in there.items()}
    clashes = form.is_valid() is False and _is_behind(form, seen)
    if clashes:
        _renew_voices(form, seen)
    return _again(http, meeting, voices_form=form, their_voices=there if clashes else {})


@page(duty=DUTY, writes=True)
def end(http: PageRequest, meeting: str) -> HttpResponse:
    """End the meeting, and name the day of the next."""
    found = meetings.readable_meeting(http.viewer, meeting, at=http.now)
    form = EndForm(http.POST or None, auto_id="end_%s")
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.end(
                ref=meeting, took_minutes=form.cleaned_data["took_minutes"], next_plan=form.next_plan(found),
                by=http.viewer, now=http.now,
            )  # fmt: skip
            messages.success(http, "The meeting is over, and its minutes are written.")
            return redirect("episodes:minutes", meeting=meeting)
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
        "voices_form": VoicesForm(there=meetings.voices(found)), "their_voices": {},
        "end_form": EndForm(auto_id="end_%s", initial={"took_minutes": minutes}),
    } | forms  # fmt: skip
    return render(
        http, "episodes/room.html", status=status, **around(http, found.child_id), **made, meeting=found,
        episode=found.episode, lines=list(meetings.lines(found)), asked=asked, team=team, actions=actions,
        news=[(teams.MemberSeen(row.member), row) for row in asked.values() if row.news],
        goals=list(meetings.goals_in_hand(found.episode)), minute_words=MINUTE_WORDS, kind_words=KIND_WORDS,
        wrong=[one for one in forms.values() if getattr(one, "errors", None)],
    )  # fmt: skip


def _is_behind(form: VoicesForm, seen: dict[str, int]) -> bool:
    return any(seen.get(whose.value, 0) != number for whose, number in form.versions().items())


def _renew_voices(form: VoicesForm, seen: dict[str, int]) -> None:
    form.data = form.data.copy()  # type: ignore[attr-defined]
    for whose, number in seen.items():
        form.data[f"{whose}_version"] = str(number)  # type: ignore[index]
