"""The family's agreement: recorded, read, withdrawn from one service or altogether."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.agencies import queries as agencies
from teamaround.assessments import queries as assessments
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.index import consents
from teamaround.people import queries as people
from teamaround.sharing import queries as sharing
from teamaround.sharing.agreeing import withdraw_agency
from teamaround.sharing.agreement_rules import (
    INSTEAD_WORDS,
    Instead,
)
from teamaround.sharing.bases import basis_for
from teamaround.sharing.judging_queries import judgements
from teamaround.sharing.judging_rules import MATTER_WORDS
from teamaround.sharing.rules import Act
from teamaround.sharing.services import check

from .. import queries, services
from ..forms import NO, YES, WithdrawForm
from ..queries.episodes import is_covered, is_covered_for, open_ones, shared_ones
from ..rules.states import may_reopen
from .agreed_shown import shown
from .asking import Asked
from .frames import around


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def agree(http: PageRequest, child: str) -> HttpResponse:
    """Record what the family agrees to."""
    child_id = people.child_id(http.viewer, child, at=http.now)
    frame = around(http, child_id)
    if sharing.agreement_in_force(child_id) is not None:
        return redirect("episodes:agreement", child=child)
    asked = Asked(http, child_id)
    if http.method == "POST" and asked.form.is_valid():
        with refusals_on(asked.form):
            services.record_agreement(child_id=child_id, by=http.viewer, now=http.now, **asked.agreed())
            messages.success(http, "The agreement is recorded. It can be changed or withdrawn at any time.")
            return redirect("episodes:of_child", child=child)
    return render(
        http, "episodes/agree.html", status=422 if asked.form.errors else 200, form=asked.form,
        responsible=asked.responsible, YES=YES, NO=NO, declined=_declined(http, child_id), **frame,
    )  # fmt: skip


@page(duty=Duty.WRITE_ASSESSMENTS)
def agreement(http: PageRequest, child: str) -> HttpResponse:
    """What is agreed now, and what was agreed before."""
    child_id = _readable(http, child)
    frame = around(http, child_id)
    return render(
        http, "episodes/agreement.html", agreements=shown(sharing.agreements(child_id)), basis_for=basis_for,
        now=sharing.agreement_in_force(child_id), declined=_declined(http, child_id),
        consents=consents.consents(http.viewer, child_id),
        asks_consent=http.viewer.can(Duty.RECORD_INVOLVEMENT) and bool(consents.sensitive_services(http.viewer)),
        judgements=judgements(http.viewer, child_id, at=http.now, may_read=True), matter_words=MATTER_WORDS,
        **frame,
    )  # fmt: skip


def _declined(http: PageRequest, child_id: int) -> list[dict[str, Any]]:
    rows = sharing.declined(http.viewer, child_id)
    return [{"row": row, "instead": INSTEAD_WORDS[Instead(row.instead)]} for row in rows]


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def withdraw(http: PageRequest, child: str) -> HttpResponse:
    """The family no longer agrees: with one service, or at all."""
    child_id = _readable(http, child)
    frame = around(http, child_id)
    now = sharing.agreement_in_force(child_id)
    if now is None:
        return redirect("episodes:agreement", child=child)
    form = WithdrawForm(http.POST or None)
    if http.method == "POST" and http.POST.get("agency"):
        agency = agencies.agency(http.POST["agency"])
        if agency is not None:
            withdraw_agency(ref=now.ref, agency_id=agency.pk, by=http.viewer, now=http.now)
            messages.success(http, f"{agency.name} can no longer read it.")
        return redirect("episodes:agreement", child=child)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.withdraw_agreement(child_id=child_id, by=http.viewer, now=http.now, **form.cleaned_data)
            messages.success(http, "Withdrawn. Nothing more is shared from this moment.")
            return redirect("episodes:of_child", child=child)
    return render(
        http, "episodes/withdraw.html", status=422 if form.errors else 200, form=form,
        covered=[row.agency for row in now.scope.all() if row.ended_at is None], **frame,
    )  # fmt: skip


def _readable(http: PageRequest, ref: str) -> int:
    child_id = people.child_id(http.viewer, ref, at=http.now)
    check(http.viewer, Act.SEE_CONTENT, child_id, at=http.now)
    return child_id


@page(duty=Duty.FIND_CHILDREN)
def of_child(http: PageRequest, child: str) -> HttpResponse:
    """The plan of a child, or what comes before one."""
    child_id = people.child_id(http.viewer, child, at=http.now)
    there = list(open_ones(child_id))
    frame = around(http, child_id)
    may_read = sharing.decide(http.viewer, Act.SEE_CONTENT, child_id, at=http.now).allowed
    read = [one for one in there if may_read and is_covered(http.viewer, one, at=http.now)]
    if len(there) == len(read) == 1:
        return redirect("episodes:show", episode=read[0].ref)
    shared = [] if there else list(shared_ones(child_id))
    with_others = next(
        (one for one in shared if may_read and is_covered_for(http.viewer, one, child_id, at=http.now)), None
    )
    if with_others is not None:
        address = reverse("episodes:show", kwargs={"episode": with_others.ref})
        return redirect(f"{address}?child={child}")
    if read:
        return render(http, "episodes/two.html", there=there, read=read, **frame)
    earlier = list(queries.of_child(child_id)) if may_read else []
    return render(
        http, "episodes/none.html", may_read=may_read, agreement=sharing.agreement_in_force(child_id),
        assessment=assessments.open_one(child_id),
        earlier=earlier, can_reopen={row.ref for row in earlier if may_reopen(row.closed_on, on=http.today)}, is_open=bool(there or shared), **frame,
    )  # fmt: skip
