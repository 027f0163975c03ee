"""Who is involved with a child: the list, recording one's own agency, ending it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.agencies import queries as agencies
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible
from teamaround.people import queries as people
from teamaround.people.frame import frame

from .. import queries, services
from ..consents import sensitive_services
from ..forms import EndForm, InvolvementForm


@page(duty=Duty.FIND_CHILDREN)
def involvements(http: PageRequest, child: str) -> HttpResponse:
    """Everybody who is or was involved, as far as this viewer may see."""
    child_id = people.child_id(http.viewer, child, at=http.now)
    face = people.face(http.viewer, child_id, at=http.now)
    return render(
        http, "index/involvements.html",
        **frame(face, today=http.today, current="index:involvements"),
        rows=queries.involvements(http.viewer, child_id, at=http.now), today=http.today,
        index_team=agencies.index_team(face.authority_id, on=http.today) if face.is_shielded else None,
        asks_consent=http.viewer.can(Duty.RECORD_INVOLVEMENT) and bool(sensitive_services(http.viewer)),
    )  # fmt: skip


@page(duty=Duty.RECORD_INVOLVEMENT, writes=True)
def add(http: PageRequest, child: str) -> HttpResponse:
    """Record that the viewer's agency is involved."""
    child_id = people.child_id(http.viewer, child, at=http.now)
    face = people.face(http.viewer, child_id, at=http.now)
    form = InvolvementForm(
        http.POST or None, viewer=http.viewer, today=http.today, initial={"starts_on": http.today}
    )
    if http.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        person = agencies.practitioner(typed["practitioner_ref"]) if typed["practitioner_ref"] else None
        with refusals_on(form):
            services.record_involvement(
                child_id=child_id, by=http.viewer, now=http.now, starts_on=typed["starts_on"],
                service_id=int(typed["service_id"]) if typed["service_id"] else None,
                practitioner_id=person.pk if person else None, reason=typed["reason"],
                contact_route=typed["contact_route"], sensitive_basis=typed["sensitive_basis"],
            )  # fmt: skip
            messages.success(http, "Your agency’s involvement is recorded.")
            return redirect("child", child=child)
    return render(
        http, "index/involvement_add.html", status=422 if form.errors else 200, form=form,
        **frame(face, today=http.today),
    )  # fmt: skip


@page(duty=Duty.RECORD_INVOLVEMENT, writes=True)
def end(http: PageRequest, involvement: str) -> HttpResponse:
    """End an involvement of the viewer's agency."""
    row = queries.own_involvement(http.viewer, involvement)
    if row is None:
        raise NotVisible
    face = people.face(http.viewer, row.child_id, at=http.now)
    form = EndForm(http.POST or None, initial={"ends_on": http.today, "version": row.version})
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.end_involvement(
                ref=involvement, version=form.cleaned_data["version"],
                ends_on=form.cleaned_data["ends_on"], by=http.viewer, now=http.now,
            )  # fmt: skip
            messages.success(http, "The involvement has ended. It stays in the history.")
            return redirect("index:involvements", child=face.ref)
    return render(
        http, "index/involvement_end.html", status=422 if form.errors else 200, form=form, row=row,
        **frame(face, today=http.today),
    )  # fmt: skip
