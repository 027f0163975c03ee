"""Register a child who was searched for just before and not found (R1)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.people import queries as people
from teamaround.people.rules import NameType, RelationshipType, Sex
from teamaround.people.services import NewAddress, NewCarer, NewChild, NewName

from .. import queries, services
from ..forms import RegisterForm
from ..services.finding import wanted_of


@page(duty=Duty.REGISTER_CHILDREN, writes=True)
def register(http: PageRequest, search: str) -> HttpResponse:
    """The form, filled with what the search asked for; needs a search of the last half hour."""
    kept = queries.searched_lately(http.viewer, search, at=http.now)
    if kept is None:
        return render(http, "index/search_first.html", status=422)
    form = RegisterForm(http.POST or None, initial=_typed_before(kept))
    results = services.results(http.viewer, kept, at=http.now)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            child_id = services.register(
                new=_new_child(http, form.cleaned_data), search_ref=search, by=http.viewer,
                because_not_found=form.cleaned_data["because_not_found"], now=http.now,
            )  # fmt: skip
            return redirect("child", child=people.ref_of(child_id))
    return render(
        http, "index/register.html", status=422 if form.errors else 200, form=form,
        search=kept, results=results,
    )  # fmt: skip


def _typed_before(kept: Any) -> dict[str, Any]:
    """Nothing is typed twice: the search's words fill the form."""
    wanted = wanted_of(kept)
    given, _, family = wanted.name.rpartition(" ")
    return {
        "given": given, "family": family, "born_on": wanted.born_on, "postcode": wanted.postcode,
        "is_unborn": "no", "sex": Sex.NOT_KNOWN, "ethnicity": "NOBT",
    }  # fmt: skip


def _new_child(http: PageRequest, typed: dict[str, Any]) -> NewChild:
    names = [NewName(typed["given"], typed["family"])]
    if typed["known_as"]:
        names.append(NewName(typed["known_as"], "", NameType.KNOWN_AS))
    addresses = (
        (NewAddress(typed["lines"], typed["postcode"]),)
        if typed["lines"].strip() or typed["postcode"].strip()
        else ()
    )
    return NewChild(
        authority_id=http.viewer.authority_id, names=tuple(names), born_on=typed["born_on"],
        expected_on=typed["expected_on"], sex=Sex(typed["sex"]),
        ethnicity=typed["ethnicity"] or "NOBT", first_language=typed["first_language"],
        addresses=addresses, carers=_carers(typed),
    )  # fmt: skip


def _carers(typed: dict[str, Any]) -> tuple[NewCarer, ...]:
    if not typed["carer_family"]:
        return ()
    return (
        NewCarer(
            RelationshipType(typed["carer_type"]), typed["carer_given"], typed["carer_family"],
            telephone=typed["carer_telephone"],
            has_parental_responsibility=typed["carer_responsibility"], is_main_carer=True,
        ),
    )  # fmt: skip
