"""A fact's own page: what was counted, what came of it, and counting it again."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.render import render
from teamaround.kernel.few import FEWEST
from teamaround.kernel.typed import page_number

from . import queries
from .queries import FactView

MOST = 25  # facts on a page


@page(duty=Duty.SEE_COUNTS)
def listing(http: PageRequest) -> HttpResponse:
    """What can be counted, and the facts that were taken last."""
    number = page_number(http.GET.get("page", ""))
    found = queries.latest(http.viewer.authority_id, first=(number - 1) * MOST, most=MOST + 1)
    return render(
        http, "facts/list.html", measures=queries.measures(), facts=found[:MOST], number=number,
        has_next=len(found) > MOST, fewest=FEWEST,
    )  # fmt: skip


@page(duty=None)
def show(http: PageRequest, fact: str) -> HttpResponse:
    """One fact; with `?again` counted as the records stand now. Nothing is written by that."""
    found = queries.visible(http.viewer, fact, on=http.today)
    return render(
        http, "facts/fact.html", fact=found, fewest=FEWEST,
        again=queries.again(fact) if "again" in http.GET else None,
        sees_all=http.viewer.can(Duty.SEE_COUNTS) and http.viewer.authority_id == found.authority_id,
    )  # fmt: skip


@page(duty=None)
def as_json(http: PageRequest, fact: str) -> HttpResponse:
    """The same for other programs."""
    return JsonResponse(told(queries.visible(http.viewer, fact, on=http.today)))


def told(fact: FactView) -> dict[str, Any]:
    """A fact as JSON; what is kept back is null."""
    return {
        "ref": fact.ref, "measure": fact.measure, "title": fact.title, "sentence": fact.sentence,
        "parameters": dict(fact.parameters), "where": fact.where, "unit": fact.unit.value,
        "since": fact.since.isoformat(), "as_at": fact.as_at.isoformat(), "value": fact.value, "n": fact.n,
        "low": fact.interval.low if fact.interval else None,
        "high": fact.interval.high if fact.interval else None, "shown": fact.shown,
        "kept_back": fact.kept_back.value, "taken_at": fact.taken_at.isoformat(),
        "source_hash": fact.source_hash,
    }  # fmt: skip
