"""Areas and localities, one locality, and which locality a postcode lies in."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import HttpResponse

from teamaround.accounts.door import PageRequest, page
from teamaround.agencies.rules import KIND_WORDS
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible

from . import queries, services
from .forms import PostcodeForm
from .picture import picture


@page(duty=None)
def listing(http: PageRequest) -> HttpResponse:
    """Every area with its localities, and how many agencies each has."""
    counted = queries.agencies_by_locality(on=http.today)
    places: list[dict[str, Any]] = [
        {"place": place, "agencies": len(counted.get(place.pk, ()))}
        for place in queries.localities(on=http.today)
    ]
    areas = [
        {"name": name, "localities": list(rows)}
        for name, rows in groupby(places, key=lambda row: row["place"].area.name)
    ]
    return render(http, "localities/list.html", areas=areas, form=PostcodeForm())


@page(duty=None)
def show(http: PageRequest, locality: str) -> HttpResponse:
    """One locality: its outline, what lies in it, which agencies are there."""
    place = queries.locality(locality)
    if place is None:
        raise NotVisible
    around = queries.localities(on=http.today).exclude(pk=place.pk).filter(area=place.area_id)
    agencies = [
        {"agency": agency, "kind": KIND_WORDS[agency.kind]}
        for agency in queries.agencies_by_locality(on=http.today).get(place.pk, ())
    ]
    return render(
        http, "localities/show.html", place=place, agencies=agencies,
        drawing=picture(place.name, place.outline, [each.outline for each in around]),
        postcodes=queries.postcodes_of(place.pk).count(),
        districts=queries.outward_codes(place.pk),
    )  # fmt: skip


@page(duty=None)
def postcode(http: PageRequest) -> HttpResponse:
    """The locality of a postcode. Asked and answered by POST, so that no home is in an address."""
    form = PostcodeForm(http.POST or None)
    found, is_answered = None, False
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            found = services.look_up(form.cleaned_data["postcode"], by=http.viewer, now=http.now)
            is_answered = True
    status = 422 if form.errors else 200
    return render(
        http, "localities/postcode.html", status=status, form=form, found=found,
        is_answered=is_answered,
    )  # fmt: skip
