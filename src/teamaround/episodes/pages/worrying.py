"""Worried now: on every page of a child, open to everybody who may know of the child (R13)."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.front_door import front_door
from teamaround.accounts.rules import Duty, Purpose
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.people import portraits
from teamaround.people import queries as people
from teamaround.sharing import queries as sharing

from .. import queries, services
from ..forms import AnswerForm, WorryForm
from ..rules.worries import NEARNESS_WORDS, WHAT_TO_DO, WORDS, Nearness, WorryState
from .frames import around


@page(duty=Duty.FIND_CHILDREN, writes=True)
def new(http: PageRequest, child: str) -> HttpResponse:
    """What to do, and a few boxes. Being worried is purpose enough to be here."""
    http.viewer = replace(http.viewer, purpose=http.viewer.purpose or Purpose.WORRY)
    child_id = people.child_id(http.viewer, child, at=http.now)
    frame = around(http, child_id, current="")
    form = WorryForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            sent = services.record_worry(
                child_id=child_id, told=form.told(), telephone=form.cleaned_data["telephone"], by=http.viewer,
                now=http.now,
            )  # fmt: skip
            return redirect("worries:show", worry=sent.ref)
    return render(
        http, "episodes/worry_new.html", status=422 if form.errors else 200, form=form, what_to_do=WHAT_TO_DO,
        front_door=front_door(_authority_of(child_id), today=http.today), portrait=portraits.portrait(http.viewer, child_id, at=http.now), **frame,
    )  # fmt: skip


def _authority_of(child_id: int) -> int:
    """Where a worry about this child is received."""
    return sharing.standings([child_id])[child_id].authority_id


@page(duty=Duty.FIND_CHILDREN, writes=True)
def show(http: PageRequest, worry: str) -> HttpResponse:
    """A worry: thanks and the answer for its sender, everything for those who receive worries."""
    http.viewer = replace(http.viewer, purpose=http.viewer.purpose or Purpose.WORRY)
    found = queries.worry(http.viewer, worry, at=http.now)
    receives = http.viewer.can(Duty.RECEIVE_WORRIES)
    form = AnswerForm(http.POST if http.POST.get("do") == "answer" else None)
    if http.method == "POST" and http.POST.get("do") == "receive":
        services.receive_worry(ref=worry, by=http.viewer, now=http.now)
        messages.success(http, "Taken up. Whoever sent it sees that you have read it.")
        return redirect("worries:show", worry=worry)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.answer_worry(ref=worry, by=http.viewer, now=http.now, **form.cleaned_data)
            messages.success(http, "Answered. They are told.")
            return redirect("worries:list")
    return render(
        http, "episodes/worry_show.html", status=422 if form.errors else 200, form=form, worry=found,
        receives=receives, words=WORDS[WorryState(found.state)], what_to_do=WHAT_TO_DO,
        nearness=NEARNESS_WORDS[Nearness(found.nearness)],
        front_door=front_door(found.authority_id, today=http.today),
        portrait=portraits.portrait(http.viewer, found.child_id, at=http.now) if receives else None,
        **around(http, found.child_id, current=""),
    )  # fmt: skip


@page(duty=Duty.RECEIVE_WORRIES)
def waiting(http: PageRequest) -> HttpResponse:
    """Worries that are not answered yet."""
    rows = list(queries.worries_to_receive(http.viewer))
    faces = people.faces(http.viewer, {row.child_id for row in rows}, at=http.now)
    return render(
        http, "episodes/worries.html",
        rows=[
            {
                "row": row, "face": faces[row.child_id], "words": WORDS[WorryState(row.state)],
                "nearness": NEARNESS_WORDS[Nearness(row.nearness)],
            }
            for row in rows
            if row.child_id in faces
        ],
    )  # fmt: skip
