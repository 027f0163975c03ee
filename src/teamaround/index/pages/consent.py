"""Consent for a sensitive service: seen by that service alone, asked, given and withdrawn."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel import ages
from teamaround.kernel.refusal import NotVisible
from teamaround.people import portraits
from teamaround.people import queries as people
from teamaround.people.frame import frame
from teamaround.sharing.judging_queries import judgements
from teamaround.sharing.judging_rules import MATTER_WORDS, Matter

from .. import consents, queries, services
from ..consent_forms import ConsentForm, ConsentWithdrawnForm


@page(duty=Duty.RECORD_INVOLVEMENT)
def consent(http: PageRequest, child: str) -> HttpResponse:
    """What stands for the viewer's own sensitive services, and what stood before."""
    child_id = people.child_id(http.viewer, child, at=http.now)
    face = people.face(http.viewer, child_id, at=http.now)
    return render(
        http, "index/consent.html", rows=consents.consents(http.viewer, child_id),
        offered=consents.sensitive_services(http.viewer), matter_words=MATTER_WORDS,
        judgements=judgements(
            http.viewer, child_id, at=http.now, matters=[Matter.SENSITIVE_SERVICE], may_read=False
        ), **frame(face, today=http.today, current="index:involvements"),
    )  # fmt: skip


@page(duty=Duty.RECORD_INVOLVEMENT, writes=True)
def ask(http: PageRequest, child: str) -> HttpResponse:
    """Ask, and write down the consent that was given."""
    child_id = people.child_id(http.viewer, child, at=http.now)
    portrait = portraits.portrait(http.viewer, child_id, at=http.now)
    offered = consents.sensitive_services(http.viewer)
    if not offered:
        return redirect("index:consent", child=child)
    only = str(offered[0][0]) if len(offered) == 1 else ""
    form = ConsentForm(
        http.POST or None, offered=offered, initial={"given_on": http.today, "service_id": only}
    )
    there = consents.consents(http.viewer, child_id)
    if http.method == "POST" and form.is_valid():
        responsible = [row.name for row in portrait.carers if row.has_parental_responsibility]
        born = portrait.face.born_on
        facts = form.facts(age=ages.age_on(born, http.today) if born else None, responsible=responsible)
        with refusals_on(form):
            services.record_consent(
                child_id=child_id, service_id=int(form.cleaned_data["service_id"]), facts=facts,
                version=_shown(http, int(form.cleaned_data["service_id"])), by=http.viewer, now=http.now,
            )  # fmt: skip
            messages.success(http, "The consent is recorded. It can be withdrawn at any time.")
            return redirect("index:consent", child=child)
    return render(
        http, "index/consent_ask.html", status=422 if form.errors else 200, form=form,
        versions={row.service_id: row.version for row in reversed(there) if row.ends_on is None},
        **frame(portrait.face, today=http.today),
    )  # fmt: skip


def _shown(http: PageRequest, service_id: int) -> int:
    """The version of what was shown of a service when the page was opened."""
    shown: Any = http.POST.get(f"version-{service_id}", "0")
    return int(shown) if str(shown).isdigit() else 0


@page(duty=Duty.RECORD_INVOLVEMENT, writes=True)
def withdraw(http: PageRequest, involvement: str) -> HttpResponse:
    """They no longer want it recorded: hidden from everybody else at this moment."""
    row = queries.own_involvement(http.viewer, involvement)
    if row is None or row.agency_id != http.viewer.agency_id or not row.is_sensitive:
        raise NotVisible
    face = people.face(http.viewer, row.child_id, at=http.now)
    form = ConsentWithdrawnForm(http.POST or None, initial={"version": row.version})
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.withdraw_consent(ref=involvement, by=http.viewer, now=http.now, **form.cleaned_data)
            messages.success(http, "Withdrawn. From this moment nobody else sees that this service is there.")
            return redirect("index:consent", child=face.ref)
    return render(
        http, "index/consent_withdraw.html", status=422 if form.errors else 200, form=form, row=row,
        **frame(face, today=http.today),
    )  # fmt: skip
