"""Rows that wait for the index team: the list, and one row beside the children whom it may mean."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, checking_records, page
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel import ages
from teamaround.people.frame import facts_line
from teamaround.people.rules import SEX_WORDS, Sex

from .. import queries, services
from ..forms import DecideForm, RowLookForm
from ..rules.reading import RowAsRead
from ..rules.waiting import DECIDED_SENTENCES, SAID_WORDS, RowSaid, WaitingFor
from ..services import Waiting

SHOWN = 100
KIND_WORDS = {WaitingFor.WHO: "Who is it?", WaitingFor.QUARANTINE: "Touches a hidden record"}


@page(duty=Duty.INDEX_TEAM)
def waiting(http: PageRequest) -> HttpResponse:
    """Rows that wait, the longest waiting first; those that touch a hidden record on their own."""
    rows = list(queries.waiting(http.viewer)[: SHOWN + 1])
    return render(
        http, "exchange/waiting.html", rows=rows[:SHOWN], has_more=len(rows) > SHOWN, words=KIND_WORDS,
        counts=queries.waiting_counts(http.viewer), kinds=WaitingFor,
    )  # fmt: skip


@page(duty=Duty.INDEX_TEAM, writes=True)
def decide(http: PageRequest, row: str) -> HttpResponse:
    """One row, and who it may be."""
    checking_records(http)
    shown = services.show(http.viewer, row, at=http.now)
    contenders = [
        (face.ref, f"It is {face.name}, {facts_line(face, today=http.today)} ({face.ref})")
        for face in shown.contenders
    ]
    if shown.looked is None and contenders:
        return _first_look(http, shown, contenders)
    kind = WaitingFor(shown.kept.kind)
    form = DecideForm(http.POST or None, kind=kind, row=shown.row, contenders=contenders)
    if http.method == "POST" and form.is_valid():
        decision, child_ref = form.decided()
        with refusals_on(form):
            services.decide(
                ref=row, decision=decision, child_ref=child_ref, because=form.cleaned_data["because"],
                by=http.viewer, now=http.now,
            )  # fmt: skip
            messages.success(http, DECIDED_SENTENCES[decision])
            return redirect("exchange:waiting")
    return render(
        http, "exchange/decide.html", status=422 if form.errors else 200, form=form, shown=shown,
        said=said_by(shown.row), kind=kind, words=KIND_WORDS[kind],
        looked=_looked_words(shown) if shown.looked else "",
    )  # fmt: skip


def _first_look(http: PageRequest, shown: Waiting, contenders: list[tuple[str, str]]) -> HttpResponse:
    """The row and whom it may mean, and nothing else: reasons are for whoever has said what they think."""
    is_answer = "decision" in http.POST  # sent from a page that was opened before this person had looked
    form = RowLookForm(None if is_answer else http.POST or None, contenders=contenders)
    if http.method == "POST" and form.is_valid():
        said, child_ref = form.answered()
        with refusals_on(form):
            services.look_at_row(
                ref=shown.kept.ref, said=said, child_ref=child_ref, by=http.viewer, now=http.now
            )
            return redirect("exchange:decide", row=shown.kept.ref)
    return render(
        http, "exchange/row_first_look.html", status=422 if form.errors else 200, form=form, shown=shown,
        said=said_by(shown.row),
    )  # fmt: skip


def _looked_words(shown: Waiting) -> str:
    """What the viewer said at first, such as "it is Asha Lindqvist"."""
    assert shown.looked is not None
    said = RowSaid(shown.looked.said)
    named = next(
        (face.name for face in shown.contenders if face.id == shown.looked.child_id), "another child"
    )
    return f"it is {named}" if said is RowSaid.THIS else SAID_WORDS[said]


def said_by(row: RowAsRead) -> list[dict[str, Any]]:
    """What the row says, for reading."""
    involved = row.involvement
    facts = (
        ("Name", f"{row.given} {row.family}".strip()),
        ("Known as", row.known_as),
        ("Former family name", row.former_family),
        ("Date of birth", ages.in_words(row.born_on) if row.born_on else ""),
        ("Expected", ages.in_words(row.expected_on) if row.expected_on else ""),
        ("Sex", SEX_WORDS[Sex(row.sex)] if row.sex else ""),
        ("NHS number", row.nhs_number.value if row.nhs_number else ""),
        ("UPN", row.upn.value if row.upn else ""),
        ("The agency's number", row.agency_id),
        ("Address", ", ".join(part for part in (row.address, row.postcode) if part)),
        ("Parent or carer", f"{row.carer.given} {row.carer.family}".strip() if row.carer else ""),
        ("School", row.school),
        ("GP practice", row.gp_practice),
        (
            "Involved",
            f"{involved.service or 'the agency'}, since {ages.in_words(involved.starts_on)}"
            if involved
            else "",
        ),
    )
    return [{"label": label, "value": value} for label, value in facts if value]
