"""Sharing an assessment, calling it complete, opening it again, closing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render

from .. import queries, services
from ..forms import ReasonForm
from ..models import Assessment
from .frames import around


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def share(http: PageRequest, assessment: str) -> HttpResponse:
    """Share it with those whom the family agreed to."""
    found = queries.known(http.viewer, assessment, at=http.now)
    if http.method == "POST":
        services.share(ref=assessment, by=http.viewer, now=http.now)
        messages.success(http, "Shared. Those whom the family agreed to can read it from now on.")
    return redirect("assessments:read", assessment=found.ref)


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def complete(http: PageRequest, assessment: str) -> HttpResponse:
    """Call it complete."""
    found = queries.known(http.viewer, assessment, at=http.now)
    if http.method == "POST":
        services.complete(ref=assessment, by=http.viewer, now=http.now)
        messages.success(http, "Complete. It can be opened again when something must be added.")
    return redirect("assessments:read", assessment=found.ref)


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def reopen(http: PageRequest, assessment: str) -> HttpResponse:
    """Open it again to go on from what is there."""
    found = queries.known(http.viewer, assessment, at=http.now)
    if http.method == "POST":
        services.reopen(ref=assessment, by=http.viewer, now=http.now)
        messages.success(http, "Open again. Everything that was written is still there.")
    return redirect("assessments:read", assessment=found.ref)


def _joined_to(found: Assessment) -> str:
    """Words to begin with when another one stays open, as after joining two records of the child."""
    other = next((one for one in queries.open_ones(found.child_id) if one.pk != found.pk), None)
    return f"Joined to the assessment {other.ref}, which goes on." if other is not None else ""


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def close(http: PageRequest, assessment: str) -> HttpResponse:
    """Close it, with a reason."""
    found = queries.known(http.viewer, assessment, at=http.now)
    frame = around(http, found.child_id)
    form = ReasonForm(http.POST or None, initial={"because": _joined_to(found)})
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.close(ref=assessment, by=http.viewer, now=http.now, **form.cleaned_data)
            messages.success(http, "Closed. It can be opened again within a year.")
            return redirect("child", child=frame["face"].ref)
    return render(
        http,
        "assessments/close.html",
        status=422 if form.errors else 200,
        form=form,
        assessment=found,
        **frame,
    )
