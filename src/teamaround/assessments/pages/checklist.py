"""A practitioner's own checklist before an assessment: leads on to what they decide."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel.typed import whole
from teamaround.people import queries as people

from .. import checklist_queries, services
from ..checklist_forms import ChecklistForm, as_shown
from ..models import Checklist
from ..rules.checklist import QUESTIONS, Decision, forget_on
from .frames import around

LEADS_TO = {Decision.ASSESS: "assessments:start", Decision.WORRIED: "worries:new"}


@page(duty=Duty.FIND_CHILDREN, writes=True)
def checklist(http: PageRequest, child: str) -> HttpResponse:
    """Look at, keep or throw away one's own checklist about a child."""
    child_id = people.child_id(http.viewer, child, at=http.now)
    frame = around(http, child_id)
    kept = checklist_queries.own_checklist(http.viewer, child_id)
    if http.method == "POST" and "throw_away" in http.POST:
        services.throw_checklist_away(child_id=child_id, by=http.viewer, now=http.now)
        messages.success(http, "Your checklist is gone.")
        return redirect("child", child=child)
    form = ChecklistForm(http.POST or None, initial=as_shown(kept))
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            done = services.keep_checklist(
                child_id=child_id, thoughts=form.thoughts(), by=http.viewer, now=http.now,
                version=whole(str(http.POST.get("version", "")), 0),
            )  # fmt: skip
            return _lead_on(http, done, child)
    return render(
        http, "assessments/checklist.html", status=422 if form.errors else 200, form=form, kept=kept,
        questions=list(QUESTIONS), headings=QUESTIONS, forget_on=kept.forget_on if kept else forget_on(http.today),
        **frame,
    )  # fmt: skip


def _lead_on(http: PageRequest, done: Checklist, child: str) -> HttpResponse:
    leads_to = LEADS_TO.get(Decision(done.decision)) if done.decision else None
    if leads_to is None:
        messages.success(http, "Kept for you alone.")
        return redirect("assessments:checklist", child=child)
    return redirect(leads_to, child=child)
