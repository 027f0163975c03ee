"""Looking for a service that could help one child. What is looked for stays in the session, never in an address."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.render import render
from teamaround.directory import portraits as entries
from teamaround.directory import queries as directory
from teamaround.directory.rules.asking import USUAL_MILES
from teamaround.directory.rules.crisis import may_mean_danger
from teamaround.directory.rules.paging import page_asked
from teamaround.kernel import ages
from teamaround.people import portraits
from teamaround.people import queries as people
from teamaround.people.frame import frame
from teamaround.people.portraits import Portrait

from ..forms import SearchForm

LOOKED_FOR = "looked_for_service"


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def find(http: PageRequest, child: str) -> HttpResponse:
    """The search, filled in with the child's age and where they live, and what it found."""
    child_id = people.child_id(http.viewer, child, at=http.now)
    portrait = portraits.portrait(http.viewer, child_id, at=http.now)
    if http.method == "POST":
        form = SearchForm(http.POST)
        if form.is_valid():
            http.session[LOOKED_FOR] = {"child": child, "told": form.cleaned_data}
            return redirect("requests:find", child=child)
    else:
        kept = http.session.get(LOOKED_FOR, {})
        told = kept.get("told") if kept.get("child") == child else None
        form = SearchForm(told, initial=_usual(http, portrait))
    is_good = form.is_bound and form.is_valid()
    return render(
        http, "requests/find.html", status=422 if form.errors else 200, form=form,
        found=_found(http, form) if is_good else None,
        is_danger=is_good and may_mean_danger(form.cleaned_data["q"]), hidden=portrait.hidden,
        **frame(portrait.face, today=http.today, current="requests:of_child"),
    )  # fmt: skip


def _usual(http: PageRequest, portrait: Portrait) -> dict[str, Any]:
    """What is known of the child and says nothing that is hidden: the age, and the postcode unless shielded."""
    face, place = portrait.face, portrait.address
    born = face.born_on
    return {
        "age": ages.age_on(born, http.today) if born is not None else 0,
        "place": place.postcode if place is not None and not face.is_shielded else "",
        "miles": USUAL_MILES,
    }


def _found(http: PageRequest, form: SearchForm) -> dict[str, Any]:
    wanted = form.wanted()
    found = directory.find(wanted, on=http.today, page=page_asked(http.GET.get("page", "")))
    return {
        "total": found.total, "results": entries.results(found, wanted=wanted, today=http.today),
        "understood": found.understood, "any_word": found.any_word, "page": found.page, "pages": found.pages,
    }  # fmt: skip
