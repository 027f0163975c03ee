"""An agreement that was entered wrongly is put right; a family that says no is not asked each week."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.people import queries as people
from teamaround.sharing import queries as sharing
from teamaround.sharing.agreeing import record_declined
from teamaround.sharing.rules import Act
from teamaround.sharing.services import check

from .. import services
from ..forms import NO, YES, CorrectionForm, DeclinedForm
from .asking import Asked
from .frames import around
from .two_writers import saving


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def correct(http: PageRequest, child: str) -> HttpResponse:
    """Put a wrong entry right: never by withdrawing and starting again (R12)."""
    child_id = people.child_id(http.viewer, child, at=http.now)
    check(http.viewer, Act.SEE_CONTENT, child_id, at=http.now)
    frame = around(http, child_id)
    kept = sharing.agreement_in_force(child_id)
    if kept is None:
        return redirect("episodes:agreement", child=child)
    asked = Asked(http, child_id, kept=kept, kind=CorrectionForm)
    form = asked.form
    done = saving(
        http, form, version=kept.version, said="Put right. What stood there before is kept.",
        save=lambda: services.correct_agreement(
            ref=kept.ref, version=form.cleaned_data["version"], because=form.cleaned_data["because"],
            by=http.viewer, now=http.now, **asked.agreed(),
        ),
    )  # fmt: skip
    if done.is_saved:
        return redirect("episodes:agreement", child=child)
    return render(
        http, "episodes/correct.html", status=done.status, form=form,
        responsible=asked.responsible, YES=YES, NO=NO, theirs=kept if done.clashes else None,
        agree_button="Put it right", **frame,
    )  # fmt: skip


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def said_no(http: PageRequest, child: str) -> HttpResponse:
    """Record that the family said no, and what there is instead."""
    child_id = people.child_id(http.viewer, child, at=http.now)
    frame = around(http, child_id)
    form = DeclinedForm(http.POST or None, initial={"said_on": http.today})
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            record_declined(child_id=child_id, facts=form.facts(), by=http.viewer, now=http.now)
            messages.success(http, "Recorded. Nothing is shared, and no help is taken away.")
            return redirect("episodes:of_child", child=child)
    return render(http, "episodes/said_no.html", status=422 if form.errors else 200, form=form, **frame)
