"""The plan: who leads, what is to be done, when to look again, and how it ends."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.assessments import queries as assessments
from teamaround.assessments.pages.appendices import Appendix
from teamaround.assessments.queries import Sight
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible
from teamaround.sharing import queries as sharing

from .. import queries, services
from ..forms import ActionForm, ChangeActionForm, CloseForm, ReviewForm, renew_version
from ..queries.episodes import is_covered, open_ones
from ..rules import planning, states
from ..rules.states import CLOSING_WORDS, Closing, State
from .frames import around, team_of
from .leading import who_leads


@page(duty=Duty.FIND_CHILDREN)
def show(http: PageRequest, episode: str) -> HttpResponse:
    """The plan on one page."""
    found = queries.readable(http.viewer, episode, at=http.now)
    agreement = sharing.agreement_in_force(found.child_id)
    return render(
        http, "episodes/show.html", **around(http, found.child_id), episode=found,
        words=states.WORDS[State(found.state)], actions=queries.actions(found, today=http.today),
        when_words=planning.WHEN_WORDS, doing_words=planning.WORDS, **who_leads(http, found),
        agreement=agreement, assessment=assessments.open_one(found.child_id) or found.assessment,
        closed_for=CLOSING_WORDS[Closing(found.closed_for)] if found.closed_for else "",
        is_open=found.state != State.CLOSED, may_write=http.viewer.can(Duty.WRITE_ASSESSMENTS),
    )  # fmt: skip


def as_appendix(http: PageRequest, seen: Sight) -> Appendix | None:
    """The actions, for the end of the assessment as it is read and printed."""
    there = open_ones(seen.assessment.child_id) if seen.may_see_content else []
    with_it = [one for one in there if one.came_from_id == seen.assessment.came_from_id]
    others = (one for one in there if is_covered(http.viewer, one, at=http.now))
    found = with_it[0] if with_it else next(others, None)
    if found is None:
        return None
    actions = queries.actions(found, today=http.today)
    told = {"episode": found, "actions": actions, "doing_words": planning.WORDS}
    return Appendix("episodes/appendix.html", told)


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def add_action(http: PageRequest, episode: str) -> HttpResponse:
    """Add an action."""
    found = queries.readable(http.viewer, episode, at=http.now)
    form = ActionForm(http.POST or None, people=team_of(http, found.child_id))
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.add_action(ref=episode, planned=form.planned(), by=http.viewer, now=http.now)
            messages.success(http, "The action is in the plan.")
            return redirect("episodes:show", episode=episode)
    return render(
        http, "episodes/action.html", status=422 if form.errors else 200, form=form, episode=found, action=None,
        theirs=None, earlier=[], **around(http, found.child_id),
    )  # fmt: skip


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def change_action(http: PageRequest, action: str) -> HttpResponse:
    """Change an action, or say how it goes; the second of two writers sees both texts."""
    kept = queries.action(action)
    if kept is None:
        raise NotVisible
    found = queries.readable(http.viewer, kept.episode.ref, at=http.now)
    form = ChangeActionForm(
        http.POST or None, people=team_of(http, found.child_id),
        initial={
            "what": kept.what, "who": kept.who, "by_on": kept.by_on, "state": kept.state,
            "practitioner": kept.practitioner.ref if kept.practitioner else "", "progress": kept.progress,
            "version": kept.version,
        },
    )  # fmt: skip
    clashes = http.method == "POST" and form.is_valid() and form.cleaned_data["version"] != kept.version
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.update_action(
                ref=action, version=form.cleaned_data["version"], planned=form.planned(), state=form.doing(),
                progress=form.cleaned_data["progress"], by=http.viewer, now=http.now,
            )  # fmt: skip
            messages.success(http, "Saved.")
            return redirect("episodes:show", episode=found.ref)
    if clashes:
        renew_version(form, kept.version)
    return render(
        http, "episodes/action.html", status=409 if clashes else 422 if form.errors else 200, form=form,
        episode=found, action=kept, theirs=kept if clashes else None, doing_words=planning.WORDS, earlier=list(queries.earlier(kept)),
        **around(http, found.child_id),
    )  # fmt: skip


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def review(http: PageRequest, episode: str) -> HttpResponse:
    """Choose the day to look again."""
    found = queries.readable(http.viewer, episode, at=http.now)
    form = ReviewForm(http.POST or None, initial={"review_on": found.review_on, "version": found.version})
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.set_review(ref=episode, by=http.viewer, now=http.now, **form.cleaned_data)
            messages.success(http, "The day is set.")
            return redirect("episodes:show", episode=episode)
        renew_version(form, found.version)
    return render(
        http, "episodes/review.html", status=422 if form.errors else 200, form=form, episode=found,
        **around(http, found.child_id),
    )  # fmt: skip


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def close(http: PageRequest, episode: str) -> HttpResponse:
    """End the work, with a reason."""
    found = queries.readable(http.viewer, episode, at=http.now)
    form = CloseForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.close_episode(ref=episode, by=http.viewer, now=http.now, **form.cleaned_data)
            messages.success(http, "Closed. What was written stays, and can be gone on from.")
            return redirect("episodes:show", episode=episode)
    return render(
        http, "episodes/close.html", status=422 if form.errors else 200, form=form, episode=found,
        **around(http, found.child_id),
    )  # fmt: skip
