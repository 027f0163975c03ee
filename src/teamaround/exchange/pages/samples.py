"""Links that were made by themselves, to be checked: the list, and one row beside the child, without reasons."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, checking_records, page
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.index import side_by_side

from .. import queries, services
from ..forms import SampleForm
from ..rules.sampling import SampleAnswer
from .waiting import said_by

SHOWN = 50
CHECKED = "Noted. Thank you."
PUT_BEFORE_THE_TEAM = "Noted. The row waits for the team now; the link stands until somebody decides."
COMPARED = frozenset(
    {
        "Names", "Date of birth", "Sex", "Address", "Earlier addresses", "School", "GP practice", "Carers",
        "Their telephones", "NHS number", "Unique pupil number",
    }
)  # fmt: skip


@page(duty=Duty.INDEX_TEAM)
def samples(http: PageRequest) -> HttpResponse:
    """Links that wait to be checked, those drawn first at the top."""
    rows = list(queries.samples(http.viewer)[: SHOWN + 1])
    return render(http, "exchange/samples.html", rows=rows[:SHOWN], has_more=len(rows) > SHOWN)


@page(duty=Duty.INDEX_TEAM, writes=True)
def sample(http: PageRequest, sample: str) -> HttpResponse:
    """One row beside the child, and what somebody says who has read both."""
    checking_records(http)
    shown = services.show_sample(http.viewer, sample, at=http.now)
    form = SampleForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        said = SampleAnswer(form.cleaned_data["said"])
        with refusals_on(form):
            services.answer_sample(ref=sample, said=said, by=http.viewer, now=http.now)
            messages.success(http, PUT_BEFORE_THE_TEAM if said is SampleAnswer.NOT_SAME else CHECKED)
            return redirect("exchange:samples")
    return render(
        http, "exchange/sample.html", status=422 if form.errors else 200, form=form, shown=shown,
        rows=_beside(shown),
    )  # fmt: skip


def _beside(shown: services.Sampled) -> list[dict[str, Any]]:
    """What the row says and what the index says of who they are, field by field; nothing else of the child."""
    row = shown.row
    said = {each["label"]: each["value"] for each in said_by(row)}
    names = (said.get("Name", ""), said.get("Known as", ""), said.get("Former family name", ""))
    said |= {"Names": "; ".join(filter(None, names)), "Unique pupil number": said.get("UPN", "")}
    said |= {
        "Date of birth": said.get("Date of birth", said.get("Expected", "")),
        "Carers": said.get("Parent or carer", ""),
    }
    said["Their telephones"] = row.carer.telephone if row.carer else ""
    own = {label: read(shown.child) for label, read in side_by_side.FIELDS if label in COMPARED}
    return [
        {"label": label, "left": said.get(label) or "not said", "right": value, "same": True}
        for label, value in own.items()
        if said.get(label) or value
    ]
