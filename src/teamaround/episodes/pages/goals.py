"""Goals: added, put in other words, settled."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible
from teamaround.sharing.rules import Act
from teamaround.sharing.services import check

from .. import queries, services
from ..models import Goal
from ..queries.episodes import check_covered
from ..rules import goals as rules
from .frames import around
from .kept_words import keeps_words
from .plan_forms import GoalForm, SettleForm
from .seen import children_of, to_plan
from .two_writers import saving


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
@keeps_words(GoalForm)
def add(http: PageRequest, episode: str) -> HttpResponse:
    """Add a goal."""
    seen = queries.together(http.viewer, episode, at=http.now, child=http.GET.get("child", ""))
    known = children_of(http, seen)
    form = GoalForm(
        http.POST or None, children=[(face.ref, face.name) for face in known.values()],
        initial={"child": known[seen.through].ref if seen.through in known else ""},
    )  # fmt: skip
    if http.method == "POST" and form.is_valid():
        by_ref = {face.ref: face.id for face in known.values()}
        child_id = by_ref.get(form.cleaned_data.get("child", ""), seen.through)
        with refusals_on(form):
            services.add_goal(
                ref=episode, child_id=child_id, wished=form.wished(), by=http.viewer, now=http.now
            )
            messages.success(http, "The goal is in the plan.")
            return to_plan(seen, http)
    return render(
        http, "episodes/goal.html", status=422 if form.errors else 200, form=form, episode=seen.episode,
        goal=None, theirs=None, earlier=[], words=rules.WORDS, **around(http, seen.through),
    )  # fmt: skip


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
@keeps_words(GoalForm)
def change(http: PageRequest, goal: str) -> HttpResponse:
    """Put a goal in other words; the second of two writers sees both texts."""
    kept = readable_goal(http, goal)
    form = GoalForm(
        http.POST or None,
        initial={name: getattr(kept, name) for name in ("need", "goal", "measure", "before", "version")},
    )
    done = saving(
        http, form, version=kept.version,
        save=lambda: services.change_goal(
            ref=goal, version=form.cleaned_data["version"] or 0, wished=form.wished(), by=http.viewer,
            now=http.now,
        ),
    )  # fmt: skip
    if done.is_saved:
        return redirect("episodes:show", episode=kept.episode.ref)
    return render(
        http, "episodes/goal.html", status=done.status, form=form,
        episode=kept.episode, goal=kept, theirs=kept if done.clashes else None, words=rules.WORDS,
        earlier=list(queries.earlier_goals(kept)), **around(http, kept.child_id),
    )  # fmt: skip


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
@keeps_words(SettleForm)
def settle(http: PageRequest, goal: str) -> HttpResponse:
    """Say how far a goal has come."""
    kept = readable_goal(http, goal)
    form = SettleForm(
        http.POST or None, initial={"state": kept.state, "after": kept.after, "version": kept.version}
    )
    done = saving(
        http, form, version=kept.version,
        save=lambda: services.settle_goal(
            ref=goal, version=form.cleaned_data["version"], settled=form.settled(), by=http.viewer,
            now=http.now,
        ),
    )  # fmt: skip
    if done.is_saved:
        return redirect("episodes:show", episode=kept.episode.ref)
    return render(
        http, "episodes/goal_settle.html", status=done.status, form=form,
        episode=kept.episode, goal=kept, theirs=kept if done.clashes else None, words=rules.WORDS,
        **around(http, kept.child_id),
    )  # fmt: skip


def readable_goal(http: PageRequest, ref: str) -> Goal:
    """The goal, for somebody who may read the content of the child whose need it is."""
    kept = queries.goal(ref)
    if kept is None:
        raise NotVisible
    check(http.viewer, Act.SEE_CONTENT, kept.child_id, at=http.now)
    check_covered(http.viewer, kept.episode, kept.child_id, at=http.now)
    return kept
