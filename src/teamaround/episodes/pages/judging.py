"""What a young person can decide for themselves: read, written down for one decision, marked as a mistake."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible
from teamaround.people import queries as people
from teamaround.sharing import judging
from teamaround.sharing import queries as sharing
from teamaround.sharing.judging_queries import judgements, own_judgement
from teamaround.sharing.judging_rules import MATTER_WORDS, Matter
from teamaround.sharing.rules import Act

from ..judging_forms import ASKED, JudgementForm
from ..signing_forms import BecauseForm
from .frames import around


@page(duty=Duty.WRITE_ASSESSMENTS)
def of_child(http: PageRequest, child: str) -> HttpResponse:
    """Every judgement that this viewer may read, those that went with an agreement too."""
    child_id = people.child_id(http.viewer, child, at=http.now)
    frame = around(http, child_id)
    may_read = sharing.decide(http.viewer, Act.SEE_CONTENT, child_id, at=http.now).allowed
    agreed = sharing.agreements(child_id) if may_read else []
    return render(
        http, "episodes/judgements.html", matter_words=MATTER_WORDS,
        judgements=judgements(http.viewer, child_id, at=http.now, may_read=may_read),
        agreed=[one for one in agreed if one.competence_reason], **frame,
    )  # fmt: skip


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def judge(http: PageRequest, child: str) -> HttpResponse:
    """Write down how far they can decide one thing."""
    child_id = people.child_id(http.viewer, child, at=http.now)
    frame = around(http, child_id)
    wanted = http.GET.get("about", "")
    form = JudgementForm(
        http.POST or None,
        initial={
            "matter": wanted if wanted in set(ASKED) else "", "judged_by": http.viewer.name,
            "judged_on": http.today,
        },
    )  # fmt: skip
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            judging.record_judgement(child_id=child_id, facts=form.facts(), by=http.viewer, now=http.now)
            messages.success(http, "Written down. Earlier judgements stay as they are.")
            return redirect("episodes:judgements", child=child)
    return render(http, "episodes/judge.html", status=422 if form.errors else 200, form=form, **frame)


@page(duty=Duty.FIND_CHILDREN, writes=True)
def wrong(http: PageRequest, judgement: str) -> HttpResponse:
    """Say of a judgement that it was entered by mistake."""
    kept = own_judgement(http.viewer, judgement)
    if kept is None:
        raise NotVisible
    frame = around(http, kept.child_id)
    form = BecauseForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            judging.mark_wrong(
                ref=judgement, because=form.cleaned_data["because"], by=http.viewer, now=http.now
            )
            messages.success(http, "Marked. It stays, and says that it was a mistake.")
            is_apart = kept.matter == Matter.SENSITIVE_SERVICE
            return redirect("index:consent" if is_apart else "episodes:judgements", child=frame["face"].ref)
    return render(
        http, "episodes/judgement_wrong.html", status=422 if form.errors else 200, form=form, kept=kept,
        words=MATTER_WORDS[Matter(kept.matter)], **frame,
    )  # fmt: skip
