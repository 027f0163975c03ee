"""Where a child's entry comes from: the list, moving one record, taking it off, and putting it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, checking_records, page
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible
from teamaround.people import queries as people
from teamaround.people.frame import facts_line, frame

from .. import origins as reading
from .. import services
from ..models import SourceRecord
from ..origin_forms import MoveRecordForm, PutBackForm

MOVED = "Moved. The agency’s next file finds the other child."
TAKEN_OFF = "Taken off. The agency’s next file asks anew who this is, and never again this child."
PUT_BACK = "The record lies here again, with everything that went along."


def _child(http: PageRequest, ref: str) -> tuple[int, dict[str, Any]]:
    checking_records(http)
    child_id = people.child_id(http.viewer, ref, at=http.now)
    return child_id, frame(people.face(http.viewer, child_id, at=http.now), today=http.today)


@page(duty=Duty.INDEX_TEAM)
def origins(http: PageRequest, child: str) -> HttpResponse:
    """The records of agencies that lie with this child, and what was moved away."""
    child_id, framed = _child(http, child)
    found = reading.origins(http.viewer, child_id, at=http.now)
    return render(http, "index/origins.html", found=found, facts=facts_line, **framed)


@page(duty=Duty.INDEX_TEAM, writes=True)
def move(http: PageRequest, child: str, record: int) -> HttpResponse:
    """Move one record to another child, or take it off."""
    child_id, framed = _child(http, child)
    held = reading.record_of(http.viewer, child_id, record, at=http.now)
    if held is None:
        raise NotVisible
    brought = reading.brought(held)
    form = MoveRecordForm(http.POST or None, has_involvements=bool(brought))
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            messages.success(http, _carry_out(http, held, child_id, form.cleaned_data))
            return redirect("index:origins", child=child)
    return render(
        http, "index/move_record.html", status=422 if form.errors else 200, form=form, held=held,
        brought=brought, **framed,
    )  # fmt: skip


def _carry_out(http: PageRequest, held: SourceRecord, child_id: int, typed: dict[str, Any]) -> str:
    common = {
        "record": held.pk, "child_id": child_id, "because": typed["because"],
        "with_involvements": typed.get("with_involvements", False), "by": http.viewer, "now": http.now,
    }  # fmt: skip
    if typed["whose"] == "other":
        services.move_record(to_ref=typed["to"], **common)
        return MOVED
    services.take_record_off(**common)
    return TAKEN_OFF


@page(duty=Duty.INDEX_TEAM, writes=True)
def put_back(http: PageRequest, child: str, event: int) -> HttpResponse:
    """Undo a moving or a taking off."""
    child_id, framed = _child(http, child)
    entry = reading.moved_away(http.viewer, child_id, event, at=http.now)
    if entry is None:
        raise NotVisible
    form = PutBackForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.put_record_back(
                event=event, child_id=child_id, because=form.cleaned_data["because"], by=http.viewer,
                now=http.now,
            )  # fmt: skip
            messages.success(http, PUT_BACK)
            return redirect("index:origins", child=child)
    return render(
        http, "index/put_record_back.html", status=422 if form.errors else 200, form=form, entry=entry,
        **framed,
    )  # fmt: skip
