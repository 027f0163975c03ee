"""Actions: what will be done, by whom, by when, and for which goal."""

from __future__ import annotations

from dataclasses import replace

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
from ..models import Action
from ..queries.episodes import check_covered
from ..rules import planning
from .frames import around, team_of
from .kept_words import keeps_words
from .plan_forms import AddActionForm, ChangeActionForm
from .seen import children_of, goals_of, to_plan
from .two_writers import saving


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
@keeps_words(AddActionForm)
def add(http: PageRequest, episode: str) -> HttpResponse:
    """Add an action."""
    seen = queries.together(http.viewer, episode, at=http.now, child=http.GET.get("child", ""))
    known = children_of(http, seen)
    form = AddActionForm(
        http.POST or None, people=team_of(http, seen.through), wished=goals_of(seen),
        children={face.ref: face.name for face in known.values()},
        initial={
            "goal": http.GET.get("goal", ""), "child": known[seen.through].ref if seen.through in known else "",
        },
    )  # fmt: skip
    if http.method == "POST" and form.is_valid():
        by_ref = {face.ref: face.id for face in known.values()}
        child_id = by_ref.get(form.cleaned_data.get("child", ""), seen.through)
        with refusals_on(form):
            services.add_action(
                ref=episode, planned=replace(form.planned(), child=child_id), by=http.viewer, now=http.now
            )
            messages.success(http, "The action is in the plan.")
            return to_plan(seen, http)
    return render(
        http, "episodes/action.html", status=422 if form.errors else 200, form=form, episode=seen.episode,
        action=None, theirs=None, earlier=[], **around(http, seen.through),
    )  # fmt: skip


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
@keeps_words(ChangeActionForm)
def change(http: PageRequest, action: str) -> HttpResponse:
    """Change an action, or say how it goes; the second of two writers sees both texts."""
    kept = _readable(http, action)
    seen = queries.together(http.viewer, kept.episode.ref, at=http.now)
    form = ChangeActionForm(
        http.POST or None, people=team_of(http, kept.child_id),
        wished=goals_of(seen, child_id=kept.child_id, but_with=kept.goal),
        initial={
            "what": kept.what, "who": kept.who, "by_on": kept.by_on, "state": kept.state,
            "practitioner": kept.practitioner.ref if kept.practitioner else "", "progress": kept.progress,
            "version": kept.version, "goal": kept.goal.ref if kept.goal else "",
        },
    )  # fmt: skip
    done = saving(
        http, form, version=kept.version,
        save=lambda: services.update_action(
            ref=action, version=form.cleaned_data["version"], planned=form.planned(), state=form.doing(),
            progress=form.cleaned_data["progress"], by=http.viewer, now=http.now,
        ),
    )  # fmt: skip
    if done.is_saved:
        return redirect("episodes:show", episode=kept.episode.ref)
    return render(
        http, "episodes/action.html", status=done.status, form=form,
        episode=kept.episode, action=kept, theirs=kept if done.clashes else None, doing_words=planning.WORDS,
        earlier=list(queries.earlier(kept)), **around(http, kept.child_id),
    )  # fmt: skip


def _readable(http: PageRequest, ref: str) -> Action:
    kept = queries.action(ref)
    if kept is None:
        raise NotVisible
    check(http.viewer, Act.SEE_CONTENT, kept.child_id, at=http.now)
    check_covered(http.viewer, kept.episode, kept.child_id, at=http.now)
    return kept
