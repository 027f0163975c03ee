"""Saying what is wrong in an entry, without an account."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import acting
from teamaround.accounts.rules import passer_by
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel import clock
from teamaround.kernel.refusal import Refusal

from .. import queries, services
from ..busy import Busy
from ..forms import SuggestForm
from .door import open_page

IN_A_MINUTE = 5
suggestions = Busy(IN_A_MINUTE)


@open_page
def suggest(http: HttpRequest, key: UUID) -> HttpResponse:
    """A box for what should be different; it goes to those who keep the directory."""
    service = queries.service(key)
    if service is None:
        raise Http404
    form = SuggestForm(http.POST if http.method == "POST" else None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            _suggest(http, key, form)
            messages.success(http, "Thank you. Somebody will look at it.")
            return redirect("directory:service", key=key)
    return render(
        http, "directory/suggest.html", status=422 if form.errors else 200, form=form, service=service
    )  # fmt: skip


def _suggest(http: HttpRequest, key: UUID, form: SuggestForm) -> None:
    source = http.META.get("REMOTE_ADDR", "")
    if not suggestions.may(source):
        raise Refusal("too-many", "You have sent several just now. Wait a minute, then send this one.")
    by = passer_by(source=source, request_id=getattr(http, "request_id", ""))
    now, told = clock.now(), form.cleaned_data
    with acting(by, now=now):
        services.suggest(service_id=key, words=told["words"], email=told["email"], by=by, now=now)
