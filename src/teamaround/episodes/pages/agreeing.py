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
from teamaround.index import queries as index
from teamaround.kernel import ages
from teamaround.people import portraits
from teamaround.people import queries as people
from teamaround.sharing import queries as sharing
from teamaround.sharing.agreeing import withdraw_agency
from teamaround.sharing.agreement_rules import HOW_WORDS, STANDING_WORDS, How, Standing
from teamaround.sharing.rules import Act
from teamaround.sharing.services import check

from .. import queries, services
from ..forms import NO, YES, AgreementForm, WithdrawForm
from ..queries.episodes import is_covered, open_ones, shared_one
from ..rules.states import may_reopen
from .frames import around


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def agree(http: PageRequest, child: str) -> HttpResponse:
    """Record what the family agrees to."""
    child_id = people.child_id(http.viewer, child, at=http.now)
    frame = around(http, child_id)
    if sharing.agreement_in_force(child_id) is not None:
        return redirect("episodes:agreement", child=child)
    portrait = portraits.portrait(http.viewer, child_id, at=http.now)
    responsible = [row.name for row in portrait.carers if row.has_parental_responsibility]
    form = AgreementForm(
        http.POST or None, involved=involved_with(http, child_id),
        initial={"given_on": http.today, "given_by": responsible[0] if len(responsible) == 1 else ""},
    )  # fmt: skip
    if http.method == "POST" and form.is_valid():
        born = portrait.face.born_on
        facts = form.facts(
            age=ages.age_on(born, http.today) if born else None, with_responsibility=responsible
        )
        with refusals_on(form):
            services.record_agreement(
                child_id=child_id, facts=facts, how=form.how_given(), by=http.viewer, now=http.now,
                not_to_share=form.cleaned_data["not_to_share"], ask_again_on=form.cleaned_data["ask_again_on"],
            )  # fmt: skip
            messages.success(http, "The agreement is recorded. It can be changed or withdrawn at any time.")
            return redirect("episodes:of_child", child=child)
    return render(
        http, "episodes/agree.html", status=422 if form.errors else 200, form=form, responsible=responsible,
        YES=YES, NO=NO, **frame,
    )  # fmt: skip


def involved_with(http: PageRequest, child_id: int) -> list[tuple[str, str]]:
    """Agencies that work with the child now or have offered to contribute, to tick."""
    ids = {
        row.agency_id
        for row in index.involvements(http.viewer, child_id, at=http.now)
        if row.agency_id is not None and (row.ends_on is None or row.ends_on >= http.today)
    }
    begun = assessments.open_one(child_id)
    if begun is not None:
        ids |= {begun.agency_id} | {
            row.agency_id for row in assessments.contributions(begun) if row.agency_id
        }
    ids.discard(http.viewer.agency_id)
    return sorted(
        ((row.ref, row.name) for row in agencies.named_agencies(ids).values()), key=lambda row: row[1]
    )


@page(duty=Duty.WRITE_ASSESSMENTS)
def agreement(http: PageRequest, child: str) -> HttpResponse:
    """What is agreed now, and what was agreed before."""
    child_id = _readable(http, child)
    frame = around(http, child_id)
    return render(
        http, "episodes/agreement.html", agreements=_all(child_id), standing_words=STANDING_WORDS,
        how_words=HOW_WORDS, kinds=(Standing, How), now=sharing.agreement_in_force(child_id), **frame,
    )  # fmt: skip


def _all(child_id: int) -> list[dict[str, Any]]:
    return [
        {
            "row": row,
            "standing": STANDING_WORDS[Standing(row.standing)],
            "how": HOW_WORDS[How(row.how)],
            "covered": [one.agency for one in row.scope.all() if one.ended_at is None],
            "left_out": [one for one in row.scope.all() if one.ended_at is not None],
        }
        for row in sharing.agreements(child_id)
    ]


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
    shared = None if there else shared_one(child_id)
    if shared is not None and may_read:
        address = reverse("episodes:show", kwargs={"episode": shared.ref})
        return redirect(f"{address}?child={child}")
    if read:
        return render(http, "episodes/two.html", there=there, read=read, **frame)
    earlier = list(queries.of_child(child_id)) if may_read else []
    return render(
        http, "episodes/none.html", may_read=may_read, agreement=sharing.agreement_in_force(child_id),
        assessment=assessments.open_one(child_id),
        earlier=earlier, can_reopen={row.ref for row in earlier if may_reopen(row.closed_on, on=http.today)}, is_open=bool(there or shared), **frame,
    )  # fmt: skip
