"""Keeping the directory: what waits, two versions side by side, and entries that nobody checked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible
from teamaround.localities import queries as localities
from teamaround.rounds import queries as rounds

from .. import queries, services
from ..forms import AnswerForm, ChangeForm, RoomForm
from ..rules import changing, needs, reasons
from ..rules.capacity import Room, room_in_words
from ..rules.changing import Sent, State
from ..rules.reminding import ROUND
from .speaking import NOBODY, unchecked

MOST = 50
MOST_SAID = 6
STANDS = {
    False: "The change stands, and the entry counts as checked today.",
    True: "The service is in the directory, and counts as checked today.",
}  # by whether it is new


@page(duty=Duty.KEEP_DIRECTORY)
def keeping(http: PageRequest) -> HttpResponse:
    """What waits for those who keep the directory."""
    old = queries.to_check(on=http.today)
    reminded = queries.reminded_on(since=http.now - relativedelta(years=1))
    return render(
        http, "directory/keeping.html", newcomers=queries.sign_ups_waiting()[:MOST], waiting=queries.waiting()[:MOST], waiting_count=queries.waiting().count(),
        old=[
            {
                "service": each, "checked": reasons.checked(each.assured_on, today=http.today),
                "reminded_on": reminded.get(each.pk),
            }
            for each in old[:MOST]
        ],
        old_count=old.count(), hidden_count=queries.hidden_count(on=http.today), unfound=_unfound(http), unchecked=unchecked(), searches_unchecked=needs.welsh_written()["checked_by"] == NOBODY,
        reminders=rounds.last(ROUND),
    )  # fmt: skip


def _unfound(http: PageRequest) -> list[dict[str, Any]]:
    """What was looked for in vain in the last months, in words."""
    since = http.today.replace(year=http.today.year - 1, day=1)
    need = {term.code: term.name for taxonomy in needs.taxonomies() for term in taxonomy.terms}
    place = {each.code: each.name for each in localities.localities(on=http.today)}
    return [
        {
            "need": need.get(row["need"], "Words that lead to no need"),
            "place": place.get(row["locality"], "No postcode given"),
            "count": row["count"],
        }
        for row in queries.unfound(since=since)[:MOST]
    ]  # fmt: skip


@page(duty=Duty.KEEP_DIRECTORY, writes=True)
def decide(http: PageRequest, key: UUID) -> HttpResponse:
    """One change beside what the entry says now, or a new service; approve it, or answer why not."""
    change = queries.change(key)
    if change is None:
        raise NotVisible
    form, is_new = (
        AnswerForm(http.POST if http.POST.get("do") == "decline" else None),
        change.kind == Sent.NEW,
    )
    if http.method == "POST":
        if http.POST.get("do") == "approve":
            services.approve(change_id=key, by=http.viewer, now=http.now)
            messages.success(http, STANDS[is_new])
            return redirect("directory:keeping")
        if form.is_valid():
            with refusals_on(form):
                answer = form.cleaned_data["answer"]
                services.decline(change_id=key, answer=answer, by=http.viewer, now=http.now)
                messages.success(http, "It is answered. The entry stands as it was.")
                return redirect("directory:keeping")
    return render(
        http, "directory/decide.html", status=422 if form.errors else 200, change=change, form=form,
        is_waiting=change.state == State.WAITING, is_change=change.kind == Sent.CHANGE, is_new=is_new,
        told=[{"label": label, "value": words} for label, words in changing.of_new(change.proposed)] if is_new else [],
        rows=changing.differences(queries.told(change.service), change.was, change.proposed)
        if change.service and not is_new else [],
    )  # fmt: skip


@page(duty=None, writes=True)
def change(http: PageRequest, key: UUID) -> HttpResponse:
    """Send a change of an entry of one's own organisation, or say that it still holds."""
    service = queries.entry(key)
    if service is None or not services.may_send(http.viewer, service):
        raise NotVisible
    if http.method == "POST" and http.POST.get("do") == "assure":
        services.assure(service_id=key, by=http.viewer, now=http.now)
        messages.success(http, "Thank you. The page says that it was checked today.")
        return redirect("directory:change", key=key)
    form = ChangeForm(http.POST or None, initial=queries.told(service))
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.send_change(service_id=key, typed=form.cleaned_data, by=http.viewer, now=http.now)
            messages.success(http, "It is sent. The page stays as it is until somebody has looked.")
            return redirect("directory:change", key=key)
    return render(
        http, "directory/change.html", status=422 if form.errors else 200, form=form, service=service,
        checked=reasons.checked(service.assured_on, today=http.today, by=service.assured_by),
        waiting=queries.waiting().filter(service=key).count(),
    )  # fmt: skip


@page(duty=None, writes=True)
def room(http: PageRequest, key: UUID) -> HttpResponse:
    """Say whether a service of one's own organisation has room, and how long the wait is."""
    service = queries.entry(key)
    if service is None or not services.may_send(http.viewer, service):
        raise NotVisible
    form = RoomForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.say_room(service_id=key, room=form.room(), by=http.viewer, now=http.now)
            messages.success(http, "Thank you. The page says so from now on, with today’s date.")
            return redirect("directory:room", key=key)
    return render(
        http, "directory/room.html", status=422 if form.errors else 200, form=form, service=service,
        said=[
            {"words": room_in_words(Room(row.taking, row.places, row.weeks, row.note)), "row": row}
            for row in queries.rooms_said(service)[:MOST_SAID]
        ],
    )  # fmt: skip
