"""Recording names, homes, numbers, schools and practices: each keeps what stood before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.agencies import queries as agencies
from teamaround.design.forms import refusals_on
from teamaround.design.render import render

from .. import portraits, queries, services
from ..forms import AddressForm, AttendanceForm, KnownAsForm, NameForm, NumberForm
from ..frame import frame
from ..rules import AttendanceKind, IdentifierKind, NameType
from ..services import NewAddress, NewIdentifier

RECORDED = "Recorded. What stood there before is kept."
KEPT_AS_EVIDENCE = "Kept as evidence. Nobody is found by it, and a number that passes its check stays."


def _recorded(
    http: PageRequest, child: str, form: Form, heading: str,
    do: Callable[[int, dict[str, Any]], object], *, said: str = RECORDED,
) -> HttpResponse:  # fmt: skip
    """One page for each fact: the form, the verb, and back to the particulars."""
    child_id = queries.child_id(http.viewer, child, at=http.now)
    face = queries.face(http.viewer, child_id, at=http.now)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            do(child_id, form.cleaned_data)
            messages.success(http, said)
            return redirect("people:particulars", child=child)
    return render(
        http, "people/fact.html", status=422 if form.errors else 200, form=form, heading=heading,
        **frame(face, today=http.today),
    )  # fmt: skip


@page(duty=Duty.REGISTER_CHILDREN, writes=True)
def name(http: PageRequest, child: str) -> HttpResponse:
    """Change or correct the legal name."""
    child_id = queries.child_id(http.viewer, child, at=http.now)
    face = queries.face(http.viewer, child_id, at=http.now)
    form = NameForm(http.POST or None, initial={"given": face.given, "family": face.family})

    def do(child_id: int, typed: dict[str, Any]) -> None:
        services.change_name(
            child_id=child_id, type=NameType.LEGAL, given=typed["given"], family=typed["family"],
            is_correction=typed["kind"] == "corrected", because=typed["because"], by=http.viewer,
            now=http.now,
        )  # fmt: skip

    return _recorded(http, child, form, "Change the name", do)


@page(duty=Duty.REGISTER_CHILDREN, writes=True)
def known_as(http: PageRequest, child: str) -> HttpResponse:
    """Record another name by which the child is called."""

    def do(child_id: int, typed: dict[str, Any]) -> None:
        services.change_name(
            child_id=child_id, type=NameType.KNOWN_AS, given=typed["given"], family="",
            is_correction=False, because=typed["because"], by=http.viewer, now=http.now,
        )  # fmt: skip

    return _recorded(http, child, KnownAsForm(http.POST or None), "Record what the child is called", do)


@page(duty=Duty.REGISTER_CHILDREN, writes=True)
def address(http: PageRequest, child: str) -> HttpResponse:
    """The child has moved, or the address was wrong."""
    child_id = queries.child_id(http.viewer, child, at=http.now)
    place = portraits.portrait(http.viewer, child_id, at=http.now).address
    initial = {"lines": place.lines, "postcode": place.postcode} if place else {}
    form = AddressForm(http.POST or None, initial=initial)

    def do(child_id: int, typed: dict[str, Any]) -> None:
        services.change_address(
            child_id=child_id,
            new=NewAddress(
                typed["lines"], typed["postcode"], typed["starts_on"] or http.today,
                is_confidential=typed["is_confidential"],
            ),
            is_correction=typed["kind"] == "corrected", because=typed["because"], by=http.viewer,
            now=http.now,
        )  # fmt: skip

    return _recorded(http, child, form, "Change the address", do)


@page(duty=Duty.REGISTER_CHILDREN, writes=True)
def number(http: PageRequest, child: str) -> HttpResponse:
    """Record a number that stands for the child."""

    def do(child_id: int, typed: dict[str, Any]) -> None:
        kind = IdentifierKind(typed["kind"])
        issuer = http.viewer.agency_id if kind is IdentifierKind.AGENCY else None
        services.record_identifier(
            child_id=child_id, new=NewIdentifier(kind, typed["value"], issuer),
            because=typed["because"], is_written_so=typed.get("is_written_so", False),
            by=http.viewer, now=http.now,
        )  # fmt: skip

    form = NumberForm(http.POST or None)
    said = KEPT_AS_EVIDENCE if "is_written_so" in form.fields else RECORDED
    return _recorded(http, child, form, "Record a number", do, said=said)


def _attendance(http: PageRequest, child: str, kind: AttendanceKind, heading: str) -> HttpResponse:
    form = AttendanceForm(http.POST or None, kind=kind)

    def do(child_id: int, typed: dict[str, Any]) -> None:
        chosen = agencies.agency(typed["agency_ref"])
        assert chosen is not None
        services.record_attendance(
            child_id=child_id, agency_id=chosen.pk, kind=kind, starts_on=typed["starts_on"],
            by=http.viewer, now=http.now,
        )  # fmt: skip

    return _recorded(http, child, form, heading, do)


@page(duty=Duty.REGISTER_CHILDREN, writes=True)
def school(http: PageRequest, child: str) -> HttpResponse:
    """The child has joined a school or nursery."""
    return _attendance(http, child, AttendanceKind.SCHOOL, "Record a school or nursery")


@page(duty=Duty.REGISTER_CHILDREN, writes=True)
def practice(http: PageRequest, child: str) -> HttpResponse:
    """The child is registered with a practice."""
    return _attendance(http, child, AttendanceKind.GP_PRACTICE, "Record a GP practice")
