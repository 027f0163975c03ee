"""Starting: whoever would start an assessment is met with the one that is there."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.people import queries as people

from .. import queries, releases, services
from ..forms import OfferForm, StartForm
from ..rules.states import OPEN, State
from .frames import around


@page(duty=Duty.FIND_CHILDREN, writes=True)
def start(http: PageRequest, child: str) -> HttpResponse:
    """What is there already, or the button that begins one."""
    child_id = people.child_id(http.viewer, child, at=http.now)
    frame = around(http, child_id)
    decision = queries.decide_start(http.viewer, child_id, at=http.now)
    every = list(queries.of_child(child_id))
    offered = releases.offered(frame["face"].authority_id, on=http.today)
    form = StartForm(http.POST or None, offered=offered)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            begun = services.begin(child_id=child_id, by=http.viewer, now=http.now, **form.cleaned_data)
            return redirect("assessments:write", assessment=begun.ref)
    return render(
        http, "assessments/start.html", status=422 if form.errors else 200, form=form, decision=decision,
        ours=_ours(http, decision.existing.ref if decision.existing else ""), **frame,
        earlier=every,
        are_two=sum(State(one.state) in OPEN for one in every) > 1,
    )  # fmt: skip


def _ours(http: PageRequest, ref: str) -> object:
    found = queries.assessment(ref) if ref else None
    return queries.ours_in(http.viewer, found) if found is not None else None


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def offer(http: PageRequest, assessment: str) -> HttpResponse:
    """Ask to contribute instead of starting another."""
    found = queries.known(http.viewer, assessment, at=http.now)
    frame = around(http, found.child_id)
    form = OfferForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            part = services.offer(
                ref=assessment, message=form.cleaned_data["message"], by=http.viewer, now=http.now
            )
            return redirect("assessments:part", part=part.ref)
    return render(
        http, "assessments/offer.html", status=422 if form.errors else 200, form=form, assessment=found,
        decision=queries.decide_start(http.viewer, found.child_id, at=http.now), **frame,
    )  # fmt: skip
