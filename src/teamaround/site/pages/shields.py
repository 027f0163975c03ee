"""Shields: the index team puts them up, looks at them again and lifts them (R6)."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.people import queries as people
from teamaround.people import services
from teamaround.people.frame import frame
from teamaround.sharing import queries as sharing

from ..shields_forms import LiftForm, ShieldForm


@page(duty=Duty.INDEX_TEAM)
def shields(http: PageRequest) -> HttpResponse:
    """Every shield in force over this authority's children."""
    rows = list(sharing.shields_in_force(http.viewer.authority_id))
    faces = people.faces(http.viewer, [row.child_id for row in rows], at=http.now)
    return render(
        http, "site/shields.html", rows=[row for row in rows if row.child_id in faces],
        faces=faces, today=http.today,
    )  # fmt: skip


@page(duty=Duty.INDEX_TEAM, writes=True)
def shield(http: PageRequest, child: str) -> HttpResponse:
    """Shield a child, or show the shield that is up."""
    child_id = people.child_id(http.viewer, child, at=http.now)
    face = people.face(http.viewer, child_id, at=http.now)
    if face.is_shielded and http.method != "POST":
        return redirect("shields:lift", child=face.ref)
    form = ShieldForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.shield(
                child_id=child_id, because=form.cleaned_data["because"],
                review_on=form.cleaned_data["review_on"], by=http.viewer, now=http.now,
            )  # fmt: skip
            messages.success(http, "This child is shielded in every list, search and file.")
            return redirect("child", child=face.ref)
    return render(
        http, "site/shield.html", status=422 if form.errors else 200, form=form,
        **frame(face, today=http.today),
    )  # fmt: skip


@page(duty=Duty.INDEX_TEAM, writes=True)
def lift(http: PageRequest, child: str) -> HttpResponse:
    """Lift a shield."""
    child_id = people.child_id(http.viewer, child, at=http.now)
    face = people.face(http.viewer, child_id, at=http.now)
    form = LiftForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.lift_shield(
                child_id=child_id, because=form.cleaned_data["because"], by=http.viewer, now=http.now
            )
            messages.success(http, "The shield is lifted. Those who may see the record see it in full again.")
            return redirect("child", child=face.ref)
    return render(
        http, "site/shield_lift.html", status=422 if form.errors else 200, form=form,
        shield=sharing.shield_of(child_id), **frame(face, today=http.today),
    )  # fmt: skip
