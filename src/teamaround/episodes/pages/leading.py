"""Who leads: asking somebody, their answer, taking an offer back, ending."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render

from .. import queries, services
from ..forms import YES, AcceptForm, LeadForm, ReasonForm
from ..models import Episode
from ..rules import leading
from ..rules.handing_over import WHY_WORDS
from ..rules.leading import LeadState
from .frames import around, team_of


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def ask(http: PageRequest, episode: str) -> HttpResponse:
    """Ask somebody to be lead practitioner."""
    found = queries.readable(http.viewer, episode, at=http.now)
    form = LeadForm(http.POST or None, people=team_of(http, found.child_id))
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.name_lead(
                ref=episode, practitioner_id=form.chosen() or 0,
                family_asked=form.cleaned_data["family_asked"] == YES,
                family_view=form.cleaned_data["family_view"], by=http.viewer, now=http.now,
            )  # fmt: skip
            messages.success(
                http, "They are asked, and see it on their home page. They lead when they accept."
            )
            return redirect("episodes:show", episode=episode)
    return render(
        http, "episodes/lead.html", status=422 if form.errors else 200, form=form, episode=found,
        functions=leading.FUNCTIONS, **around(http, found.child_id),
    )  # fmt: skip


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def answer(http: PageRequest, episode: str) -> HttpResponse:
    """Accept to lead, or say that one cannot."""
    found = queries.readable(http.viewer, episode, at=http.now)
    offered = queries.offered_lead(found)
    if offered is None or offered.practitioner_id != http.viewer.practitioner_id:
        return redirect("episodes:show", episode=episode)
    says_no = http.POST.get("answer") == "no"
    manager = queries.manager_of(offered.practitioner_id)
    posted = http.POST if http.method == "POST" else None
    form = AcceptForm(None if says_no else posted, initial={"manager": manager})
    reason = ReasonForm(posted if says_no else None)
    asked = reason if says_no else form
    if http.method == "POST" and asked.is_valid():
        with refusals_on(asked):
            if says_no:
                services.decline_lead(ref=episode, by=http.viewer, now=http.now, **reason.cleaned_data)
            else:
                services.accept_lead(ref=episode, by=http.viewer, now=http.now, **form.cleaned_data)
            messages.success(
                http, "They are told." if says_no else "Thank you. You are the lead practitioner."
            )
            return redirect("episodes:show", episode=episode)
    return render(
        http, "episodes/lead_answer.html", status=422 if asked.errors else 200, form=form, reason=reason,
        episode=found, offered=offered, functions=leading.FUNCTIONS, **around(http, found.child_id),
    )  # fmt: skip


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def take_back(http: PageRequest, episode: str) -> HttpResponse:
    """Take back a request that has not been answered."""
    found = queries.readable(http.viewer, episode, at=http.now)
    if http.method == "POST":
        services.take_back_offer(ref=episode, by=http.viewer, now=http.now)
        messages.success(http, "Taken back. You can ask somebody else.")
    return redirect("episodes:show", episode=found.ref)


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def end(http: PageRequest, episode: str) -> HttpResponse:
    """Stop leading, with what the next lead should know."""
    found = queries.readable(http.viewer, episode, at=http.now)
    form = ReasonForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.end_lead(ref=episode, by=http.viewer, now=http.now, **form.cleaned_data)
            messages.success(http, "Nobody leads now. Ask somebody else soon.")
            return redirect("episodes:show", episode=episode)
    return render(
        http, "episodes/lead_end.html", status=422 if form.errors else 200, form=form, episode=found,
        lead=queries.accepted_lead(found), **around(http, found.child_id),
    )  # fmt: skip


def who_leads(http: PageRequest, found: Episode) -> dict[str, Any]:
    """Who leads, was asked, covers, and led before, for the plan's page; six queries at any size."""
    rows = list(queries.leads(found))
    lead = next((row for row in rows if row.state == LeadState.ACCEPTED), None)
    gone = queries.not_leading([lead], today=http.today).get(lead.pk) if lead else None
    return {
        "lead": lead,
        "lead_gone": WHY_WORDS[gone] if gone else "",
        "offered": next((row for row in rows if row.state == LeadState.OFFERED), None),
        "covers": list(queries.covers(lead, today=http.today)) if lead else [],
        "protection": queries.protection_lead(found),
        "past": [
            {"row": row, "words": leading.WORDS[LeadState(row.state)]}
            for row in rows
            if row.state in (LeadState.ENDED, LeadState.DECLINED)
        ],
    }
