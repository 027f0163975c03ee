"""The page behind the link of a reminder: an organisation says, without an account, what is still right."""

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

from .. import queries, services
from ..forms import StillRightForm
from .door import open_page


@open_page
def still_right(http: HttpRequest, key: UUID) -> HttpResponse:
    """What the letter asked about, each to be ticked; the link is answered once."""
    now = clock.now()
    found = queries.reminder(key, now=now)
    if found is None:
        raise Http404
    entries = queries.entries_of(found.service_ids)
    choices = [(str(each.pk), each.name) for each in entries]
    form = StillRightForm(http.POST if http.method == "POST" else None, entries=choices)
    if http.method == "POST" and form.is_valid():
        by = passer_by(source=http.META.get("REMOTE_ADDR", ""), request_id=getattr(http, "request_id", ""))
        with refusals_on(form), acting(by, now=now):
            right = [UUID(each) for each in form.cleaned_data["right"]]
            services.confirm(reminder_id=key, service_ids=right, by=by, now=now)
            messages.success(http, "Thank you. Families see that you have checked it.")
            return redirect("directory:find")
    return render(
        http, "directory/still_right.html", status=422 if form.errors else 200, form=form, found=found, entries=entries
    )  # fmt: skip
