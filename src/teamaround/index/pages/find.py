"""Find a child: asked by POST and shown by reference, so that no name is ever in an address."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page, state_purpose, stated_purpose
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible
from teamaround.people.frame import facts_line

from .. import queries, services
from ..forms import FindForm
from ..rules import failing_number
from ..services.finding import wanted_of


@page(duty=Duty.FIND_CHILDREN)
def find(http: PageRequest) -> HttpResponse:
    """The form; a POST keeps the search and goes to what it found."""
    form = FindForm(http.POST or None, initial={"purpose": stated_purpose(http)})
    if http.method == "POST" and form.is_valid():
        state_purpose(http, form.cleaned_data["purpose"])
        with refusals_on(form):
            wanted = form.wanted(http.viewer, today=http.today)
            kept = services.search(wanted=wanted, by=http.viewer, now=http.now)
            return redirect("index:found", search=kept.ref)
    return render(http, "index/find.html", status=422 if form.errors else 200, form=form)


@page(duty=Duty.FIND_CHILDREN)
def found(http: PageRequest, search: str) -> HttpResponse:
    """What one of the viewer's own searches found."""
    kept = queries.search(http.viewer, search)
    if kept is None:
        raise NotVisible
    results = services.results(http.viewer, kept, at=http.now)
    pointers = queries.pointers_of((result.face for result in results), http.viewer)
    wanted = wanted_of(kept)
    rows = [
        {
            "face": result.face,
            "facts": facts_line(result.face, today=http.today),
            "reasons": result.reasons,
            "pointers": pointers.get(result.face.id),
        }
        for result in results
    ]
    form = FindForm(
        initial={
            "name": wanted.name, "born_on": wanted.born_on, "age": wanted.age,
            "postcode": wanted.postcode, "identifier": wanted.identifier, "purpose": kept.purpose,
        }
    )  # fmt: skip
    return render(
        http, "index/found.html", search=kept, rows=rows, form=form,
        fails_as=failing_number(wanted.identifier),
    )  # fmt: skip
