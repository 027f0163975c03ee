"""Signing on the screen under an agreement that is there, the drawing itself, and taking it out."""

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
from teamaround.sharing import signing
from teamaround.sharing.rules import Act
from teamaround.sharing.services import check
from teamaround.sharing.signing_queries import signature

from ..signing_forms import BecauseForm, SignForm
from .agreed_shown import shown
from .frames import around


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def sign(http: PageRequest, child: str) -> HttpResponse:
    """What is agreed, to read, and the place to sign under it."""
    child_id = people.child_id(http.viewer, child, at=http.now)
    check(http.viewer, Act.SEE_CONTENT, child_id, at=http.now)
    now = sharing.agreement_in_force(child_id)
    if now is None:
        return redirect("episodes:agreement", child=child)
    form = SignForm(http.POST or None, initial={"name": now.given_by, "signed_name": ""})
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            signing.sign(ref=now.ref, by=http.viewer, now=http.now, **form.facts())
            messages.success(http, "The signature is kept with the agreement.")
            return redirect("episodes:agreement", child=child)
    return render(
        http, "episodes/sign.html", status=422 if form.errors else 200, form=form, one=shown([now])[0],
        **around(http, child_id),
    )  # fmt: skip


@page(duty=Duty.WRITE_ASSESSMENTS)
def show(http: PageRequest, signature_ref: str) -> HttpResponse:
    """The drawing itself, for those who may read the agreement; the look is recorded."""
    kept = signature(http.viewer, signature_ref, at=http.now)
    if kept.image is None:
        raise NotVisible
    answer = HttpResponse(bytes(kept.image), content_type=signing.MEDIA_TYPE)
    answer.headers["Content-Disposition"] = "inline"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def take_out(http: PageRequest, signature_ref: str) -> HttpResponse:
    """Take a signature out, saying why."""
    kept = signature(http.viewer, signature_ref, at=http.now)
    frame = around(http, kept.agreement.child_id)
    form = BecauseForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            signing.take_out_signature(
                ref=signature_ref, because=form.cleaned_data["because"], by=http.viewer, now=http.now
            )
            messages.success(http, "The signature is taken out.")
            return redirect("episodes:agreement", child=frame["face"].ref)
    return render(
        http, "episodes/signature_out.html", status=422 if form.errors else 200, form=form, kept=kept, **frame
    )
