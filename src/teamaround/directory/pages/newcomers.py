"""Deciding about an organisation that asks to be in the directory."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible

from .. import queries, services
from ..forms import AnswerForm
from ..forms_joining import NEW, AcceptForm
from ..models import SignUp
from ..rules.joining import WORDS, Stage

TAKEN_IN = "It is taken in, and told so by e-mail. Its services come here before anybody finds them."


@page(duty=Duty.KEEP_DIRECTORY, writes=True)
def newcomer(http: PageRequest, key: UUID) -> HttpResponse:
    """What an organisation says of itself, beside those that it may be already."""
    row = queries.sign_up(key)
    if row is None or row.state == Stage.SENT:
        raise NotVisible
    alike = queries.alike_to(row) if row.state == Stage.WAITING else []
    do = http.POST.get("do", "")
    forms = {
        "accept": AcceptForm(http.POST if do == "accept" else None, alike=alike, prefix="accept"),
        "decline": AnswerForm(http.POST if do == "decline" else None, prefix="decline"),
    }
    if http.method == "POST" and _done(http, row, forms):
        return redirect("directory:keeping")
    return render(
        http, "directory/newcomer.html", status=422 if any(form.errors for form in forms.values()) else 200, row=row,
        alike=alike, accept=forms["accept"], decline=forms["decline"], state=WORDS[Stage(row.state)],
        is_waiting=row.state == Stage.WAITING, is_in=row.state == Stage.ACCEPTED,
    )  # fmt: skip


def _done(http: PageRequest, row: SignUp, forms: dict[str, Any]) -> bool:
    """Do what was asked; whether it is done."""
    who: dict[str, Any] = {"key": row.pk, "by": http.viewer, "now": http.now}
    do = http.POST.get("do", "")
    if do == "end":
        services.end_link(**who)
        messages.success(http, "The link of this organisation opens nothing any more.")
        return True
    form = forms.get(do)
    if form is None or not form.is_valid():
        return False
    with refusals_on(form):
        if do == "decline":
            services.decline_sign_up(answer=form.cleaned_data["answer"], **who)
            messages.success(http, "It is declined, and told why by e-mail.")
            return True
        which, seen = form.cleaned_data["which"], [UUID(each) for each in http.POST.getlist("seen")]
        services.accept(organisation_id=None if which == NEW else UUID(which), seen=seen, **who)
        messages.success(http, TAKEN_IN)
        return True
    return False
