"""Clocks and counts for managers and councillors; each number opens to the records behind it."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.agencies import queries as agencies
from teamaround.agencies.rules import REVIEW_WEEKS
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel.few import FEWEST
from teamaround.kernel.guarding import guarded
from teamaround.kernel.refusal import NotVisible
from teamaround.kernel.typed import page_number
from teamaround.people import queries as people

from .. import services
from ..queries import counted
from ..queries.counted import A_PAGE, Behind, Listed, Wanted
from ..rules import counts
from ..rules.counts import COUNTS, GROUP_WORDS, Count, Figure, Group, Told
from ..rules.seeing_counts import may_set_cycle
from ..rules.small_numbers import kept_back
from ..rules.states import CLOSING_WORDS, Closing
from .count_forms import Asked, CycleForm, asked

MOST = 40  # rows of a table; the rest can be chosen one by one
MIDDLE_DAYS = "half of them within {} days"
ADDRESSES = {
    "plan": ("episodes:show", "episode", "The plan"),
    "review": ("episodes:read_review", "review", "The review"),
    "meeting": ("episodes:meeting", "meeting", "The meeting"),
    "assessment": ("assessments:read", "assessment", "The assessment"),
}
HEADINGS = (
    "Number",
    "What is counted",
    "Above the line",
    "Below the line",
    "Shown as",
    "From",
    "Up to",
    "Whose work",
)


@dataclass(frozen=True)
class Shown:
    """A number as the page has it."""

    count: Count
    told: Told
    also: str = ""


@page(duty=Duty.SEE_COUNTS)
def everything(http: PageRequest) -> HttpResponse:
    """Every number of a period, with its sentence."""
    wanted = asked(http)
    shown = _all(http, wanted)
    groups = [
        (words, [one for one in shown if one.count.group is group]) for group, words in GROUP_WORDS.items()
    ]
    return render(
        http, "episodes/counts.html", status=422 if wanted.form.errors else 200, asked=wanted, groups=groups,
        ending=Group.ENDING, reasons=_reasons(http, wanted), fewest=FEWEST, may_set=may_set_cycle(http.viewer.duties),
        weeks=wanted.weeks, group_words=GROUP_WORDS,
    )  # fmt: skip


@page(duty=Duty.SEE_COUNTS)
def one(http: PageRequest, count: str) -> HttpResponse:
    """One number: how it divides, and the records behind it that the viewer may open."""
    kind, wanted = COUNTS.get(count), asked(http)
    if kind is None or not _is_for(kind, wanted):
        raise NotVisible
    return render(
        http, "episodes/count.html", status=422 if wanted.form.errors else 200, asked=wanted,
        shown=_shown(http, kind, wanted), divided=_divided(http, kind, wanted), fewest=FEWEST,
        reasons=_reasons(http, wanted) if kind.group is Group.ENDING else [], **_behind(http, kind, wanted),
    )  # fmt: skip


@page(duty=Duty.SEE_COUNTS)
def file(http: PageRequest) -> HttpResponse:
    """The same numbers as a file for a spreadsheet, each with its sentence."""
    wanted = asked(http)
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(HEADINGS)
    for row in _all(http, wanted):
        until = http.today if row.count.is_of_today else wanted.period.until
        since = http.today if row.count.is_of_today else wanted.period.since
        cells = (
            f"{GROUP_WORDS[row.count.group]}: {row.count.title}", row.count.sentence, row.told.top, row.told.bottom,
            row.told.number, since.isoformat(), until.isoformat(), wanted.whose_words,
        )  # fmt: skip
        rows.writerow([guarded(cell) for cell in cells])
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"counts-{wanted.period.since:%Y-%m-%d}-{wanted.period.until:%Y-%m-%d}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@page(duty=Duty.SEE_COUNTS, writes=True)
def cycle(http: PageRequest) -> HttpResponse:
    """How often teams look again: as it stands, as it was, and to be chosen by those who may."""
    may = may_set_cycle(http.viewer.duties)
    form = CycleForm(http.POST or None, initial={"starts_on": http.today})
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.set_cycle(by=http.viewer, now=http.now, **form.cleaned_data)
            messages.success(http, "Kept. Teams are reminded by it from that day on.")
            return redirect("counts:cycle")
    return render(
        http, "episodes/review_cycle.html", status=422 if form.errors else 200, form=form, may=may,
        rows=list(agencies.review_cycles(http.viewer.authority_id)), usual=REVIEW_WEEKS, today=http.today,
        weeks=agencies.review_weeks(http.viewer.authority_id, on=http.today),
    )  # fmt: skip


def _is_for(count: Count, wanted: Asked) -> bool:
    """How things stand today is for those who may see children: from day to day it would tell of one."""
    return not (wanted.is_guarded and count.is_of_today)


def _all(http: PageRequest, wanted: Asked) -> list[Shown]:
    return [_shown(http, count, wanted) for count in COUNTS.values() if _is_for(count, wanted)]


def _shown(http: PageRequest, count: Count, wanted: Asked) -> Shown:
    figure = counted.figure(count.key, wanted.scope(http), with_children=wanted.is_guarded)
    told = counts.tell(count, figure, is_guarded=wanted.is_guarded)
    also = "" if figure.middle is None or wanted.is_guarded else MIDDLE_DAYS.format(round(figure.middle))
    return Shown(count, told, also)


def _reasons(http: PageRequest, wanted: Asked) -> list[dict[str, Any]]:
    """Why plans ended, each with how many; small numbers kept back from those who see aggregates only."""
    found = counted.by_reason(wanted.scope(http))
    if wanted.is_guarded:
        known = {row.reason: row for row in found}
        cells = {reason.value: known[reason].children if reason in known else 0 for reason in Closing}
        hidden = kept_back(cells)
        return [
            {"reason": reason, "words": CLOSING_WORDS[reason], "plans": None if reason in hidden else known[reason].plans}
            for reason in Closing
        ]  # fmt: skip
    return [
        {"reason": row.reason, "words": CLOSING_WORDS[Closing(row.reason)], "plans": row.plans}
        for row in found
    ]


def _divided(http: PageRequest, count: Count, wanted: Asked) -> list[dict[str, Any]]:
    """The number by the locality of the agencies whose work it is, and by agency."""
    if count.is_of_today and wanted.is_guarded:
        return []
    scope, land = wanted.scope(http), wanted.land
    with_children = wanted.is_guarded
    tables = []
    if land.place_of:
        by_place = counted.by_place(count.key, scope, land.place_of, with_children=with_children)
        names = {key: row.name for key, row in land.localities.items()}
        tables.append(_table("By locality", count, by_place, names, "Agencies in no locality", wanted))
    by_agency = counted.by_agency(count.key, scope, with_children=with_children)
    names = {key: row.name for key, row in land.agencies.items()}
    tables.append(_table("By agency", count, by_agency, names, "People of no agency in the area", wanted))
    return tables


def _table(
    title: str, count: Count, figures: Mapping[int | None, Figure], names: Mapping[int, str], otherwise: str,
    wanted: Asked,
) -> dict[str, Any]:  # fmt: skip
    known: dict[int | None, Figure] = {}
    for key, figure in figures.items():
        place = key if key in names else None
        known[place] = counts.together([known[place], figure]) if place in known else figure
    told = counts.tell_each(count, known, is_guarded=wanted.is_guarded)
    # a place of which nothing is told is not named either: its name alone would say that it is not none
    known = {key: figure for key, figure in known.items() if told[key].bottom != counts.KEPT_BACK}
    ordered = sorted(known, key=lambda key: (-known[key].bottom, "" if key is None else names[key]))
    rows = [(otherwise if key is None else names[key], told[key]) for key in ordered]
    return {"title": title, "rows": rows[:MOST], "more": len(rows) - len(rows[:MOST])}


# ---------------------------------------------------------------- the records behind


def _behind(http: PageRequest, count: Count, wanted: Asked) -> dict[str, Any]:
    """The records, for those who may see a child: by name what they may open, the rest as a number."""
    if wanted.is_guarded:
        return {"listed": None}
    reason = http.GET.get("reason", "") if count.group is Group.ENDING else ""
    which = Wanted(
        http.GET.get("which") != "others" or not count.others, reason if reason in set(Closing) else ""
    )
    number = page_number(http.GET.get("page", ""))
    listed = counted.records(
        count.key, wanted.scope(http), which, viewer=http.viewer, at=http.now, page=number
    )
    faces = people.faces(http.viewer, {row.child_id for row in listed.rows}, at=http.now)
    return {
        "listed": listed, "which": which, "faces": faces, "number": number,
        "lines": [_line(row) for row in listed.rows], "has_next": _has_next(listed, number),
        "reason_words": CLOSING_WORDS[Closing(which.reason)] if which.reason else "",
    }  # fmt: skip


def _line(row: Behind) -> dict[str, Any]:
    name, argument, words = ADDRESSES[row.opens]
    return {"row": row, "href": reverse(name, kwargs={argument: row.ref}) if row.ref else "", "words": words}


def _has_next(listed: Listed, number: int) -> bool:
    return listed.mine > number * A_PAGE
