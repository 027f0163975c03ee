"""Several children of one family in one plan: choosing who joins, agreeing for them, ending it for one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible
from teamaround.people import queries as people
from teamaround.sharing import queries as sharing
from teamaround.sharing.rules import Act

from .. import queries, services
from .asking import Asked
from .frames import around
from .kept_words import keeps_words
from .plan_forms import LeaveForm


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def children(http: PageRequest, episode: str) -> HttpResponse:
    """Brothers and sisters who could join, and those who are in it."""
    found = queries.readable(http.viewer, episode, at=http.now)
    if http.method == "POST":
        child_id = people.child_id(http.viewer, http.POST.get("child", ""), at=http.now)
        services.add_child(ref=episode, child_id=child_id, by=http.viewer, now=http.now)
        messages.success(http, "They are in the plan now.")
        return redirect("episodes:show", episode=episode)
    could = queries.who_could_join(http.viewer, found, at=http.now)
    seen = queries.together(http.viewer, episode, at=http.now)
    return render(
        http, "episodes/children.html", episode=found,
        could=[
            {
                "face": face, "has_plan": queries.open_one(one) is not None,
                "agreed": sharing.decide(http.viewer, Act.CONTRIBUTE, one, at=http.now).allowed
                and sharing.agreement_in_force(one) is not None,
            }
            for one, face in could.items()
        ],
        within=[
            face
            for one, face in people.faces(http.viewer, seen.writable, at=http.now).items()
            if one != found.child_id
        ],
        **around(http, found.child_id),
    )  # fmt: skip


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def agree(http: PageRequest, episode: str, child: str) -> HttpResponse:
    """Record the agreement for another child of the family, who then joins."""
    found = queries.readable(http.viewer, episode, at=http.now)
    child_id = people.child_id(http.viewer, child, at=http.now)
    if child_id not in queries.who_could_join(http.viewer, found, at=http.now):
        raise NotVisible
    asked = Asked(http, child_id)
    if http.method == "POST" and asked.form.is_valid():
        with refusals_on(asked.form):
            services.agree_and_add_child(
                ref=episode, child_id=child_id, by=http.viewer, now=http.now, **asked.agreed()
            )
            messages.success(http, "The agreement is recorded, and they are in the plan.")
            return redirect("episodes:show", episode=episode)
    return render(
        http, "episodes/agree_for.html", status=422 if asked.form.errors else 200, form=asked.form,
        responsible=asked.responsible, episode=found, **around(http, child_id),
    )  # fmt: skip


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
@keeps_words(LeaveForm)
def leave(http: PageRequest, episode: str, child: str) -> HttpResponse:
    """End the work with one of several children."""
    child_id = people.child_id(http.viewer, child, at=http.now)
    seen = queries.together(http.viewer, episode, at=http.now, child=child)
    if child_id not in seen.writable:
        raise NotVisible
    form = LeaveForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.take_out_child(
                ref=episode, child_id=child_id, by=http.viewer, now=http.now, **form.cleaned_data
            )
            messages.success(http, "Ended for this child. What was written stays.")
            return redirect("episodes:show", episode=episode)
    return render(
        http, "episodes/child_leaves.html", status=422 if form.errors else 200, form=form,
        episode=seen.episode, **around(http, child_id),
    )  # fmt: skip
