"""Carers and families."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible

from .. import portraits, queries, services
from ..forms import CarerForm, FamilyForm, RelationshipForm
from ..frame import frame
from ..rules import RelationshipType
from ..services import NewCarer


@page(duty=Duty.REGISTER_CHILDREN, writes=True)
def add_carer(http: PageRequest, child: str) -> HttpResponse:
    """Record somebody who cares for the child."""
    child_id = queries.child_id(http.viewer, child, at=http.now)
    face = queries.face(http.viewer, child_id, at=http.now)
    form = CarerForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        with refusals_on(form):
            new = NewCarer(type=RelationshipType(typed.pop("type")), **typed)
            services.record_carer(child_id=child_id, new=new, by=http.viewer, now=http.now)
            messages.success(http, "Recorded.")
            return redirect("people:particulars", child=child)
    return render(
        http, "people/fact.html", status=422 if form.errors else 200, form=form,
        heading="Record a parent or carer", **frame(face, today=http.today),
    )  # fmt: skip


@page(duty=Duty.REGISTER_CHILDREN, writes=True)
def change_carer(http: PageRequest, child: str, relationship: int) -> HttpResponse:
    """Correct or end what a carer is to the child."""
    child_id = queries.child_id(http.viewer, child, at=http.now)
    portrait = portraits.portrait(http.viewer, child_id, at=http.now)
    row = next((one for one in portrait.carers if one.relationship_id == relationship), None)
    if row is None:
        raise NotVisible
    names = ("type", "has_parental_responsibility", "is_main_carer", "lives_with_child", "ends_on")
    form = RelationshipForm(http.POST or None, initial={name: getattr(row, name) for name in names})
    if http.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        with refusals_on(form):
            services.change_relationship(
                relationship_id=relationship, type=RelationshipType(typed.pop("type")), **typed,
                by=http.viewer, now=http.now,
            )  # fmt: skip
            messages.success(http, "Recorded. What stood there before is kept.")
            return redirect("people:particulars", child=child)
    return render(
        http, "people/fact.html", status=422 if form.errors else 200, form=form,
        heading=f"What {row.name} is to {portrait.face.called}",
        **frame(portrait.face, today=http.today),
    )  # fmt: skip


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def name_family(http: PageRequest, child: str) -> HttpResponse:
    """Choose who belongs to the family that practitioners work with."""
    child_id = queries.child_id(http.viewer, child, at=http.now)
    portrait = portraits.portrait(http.viewer, child_id, at=http.now)
    near = [] if portrait.hidden else queries.children_at_same_address(child_id, at=http.now)
    children = queries.faces(http.viewer, [child_id, *near], at=http.now)
    form = FamilyForm(
        http.POST or None,
        initial={
            "name": f"The {portrait.face.family} family", "children": [str(pk) for pk in children],
            "carers": [str(row.carer_id) for row in portrait.carers],
        },
    )  # fmt: skip
    _offer(form, "children", [(str(pk), face.name) for pk, face in children.items()])
    _offer(form, "carers", [(str(row.carer_id), f"{row.name}, {row.words}") for row in portrait.carers])
    if http.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        with refusals_on(form):
            services.name_family(
                name=typed["name"], child_ids=map(int, typed["children"]),
                carer_ids=map(int, typed["carers"]), by=http.viewer, now=http.now,
            )  # fmt: skip
            messages.success(http, "The family is named.")
            return redirect("people:particulars", child=child)
    return render(
        http, "people/fact.html", status=422 if form.errors else 200, form=form,
        heading="Name a family", **frame(portrait.face, today=http.today),
    )  # fmt: skip


def _offer(form: FamilyForm, name: str, choices: list[tuple[str, str]]) -> None:
    """Who can be chosen."""
    form.fields[name].choices = choices  # type: ignore[attr-defined]
