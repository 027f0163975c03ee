"""Who has looked at a child, for those around it; the whole record, for information governance."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.audit import queries as audit
from teamaround.audit.queries import Asked
from teamaround.audit.services import record
from teamaround.design.render import render
from teamaround.kernel.guarding import guarded
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.people import queries as people
from teamaround.people.frame import frame

from .. import looking
from ..looking import Line
from ..looks_forms import AuditForm

LOOKS_A_PAGE, ENTRIES_A_PAGE, MOST_IN_FILE = 100, 50, 10_000
HEADINGS = (
    "Entry", "When", "Person", "Name", "Agency", "What", "Act", "Purpose", "Children", "About",
    "From", "Request", "On behalf of",
)  # fmt: skip


@page(duty=Duty.FIND_CHILDREN)
def of_child(http: PageRequest, child: str) -> HttpResponse:
    """Who has looked at this child, day by day."""
    child_id = people.child_id(http.viewer, child, at=http.now)
    face = people.face(http.viewer, child_id, at=http.now)
    found = audit.asked_for(Asked(children=(child_id,), acts=audit.LOOKS))
    rows, more = looking.older(found, before=http.GET.get("before", ""), page=LOOKS_A_PAGE)
    return render(
        http, "site/looks_of_child.html",
        **frame(face, today=http.today, current="looks:of_child"),
        days=looking.looks_at(http.viewer, rows, child_id=child_id, at=http.now), more=more,
        is_first="before" not in http.GET,
    )  # fmt: skip


@page(duty=Duty.READ_AUDIT)
def entries(http: PageRequest) -> HttpResponse:
    """Ask the record; what it answered, and to whom, is itself recorded."""
    asked = "child" in http.GET
    form = AuditForm(http.GET if asked else None, viewer=http.viewer)
    if not asked or not form.is_valid():
        return render(
            http, "site/looks_audit.html", status=422 if form.errors else 200, form=form,
            lines=None, more=None, query="",
        )  # fmt: skip
    rows, more = looking.older(_answers(http, form), before=http.GET.get("before", ""), page=ENTRIES_A_PAGE)
    _note_reading(http, form, rows)
    query = http.GET.copy()
    query.pop("before", None)
    return render(
        http, "site/looks_audit.html", form=form, lines=looking.lines(http.viewer, rows),
        more=more, query=query.urlencode(),
    )  # fmt: skip


@page(duty=Duty.READ_AUDIT)
def file(http: PageRequest) -> HttpResponse:
    """The same as a file for a spreadsheet."""
    form = AuditForm(http.GET, viewer=http.viewer)
    if not form.is_valid():
        raise Refusal("filters", "Go back and put the filters right, then download again.")
    rows = list(_answers(http, form)[: MOST_IN_FILE + 1])
    if len(rows) > MOST_IN_FILE:
        raise Refusal(
            "too-many",
            f"More than {MOST_IN_FILE:,} entries fit. Choose fewer days, then download again.",
        )
    _note_reading(http, form, rows, said="file")
    return HttpResponse(
        in_csv(looking.lines(http.viewer, rows)), content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="audit.csv"'},
    )  # fmt: skip


@page(duty=Duty.READ_AUDIT)
def entry(http: PageRequest, entry: int) -> HttpResponse:
    """One entry in full."""
    row = audit.entry(entry)
    if row is None or not looking.may_read_entry(http.viewer, row):
        raise NotVisible
    shown = looking.lines(http.viewer, [row])[0]
    record("audit.read", by=http.viewer, at=http.now, children=row.children, about=str(row.pk))
    return render(
        http, "site/looks_entry.html", line=shown,
        may_read_words=looking.may_read_words(http.viewer, row), words=_words(row),
    )  # fmt: skip


def _words(row: Any) -> list[dict[str, str]]:
    """What was said, asked and changed, as rows of facts."""
    said = {"said": row.said} if row.said else {}
    facts = {**said, **(row.terms or {}), **(row.detail or {})}
    return [
        {"label": name.replace("_", " ").capitalize(), "value": str(value)}
        for name, value in facts.items()
        if value not in (None, "", []) and name != looking.BEHALF
    ]


def _answers(http: PageRequest, form: AuditForm) -> QuerySet[Any]:
    """Entries that fit: about a child of this authority by anybody, else by its own agencies.

    Asked for a person or an agency, entries that do not say who are left out: they would.
    """
    asked = form.asked()
    scope = None if asked.children else looking.within_office(http.viewer)
    names_who = bool(asked.accounts or asked.agency)
    kept = looking.kept_back(http.viewer) if names_who else None
    return audit.asked_for(asked, agencies=scope, kept=kept)


def _note_reading(http: PageRequest, form: AuditForm, rows: list[Any], *, said: str = "") -> None:
    """Record who read which entries: the question, and the children that the answer pointed to."""
    shown = {child for row in rows for child in row.children} | set(form.cleaned_data["child"])
    typed = {name: text for name, text in http.GET.items() if text}
    record("audit.read", by=http.viewer, at=http.now, children=shown, terms=typed, said=said)


def in_csv(lines: Iterable[Line]) -> str:
    """Lines as CSV with a byte-order mark; no cell is run as a formula."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(HEADINGS)
    for line in lines:
        cells = (
            str(line.number), line.at.isoformat(), line.account_ref, line.who, line.agency,
            line.did, line.act, line.purpose, " ".join(line.children), line.about, line.source,
            line.request_id, line.behalf,
        )  # fmt: skip
        rows.writerow([guarded(cell) for cell in cells])
    return "\ufeff" + text.getvalue()
