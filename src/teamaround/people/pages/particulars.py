"""Particulars: everything recorded of who a child is, and its history."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel.refusal import Refusal
from teamaround.sharing import queries as sharing
from teamaround.sharing.rules import Act

from .. import portraits, queries, services
from ..forms import BirthForm, DeathForm, ParticularsForm
from ..frame import frame
from ..rules import ETHNICITIES, SEX_WORDS, Sex
from ..services.children import PARTICULARS


@page(duty=Duty.FIND_CHILDREN)
def particulars(http: PageRequest, child: str) -> HttpResponse:
    """What is recorded and, for those who may, how to change it."""
    child_id = queries.child_id(http.viewer, child, at=http.now)
    portrait = portraits.portrait(http.viewer, child_id, at=http.now)
    may_change = sharing.decide(http.viewer, Act.CHANGE_IDENTITY, child_id, at=http.now).allowed
    return render(
        http, "people/particulars.html", portrait=portrait, may_change=may_change,
        corrections=queries.corrections(child_id) if may_change else [],
        families=queries.families_of(child_id), ethnicities=ETHNICITIES, sexes=SEX_WORDS,
        **frame(portrait.face, today=http.today, current="people:particulars"),
    )  # fmt: skip


@page(duty=Duty.REGISTER_CHILDREN, writes=True)
def change(http: PageRequest, child: str) -> HttpResponse:
    """Change particulars; when somebody else was first, both texts are shown side by side."""
    child_id = queries.child_id(http.viewer, child, at=http.now)
    portrait = portraits.portrait(http.viewer, child_id, at=http.now)
    stands = {name: getattr(portrait.child, name) for name in PARTICULARS}
    form = ParticularsForm(
        http.POST or None, is_unborn=portrait.face.is_unborn,
        initial={**stands, "version": portrait.child.version},
    )  # fmt: skip
    differences: list[dict[str, Any]] = []
    if http.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            services.change_particulars(
                child_id=child_id, version=typed["version"], because=typed["because"],
                changes={name: typed[name] for name in PARTICULARS if name in typed},
                by=http.viewer, now=http.now,
            )  # fmt: skip
            messages.success(http, "Changed. What stood there before is kept in the history.")
            return redirect("people:particulars", child=child)
        except Refusal as refusal:
            known = refusal.field if refusal.field in form.fields else None
            form.add_error(known, refusal.sentence)
            if refusal.code == "changed-meanwhile":
                differences = _differences(form, stands, typed)
                form.data = {**http.POST.dict(), "version": str(portrait.child.version)}
    return render(
        http, "people/change.html", status=422 if form.errors else 200, form=form,
        differences=differences, **frame(portrait.face, today=http.today),
    )  # fmt: skip


def _differences(
    form: ParticularsForm, stands: dict[str, Any], typed: dict[str, Any]
) -> list[dict[str, Any]]:
    """Field by field, what stands now and what this person typed, where they differ."""
    return [
        {"label": form.fields[name].label, "left": stands[name], "right": typed[name], "same": False}
        for name in PARTICULARS
        if name in typed and typed[name] != stands[name]
    ]


@page(duty=Duty.REGISTER_CHILDREN, writes=True)
def birth(http: PageRequest, child: str) -> HttpResponse:
    """Record that an unborn child was born."""
    child_id = queries.child_id(http.viewer, child, at=http.now)
    face = queries.face(http.viewer, child_id, at=http.now)
    form = BirthForm(http.POST or None, initial={"family": face.family, "sex": Sex.NOT_KNOWN})
    if http.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        with refusals_on(form):
            services.record_birth(
                child_id=child_id, born_on=typed["born_on"], given=typed["given"],
                family=typed["family"], sex=Sex(typed["sex"]), by=http.viewer, now=http.now,
            )  # fmt: skip
            messages.success(http, "The birth is recorded.")
            return redirect("child", child=child)
    return render(
        http, "people/birth.html", status=422 if form.errors else 200, form=form,
        **frame(face, today=http.today),
    )  # fmt: skip


@page(duty=Duty.REGISTER_CHILDREN, writes=True)
def death(http: PageRequest, child: str) -> HttpResponse:
    """Record that a child died, so that nobody writes to the family by mistake."""
    child_id = queries.child_id(http.viewer, child, at=http.now)
    face = queries.face(http.viewer, child_id, at=http.now)
    form = DeathForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.record_death(
                child_id=child_id, died_on=form.cleaned_data["died_on"], by=http.viewer, now=http.now
            )
            messages.success(http, "Recorded.")
            return redirect("child", child=child)
    return render(
        http, "people/death.html", status=422 if form.errors else 200, form=form,
        **frame(face, today=http.today),
    )  # fmt: skip
