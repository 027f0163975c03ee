"""What an owner sees who came by a link: the actions asked of them for a month, and the two things to say of each."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.guests.door import GuestRequest, guest
from teamaround.accounts.guests.opening import asker
from teamaround.accounts.guests.rules import Kind
from teamaround.design.forms import Form, refusals_on
from teamaround.design.render import render

from ..forms.months import EvidenceForm, UpdateForm, initial_of
from ..models import AskedOwner
from ..queries import asking as queries
from ..queries import months as month_queries
from ..queries.asking import OwnAction
from ..queries.reviews import not_yet
from ..rules.months import BASIS_WORDS, DELIVERY_WORDS, IMPACT_WORDS, PROGRESS_WORDS
from ..services import by_link as services

MOST = 20
WORDS = {"delivery": DELIVERY_WORDS, "impact": IMPACT_WORDS, "progress": PROGRESS_WORDS, "basis": BASIS_WORDS}


@guest(kind=Kind.UPDATE)
def asked(http: GuestRequest) -> HttpResponse:
    """Every action that is asked of them, with what was said last and what they have said this month."""
    found = queries.by_link(http.viewer)
    services.note_look(asked=found, by=http.viewer, now=http.now)
    rows = queries.own_actions(found)
    return render(
        http, "improvement/asked.html", asked=found, rows=rows, asker=asker(http.invitation),
        until=http.invitation.expires_at, silent=sum(each.now is None for each in rows), told=WORDS,
    )  # fmt: skip


@guest(kind=Kind.UPDATE, writes=True)
def update(http: GuestRequest, action: str) -> HttpResponse:
    """How one of them stands, or putting right what was said of it this month."""
    found = queries.by_link(http.viewer)
    own = queries.own_action(found, action)
    form = UpdateForm(http.POST or None, initial=initial_of(own.now, own.before))
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.write_update(asked=found, ref=action, typed=form.typed(), by=http.viewer, now=http.now)
            return redirect("improvement:asked")
    return _page(
        http,
        "improvement/asked_update.html",
        form,
        found,
        own,
        not_yet=not_yet(own.row.recommendation, on=http.today),
    )


@guest(kind=Kind.UPDATE, writes=True)
def evidence(http: GuestRequest, action: str) -> HttpResponse:
    """What shows it."""
    found = queries.by_link(http.viewer)
    own = queries.own_action(found, action)
    form = EvidenceForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.add_evidence(asked=found, ref=action, by=http.viewer, now=http.now, **form.typed())
            return redirect("improvement:asked_update", action=action)
    return _page(http, "improvement/asked_evidence.html", form, found, own)


def _page(
    http: GuestRequest, template: str, form: Form, found: AskedOwner, own: OwnAction, **more: Any
) -> HttpResponse:
    if http.method == "GET":
        services.note_look(asked=found, by=http.viewer, now=http.now, ref=own.row.ref)
    return render(
        http, template, status=422 if form.errors else 200, form=form, asked=found, own=own, told=WORDS,
        evidence=month_queries.evidence(own.row)[:MOST], **more,
    )  # fmt: skip
