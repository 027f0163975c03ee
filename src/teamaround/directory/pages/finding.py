"""Finding a service: by words, need, age, place, day, cost, access, language and special need."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from teamaround.design.render import render
from teamaround.kernel import clock, tongue

from .. import portraits, queries, services
from ..forms import SearchForm
from ..queries.understanding import Understood
from ..remembered import Remembered
from ..rules import needs
from ..rules.asking import USUAL_MILES, Wanted
from ..rules.crisis import may_mean_danger
from ..rules.paging import page_asked
from ..rules.translating import FROM_THE_RIGHT, said_of, shown_in
from .door import open_page
from .drawn import Drawn

languages = Remembered(queries.languages, seconds=300)
pages_drawn = Drawn()
NO_SERVICE = UUID(int=0)  # stands for the key in the address of a service's page
SMALL = ("q", "place", "miles", "age")  # what is asked for before anything else


@open_page
def find(http: HttpRequest) -> HttpResponse:
    """The search, and what it found; before anybody has asked, the needs to choose from."""
    asks = any(http.GET.get(name) for name in SearchForm.base_fields)
    form = SearchForm(_with_usual(http.GET) if asks else None, initial={"miles": USUAL_MILES})
    is_good = asks and form.is_valid()
    return render(
        http, "directory/find.html", status=422 if form.errors else 200, form=form, groups=_groups(),
        is_danger=may_mean_danger(http.GET.get("q", "")), found=_found(http, form) if is_good else None,
        languages=languages(), more=_asks_more(http.GET), kept=len(kept(http)),
    )  # fmt: skip


def _with_usual(given: QueryDict) -> QueryDict:
    """What was asked, with the usual distance where none was chosen, so that the page shows what it used."""
    filled = given.copy()
    if not filled.get("miles"):
        filled["miles"] = USUAL_MILES
    return filled


def _found(http: HttpRequest, form: SearchForm) -> dict[str, Any]:
    today, wanted = clock.day_of(clock.now()), form.wanted()
    address = reverse("directory:service", args=[NO_SERVICE])
    page = page_asked(http.GET.get("page", ""))
    found = queries.find(wanted, on=today, page=page, as_typed="as-typed" in http.GET)
    if not found.total and wanted.words.strip():
        _count_unfound(wanted, found.understood, today)
    return {
        "total": found.total,
        "results": portraits.results(found, wanted=wanted, today=today),
        "spots": [
            {"at": spot["at"], "name": spot["name"], "href": address.replace(str(NO_SERVICE), spot["key"])}
            for spot in portraits.spots(found)
        ],
        "understood": found.understood,
        "any_word": found.any_word,
        "as_typed": _with(http.GET, **{"as-typed": "yes"}),
        "before": _with(http.GET, page=found.page - 1) if found.page > 1 else "",
        "after": _with(http.GET, page=found.page + 1) if found.page < found.pages else "",
        "page": found.page,
        "pages": found.pages,
    }


def _count_unfound(wanted: Wanted, understood: Understood | None, today: date) -> None:
    """Count that nothing was found, by what it was about and the locality; the words are not kept."""
    asked = [each.term.code for each in understood.asked] if understood else []
    covers = wanted.ground.covers if wanted.ground else ()
    where = next((each.removeprefix("locality:") for each in covers if each.startswith("locality:")), "")
    services.count_unfound(needs=[*asked, *wanted.needs], locality=where, on=today)


def _with(given: QueryDict, **changes: Any) -> str:
    """The same search, changed a little."""
    changed = given.copy()
    changed.pop("page", None)
    for name, value in changes.items():
        changed[name] = str(value)
    return changed.urlencode()


def _asks_more(given: QueryDict) -> bool:
    """Whether something of the further choices was asked for, so that they stand open."""
    return any(given.get(name) for name in SearchForm.base_fields if name not in SMALL)


def _groups() -> list[dict[str, Any]]:
    """The wider needs, each with those within it."""
    terms = needs.terms(needs.NEEDS)
    return [
        {"term": group, "within": [term for term in terms if term.group == group.code]}
        for group in terms
        if not group.group
    ]


@open_page
def show(http: HttpRequest, key: UUID) -> HttpResponse:
    """One service with everything about it; one that has closed, or that nobody checks, says so."""
    said = queries.service_as_text(key)
    if said is None:
        raise Http404
    today = clock.day_of(clock.now())
    if http.GET:
        return _drawn(http, said, today)
    return pages_drawn.answer(http, f"{today} {said}", draw=lambda: _drawn(http, said, today))


def _drawn(http: HttpRequest, said: str, today: date) -> HttpResponse:
    found = queries.service_of_text(said)
    told = portraits.whole(found, today=today)
    chosen = portraits.translated(found, http.GET.get("in", tongue.language()))
    return render(
        http, "directory/service.html", service=shown_in(told, chosen) if chosen else told,
        languages=portraits.languages_of(found), language=chosen.language if chosen else "",
        direction="rtl" if chosen and chosen.language in FROM_THE_RIGHT else "ltr",
        translated=said_of(chosen, modified_at=found.modified_at) if chosen else "",
        is_kept=told["key"] in kept(http), tellings=found.tellings,
    )  # fmt: skip


def kept(http: HttpRequest) -> list[str]:
    """The services on the shortlist of this browser."""
    return list(http.session.get("shortlist", ()))
