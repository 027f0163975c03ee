"""What an organisation has in the directory, for whoever came in by its link."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel import clock
from teamaround.kernel.refusal import NotVisible

from .. import queries, services
from ..forms import ChangeForm
from ..forms_joining import NewServiceForm
from ..rules import reasons
from ..rules.joining import Stage
from .coming_in import OwnRequest, own_page

MOST = 100
AWAITED = "It is sent. Families see it once somebody has looked."


@own_page
def yours(http: OwnRequest) -> HttpResponse:
    """How the sign-up stands; the services, and what was sent."""
    row, today = http.sign_up, clock.today()
    return render(
        http, "directory/yours.html", row=row, sent=queries.sent_by(row)[:MOST], is_in=row.state == Stage.ACCEPTED,
        entries=[
            {"service": each, "checked": reasons.checked(each.assured_on, today=today)}
            for each in (queries.services_kept_by(row)[:MOST] if row.organisation_id else ())
        ],
    )  # fmt: skip


@own_page
def new(http: OwnRequest) -> HttpResponse:
    """A service that is not there yet."""
    if http.sign_up.state != Stage.ACCEPTED:
        raise Http404
    form = NewServiceForm(http.POST if http.method == "POST" else None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.send_new(key=http.sign_up.pk, typed=form.typed(), by=http.by, now=clock.now())
            messages.success(http, AWAITED)
            return redirect("directory:yours")
    return render(http, "directory/own_new.html", status=422 if form.errors else 200, form=form)


@own_page
def own_entry(http: OwnRequest, key: UUID) -> HttpResponse:
    """One of their services: say that it is still right, or send what should be different."""
    row, now = http.sign_up, clock.now()
    service = queries.services_kept_by(row).filter(pk=key).first() if row.state == Stage.ACCEPTED else None
    if service is None:
        raise Http404
    posted = http.POST if http.method == "POST" and http.POST.get("do") != "assure" else None
    form = ChangeForm(posted, initial=queries.told(service))
    try:
        if http.method == "POST" and posted is None:
            services.still_right(key=row.pk, service_id=key, by=http.by, now=now)
            messages.success(http, "Thank you. Families see that you have checked it.")
            return redirect("directory:yours")
        if posted is not None and form.is_valid():
            with refusals_on(form):
                services.send_own_change(
                    key=row.pk, service_id=key, typed=form.cleaned_data, by=http.by, now=now
                )
                messages.success(http, AWAITED)
                return redirect("directory:yours")
    except NotVisible:
        raise Http404 from None
    return render(
        http, "directory/own_entry.html", status=422 if form.errors else 200, form=form, service=service,
        checked=reasons.checked(service.assured_on, today=clock.day_of(now)),
    )  # fmt: skip
