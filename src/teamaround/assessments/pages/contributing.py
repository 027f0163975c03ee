"""Asking an agency for its part, answering an offer, giving a part or saying no."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.agencies import queries as agencies
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible

from .. import queries, services
from ..forms import AskForm, ReasonForm, WishForm
from ..models import Contribution
from ..rules import contributing
from ..rules.contributing import ContributionState
from ..rules.writing import fullness
from .frames import around


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def ask(http: PageRequest, assessment: str) -> HttpResponse:
    """Ask another agency for its part."""
    found = queries.known(http.viewer, assessment, at=http.now)
    if http.viewer.agency_id not in queries.leading(found):
        return redirect("assessments:read", assessment=assessment)
    frame = around(http, found.child_id)
    there = {
        row.agency_id
        for row in queries.contributions(found)
        if row.state in contributing.LIVE and row.agency_id
    }
    form = AskForm(
        http.POST or None, definition=queries.form_of(found), without=there | {found.agency_id},
        authority_id=http.viewer.authority_id,
    )  # fmt: skip
    if http.method == "POST" and form.is_valid():
        agency = agencies.agency(form.cleaned_data["agency"])
        with refusals_on(form):
            services.ask_for_contribution(
                ref=assessment, agency_id=agency.pk if agency else 0, wish=form.wish(), by=http.viewer,
                now=http.now,
            )  # fmt: skip
            messages.success(http, "Asked. They see it on their home page.")
            return redirect("assessments:read", assessment=assessment)
    return render(
        http, "assessments/ask.html", status=422 if form.errors else 200, form=form, assessment=found,
        agreed=queries.standing_of(found).agreed, **frame,
    )  # fmt: skip


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def answer_offer(http: PageRequest, part: str) -> HttpResponse:
    """Welcome an offer to contribute, or decline it with a reason."""
    offered = queries.part_of(http.viewer, part, at=http.now)
    found = offered.assessment
    if http.viewer.agency_id not in queries.leading(found):
        raise NotVisible
    frame, definition = around(http, offered.child_id), queries.form_of(found)
    agreement = queries.agreement_about(found)
    declines = http.POST.get("answer") == "no"
    every = sorted(contributing.askable(definition))
    form = WishForm(
        http.POST if http.method == "POST" and not declines else None, definition=definition,
        initial={"wanted": every},
    )  # fmt: skip
    reason = ReasonForm(http.POST if declines else None)
    if http.method == "POST" and (reason if declines else form).is_valid():
        with refusals_on(reason if declines else form):
            if declines:
                services.decline(ref=part, by=http.viewer, now=http.now, **reason.cleaned_data)
            else:
                services.welcome(ref=part, wish=form.wish(), by=http.viewer, now=http.now)
            messages.success(http, "They are told." if declines else "They can write their part now.")
            return redirect("assessments:read", assessment=found.ref)
    return render(
        http, "assessments/answer_offer.html", status=422 if form.errors or reason.errors else 200, form=form,
        reason=reason, part=offered, in_scope=offered.agency_id in queries.covered(agreement),
        has_agreement=queries.agreed_in(agreement).to_take_part, **frame,
    )  # fmt: skip


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def part(http: PageRequest, part: str) -> HttpResponse:
    """What one's agency was asked for or has offered, and giving it."""
    own = _own(http, part)
    frame = around(http, own.child_id)
    if http.method == "POST":
        services.give(ref=part, by=http.viewer, now=http.now)
        messages.success(http, "Thank you. Your part is in the assessment.")
        return redirect("assessments:part", part=part)
    definition, written = queries.form_of(own.assessment), _written(own)
    return render(
        http, "assessments/part.html", part=own, assessment=own.assessment, definition=definition,
        words=contributing.words_of(ContributionState(own.state), was_offered=own.offered_at is not None),
        fullness=fullness(definition, written),
        to_write=[
            {"section": section, "words": fullness(definition, written, [section]).words}
            for section in queries.sections_to_write(http.viewer, own.assessment, own)
        ],
        may_read=queries.reads(http.viewer, own.assessment, at=http.now),
        lead=queries.lead_of(own.child_id), **frame,
    )  # fmt: skip


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def decline(http: PageRequest, part: str) -> HttpResponse:
    """Say that one's agency will not contribute, and why."""
    own = _own(http, part)
    frame = around(http, own.child_id)
    form = ReasonForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.decline(ref=part, by=http.viewer, now=http.now, **form.cleaned_data)
            messages.success(http, "They are told, so that nobody waits.")
            return redirect("assessments:part", part=part)
    return render(
        http, "assessments/decline.html", status=422 if form.errors else 200, form=form, part=own, **frame
    )


def _own(http: PageRequest, ref: str) -> Contribution:
    own = queries.part_of(http.viewer, ref, at=http.now)
    if own.agency_id != http.viewer.agency_id:
        raise NotVisible
    return own


def _written(own: Contribution) -> set[Any]:
    return {box for box, row in queries.sheet(own.assessment, own).items() if row.text}
