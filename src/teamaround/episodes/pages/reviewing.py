"""Looking again together: the day, the review itself, and reading one."""

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
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.people import queries as people

from .. import queries, services
from ..models import Meeting
from ..queries import Together
from ..queries.looking import proposed
from ..queries.meetings import voices
from ..queries.reviews import ending, review_meeting, voices_at, who_came
from ..rules import goals, planning
from ..rules.planning import Doing
from ..rules.voices import VoiceRefused, Whose
from .frames import around
from .kept_words import keeps_words
from .meeting_forms import VoicesForm
from .plan_forms import ActionRow, DayForm, GoalRow, ReviewForm
from .seen import children_of
from .two_writers import saving


class Sheet:
    """Everything that the page of a review asks: the review, each child's voices, each goal and action."""

    def __init__(self, http: PageRequest, seen: Together, meeting: Meeting | None) -> None:
        data = http.POST if http.method == "POST" else None
        heard = voices(meeting) if meeting is not None else {}
        parents = {
            who: one for who, one in heard.get(seen.episode.child_id, {}).items() if who == Whose.PARENT
        }
        self.form = ReviewForm(data, initial=_beginning(http, meeting))
        self.faces = children_of(http, seen)
        self.voices = {
            child: VoicesForm(data, prefix=face.ref, there=parents | heard.get(child, {}))
            for child, face in self.faces.items()
        }
        parts = queries.plans(seen.episode, children=seen.writable, today=http.today)
        self.goals = [GoalRow(data, kept=one.goal) for part in parts for one in part.goals if one.is_open]
        self.actions = [
            ActionRow(data, kept=one.action)
            for part in parts
            for one in part.all_actions
            if one.action.state == Doing.TO_DO
        ]

    @property
    def forms(self) -> list[Any]:
        """All of them, in the order of the page."""
        return [self.form, *self.goals, *self.actions, *self.voices.values()]

    def is_valid(self) -> bool:
        """Whether every one of them can be read."""
        return all([form.is_valid() for form in self.forms])

    def meets_others(self) -> bool:
        """Whether somebody changed a goal or an action meanwhile; both texts are then shown."""
        rows: list[Any] = [*self.goals, *self.actions]
        late = [
            row for row in rows if row.says_something_new and row.cleaned_data["version"] != row.kept.version
        ]
        for row in late:
            row.theirs = row.kept
            data = row.data.copy()
            data[f"{row.prefix}-version"] = str(row.kept.version)
            row.data = data
        return bool(late)

    def changes(self) -> services.Changes:
        """What is new in the plan."""
        return services.Changes(
            goals=[row.change() for row in self.goals if row.says_something_new],
            actions=[row.change() for row in self.actions if row.says_something_new],
        )


def _beginning(http: PageRequest, meeting: Meeting | None) -> dict[str, Any]:
    if meeting is None:
        return {"held_on": http.today}
    return {
        "held_on": meeting.starts_at.date(), "present": ", ".join(who_came(meeting)), "meeting": meeting.ref,
    }  # fmt: skip


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
@keeps_words(ReviewForm, GoalRow, ActionRow, VoicesForm)
def record(http: PageRequest, episode: str) -> HttpResponse:
    """Write a review down. It does not ask for the assessment again."""
    queries.readable(http.viewer, episode, at=http.now)
    seen = queries.together(http.viewer, episode, at=http.now)
    meeting = review_meeting(seen.episode, http.POST.get("meeting") or http.GET.get("meeting", ""))
    sheet, clashes = Sheet(http, seen, meeting), False
    if http.method == "POST" and sheet.is_valid():
        clashes = sheet.meets_others()
        if not clashes and (ref := _recorded(http, episode, sheet)):
            return _onwards(http, episode, ref)
    wrong = any(form.errors for form in sheet.forms)
    return render(
        http, "episodes/review.html", status=409 if clashes else 422 if wrong else 200, sheet=sheet,
        episode=seen.episode, clashes=clashes, meeting=meeting, goal_words=goals.WORDS,
        doing_words=planning.WORDS, usual=proposed(seen.episode, today=http.today),
        **around(http, seen.episode.child_id),
    )  # fmt: skip


def _recorded(http: PageRequest, episode: str, sheet: Sheet) -> str:
    """The reference of the review that was written; "" when the page says what is missing."""
    with refusals_on(sheet.form):
        try:
            return services.record_review(
                ref=episode, told=sheet.form.told(), by=http.viewer, now=http.now, changes=sheet.changes(),
                voices={child: form.said() for child, form in sheet.voices.items()},
                meeting=sheet.form.cleaned_data["meeting"],
            ).ref  # fmt: skip
        except VoiceRefused as refusal:
            sheet.voices[refusal.child].add_error(refusal.field, refusal.sentence)
        except Refusal as refusal:
            _beside(sheet, refusal)
    return ""


def _beside(sheet: Sheet, refusal: Refusal) -> None:
    """Put what an action or a goal lacks beside it; anything else belongs to the review."""
    for row in [*sheet.actions, *sheet.goals]:
        lacks = refusal.code == "why" and row.cleaned_data["state"] == Doing.NOT_NEEDED
        too_long = refusal.field in row.fields and len(row.cleaned_data[refusal.field]) > goals.LONGEST
        if lacks or too_long:
            row.add_error(refusal.field, refusal.sentence)
            return
    raise refusal


def _onwards(http: PageRequest, episode: str, ref: str) -> HttpResponse:
    found = queries.review(ref)
    if found is not None and found.closes_for:
        messages.success(http, "The review is written down. Now finish the work well.")
        address = reverse("episodes:close", kwargs={"episode": episode})
        return redirect(f"{address}?review={ref}")
    messages.success(http, "The review is written down, and the next day is set.")
    return redirect("episodes:show", episode=episode)


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def choose_day(http: PageRequest, episode: str) -> HttpResponse:
    """Choose the day to look again."""
    found = queries.readable(http.viewer, episode, at=http.now)
    usual = proposed(found, today=http.today)
    form = DayForm(
        http.POST or None, initial={"review_on": found.review_on or usual, "version": found.version}
    )
    done = saving(
        http, form, version=found.version, said="The day is set.",
        save=lambda: services.set_review(ref=episode, by=http.viewer, now=http.now, **form.cleaned_data),
    )  # fmt: skip
    if done.is_saved:
        return redirect("episodes:show", episode=episode)
    return render(
        http, "episodes/review_day.html", status=done.status, form=form, episode=found,
        usual=usual, **around(http, found.child_id),
    )  # fmt: skip


@page(duty=Duty.FIND_CHILDREN)
def show(http: PageRequest, review: str) -> HttpResponse:
    """Read a review."""
    found = queries.review(review)
    if found is None:
        raise NotVisible
    seen = queries.together(http.viewer, found.episode.ref, at=http.now)
    if not seen.reads_first:
        raise NotVisible
    return render(
        http, "episodes/review_show.html", review=found, episode=seen.episode, ending=ending(found),
        faces=people.faces(http.viewer, seen.children, at=http.now),
        voices=voices_at(found, children=seen.children), many=len(seen.children) > 1,
        **around(http, found.child_id),
    )  # fmt: skip
