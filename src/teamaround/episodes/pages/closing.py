"""Finishing well, and going on from what is there."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel.refusal import Refusal
from teamaround.people import queries as people

from .. import queries, services
from ..forms import AgreementForm
from ..models import Episode
from ..rules import goals, states
from ..rules.states import State
from .asking import Asked
from .frames import around
from .kept_words import keeps_words
from .plan_forms import EndForm, GoalRow


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
@keeps_words(EndForm, GoalRow)
def close(http: PageRequest, episode: str) -> HttpResponse:
    """End the work, with a reason; how each goal came out is asked and never forced."""
    queries.readable(http.viewer, episode, at=http.now)
    seen = queries.together(http.viewer, episode, at=http.now)
    found, data = seen.episode, http.POST if http.method == "POST" else None
    beside = _beside(http, found)
    form = EndForm(
        data, beside=beside, initial=_beginning(http, found) | {"also": [ref for ref, _ in beside]}
    )
    rows = [GoalRow(data, kept=row) for row in queries.open_goals(found, children=seen.writable)]
    if http.method == "POST" and all([each.is_valid() for each in (form, *rows)]):
        with refusals_on(form):
            changes = [row.change() for row in rows if row.says_something_new]
            services.close_episode(
                ref=episode, by=http.viewer, now=http.now, changes=changes, **form.cleaned_data
            )
            messages.success(http, "Closed. What was written stays, and can be gone on from.")
            return redirect("episodes:show", episode=episode)
    return render(
        http, "episodes/close.html", status=422 if any(each.errors for each in (form, *rows)) else 200,
        form=form, rows=rows, episode=found, goal_words=goals.WORDS, **around(http, found.child_id),
    )  # fmt: skip


def _beside(http: PageRequest, found: Episode) -> list[tuple[str, str]]:
    """Open assessments of brothers and sisters in it, to be ended as well or gone on with."""
    rows = queries.written_beside(found, http.viewer, at=http.now)
    faces = people.faces(http.viewer, {row.child_id for row in rows}, at=http.now)
    return [
        (row.ref, f"The assessment of {faces[row.child_id].called}") for row in rows if row.child_id in faces
    ]


def _beginning(http: PageRequest, found: Episode) -> dict[str, str]:
    """The reason that a review gave, and what was written when it ended before."""
    review = queries.review(http.GET.get("review", ""))
    latest = review if review is not None and review.episode_id == found.pk else None
    return {
        "reason": latest.closes_for if latest else "", "what_changed": found.what_changed,
        "family_says": found.family_says, "call_later": found.call_later,
    }  # fmt: skip


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
@keeps_words(AgreementForm)
def reopen(http: PageRequest, episode: str) -> HttpResponse:
    """Open the work again within a year: the family is asked anew, and nothing has to be told again."""
    found = queries.readable(http.viewer, episode, at=http.now)
    if found.state != State.CLOSED:
        return redirect("episodes:show", episode=episode)
    standing = queries.standing_of(found)
    sentence = ""
    try:
        states.check_can_reopen(standing, closed_on=found.closed_on, on=http.today)
    except Refusal as refusal:
        sentence = refusal.sentence
    asked = Asked(http, found.child_id)
    if http.method == "POST" and not sentence and asked.form.is_valid():
        with refusals_on(asked.form):
            services.reopen_episode(ref=episode, by=http.viewer, now=http.now, **asked.agreed())
            messages.success(http, "The work is open again. Ask somebody to lead, and look at the goals.")
            return redirect("episodes:show", episode=episode)
    return render(
        http, "episodes/reopen.html", status=422 if asked.form.errors else 200, form=asked.form,
        responsible=asked.responsible, episode=found, sentence=sentence,
        left=queries.open_goals(found, children=[found.child_id]), **around(http, found.child_id),
    )  # fmt: skip
