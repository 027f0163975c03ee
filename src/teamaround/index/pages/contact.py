"""Being put in touch with a service that is not named: asking, the index team's list, the answer."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty, Purpose
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible
from teamaround.people import queries as people
from teamaround.people.frame import facts_line, frame

from .. import queries, services
from ..forms import AnswerForm, ContactForm

SHOWN = 50


@page(duty=Duty.FIND_CHILDREN, writes=True)
def ask_for_contact(http: PageRequest, child: str) -> HttpResponse:
    """Ask the index team to be put in touch with a service that is not named (R9)."""
    child_id = people.child_id(http.viewer, child, at=http.now)
    face = people.face(http.viewer, child_id, at=http.now)
    form = ContactForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.ask_for_contact(
                child_id=child_id, because=form.cleaned_data["because"], by=http.viewer, now=http.now
            )
            messages.success(
                http, "The index team has your request. Its answer will stand on your home page."
            )
            return redirect("child", child=child)
    return render(
        http, "index/contact_ask.html", status=422 if form.errors else 200, form=form,
        **frame(face, today=http.today),
    )  # fmt: skip


@page(duty=Duty.INDEX_TEAM)
def contact_requests(http: PageRequest) -> HttpResponse:
    """Requests that wait for the index team, the oldest first."""
    _putting_in_touch(http)
    found = list(queries.contact_requests_waiting(http.viewer)[: SHOWN + 1])
    rows = found[:SHOWN]
    return render(
        http, "index/contact_requests.html", rows=rows, has_more=len(found) > SHOWN,
        faces=people.faces(http.viewer, {row.child_id for row in rows}, at=http.now),
        facts=facts_line, today=http.today,
    )  # fmt: skip


@page(duty=Duty.INDEX_TEAM, writes=True)
def answer_contact(http: PageRequest, request: str) -> HttpResponse:
    """Tell somebody what a sensitive service answered."""
    _putting_in_touch(http)
    asked = queries.contact_requests_waiting(http.viewer).filter(ref=request).first()
    if asked is None:
        raise NotVisible
    face = people.face(http.viewer, asked.child_id, at=http.now)
    form = AnswerForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.answer_contact_request(
                ref=request, answer=form.cleaned_data["answer"], by=http.viewer, now=http.now
            )
            messages.success(http, "Answered. The person who asked sees it on their home page.")
            return redirect("index:contact_requests")
    return render(
        http, "index/contact_answer.html", status=422 if form.errors else 200, form=form,
        asked=asked, **frame(face, today=http.today),
        rows=queries.involvements(http.viewer, asked.child_id, at=http.now), today=http.today,
    )  # fmt: skip


def _putting_in_touch(http: PageRequest) -> None:
    """To answer is itself the reason to look, unless another was stated."""
    if not http.viewer.purpose:
        http.viewer = replace(http.viewer, purpose=Purpose.HELP.value)
