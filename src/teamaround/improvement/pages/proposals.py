"""A report's recommendations: brought as a file or as words, each shown beside its passage, confirmed one by one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.keeping import kept
from teamaround.design.render import render
from teamaround.design.words import plural
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.kernel.typed import whole

from ..forms.proposals import ProposalForm, ReportForm
from ..models import Proposal, Review
from ..queries import proposals as queries
from ..queries import reviews
from ..queries.proposals import ProposalShown
from ..reports.opening import KIND_WORDS, Kind
from ..rules.confirming import SAID_WORDS, Said
from ..rules.regimes import band
from ..services import proposing
from ..services.reviewing import NewRecommendation


@page(duty=Duty.KEEP_PLANS, writes=True)
def bring(http: PageRequest, review: str) -> HttpResponse:
    """Bring a report of this review; one that is being gone through comes first."""
    found = _kept_review(http, review)
    begun = queries.open_report(found)
    if begun is not None:
        return redirect("improvement:report", report=begun.ref)
    form = ReportForm(http.POST or None, http.FILES or None)

    def do() -> str:
        made = proposing.read(ref=review, report=form.report(), by=http.viewer, now=http.now)
        return reverse("improvement:report", kwargs={"report": made.ref})

    return kept(
        http, form, do, title="Recommendations from the report", template="improvement/bring_report.html",
        back=reverse("improvement:review", kwargs={"review": review}), review=found,
    )  # fmt: skip


@page(duty=Duty.KEEP_PLANS)
def show(http: PageRequest, report: str) -> HttpResponse:
    """Everything that was recognised, each beside its passage, with its answer."""
    found = queries.report(http.viewer, report)
    shown = queries.proposals(found)
    return render(
        http, "improvement/report.html", report=found, shown=shown, counts=queries.counted(shown),
        kind=KIND_WORDS[Kind(found.kind)], said_words=_said(), band_words=_bands(shown),
    )  # fmt: skip


@page(duty=Duty.KEEP_PLANS, writes=True)
def answer(http: PageRequest, proposal: str) -> HttpResponse:
    """One proposal beside its passage: confirm it, put it right, or leave it out."""
    one = queries.proposal(http.viewer, proposal)
    if one.row.report.closed_at is not None:
        return redirect("improvement:report", report=one.row.report.ref)
    if http.method == "POST" and "leave_out" in http.POST:
        seen = whole(http.POST.get("version", ""), 0)
        proposing.leave_out(ref=proposal, version=seen, by=http.viewer, now=http.now)
        return redirect(_next(one.row))
    form = ProposalForm(http.POST or None, labels=queries.labels(one.row), initial=_initial(one))
    if http.method == "POST" and form.is_valid():
        typed: dict[str, Any] = dict(form.cleaned_data)
        version = typed.pop("version")
        with refusals_on(form):
            proposing.confirm(
                ref=proposal, version=version, typed=NewRecommendation(**typed), by=http.viewer, now=http.now
            )
            return redirect(_next(one.row))
    return render(
        http, "improvement/proposal.html", status=422 if form.errors else 200, form=form, one=one,
        report=one.row.report, many=one.row.report.proposals.count(), said=SAID_WORDS[Said(one.row.said)],
        has_label=bool(one.told["label"]),
    )  # fmt: skip


@page(duty=Duty.KEEP_PLANS, writes=True)
def leave_rest_out(http: PageRequest, report: str) -> HttpResponse:
    """Leave out all that still wait."""
    queries.report(http.viewer, report)
    if http.method == "POST":
        many = proposing.leave_rest_out(ref=report, by=http.viewer, now=http.now)
        messages.success(http, f"{plural(many, 'passage was', 'passages were')} left out.")
    return redirect("improvement:report", report=report)


@page(duty=Duty.KEEP_PLANS, writes=True)
def enter(http: PageRequest, report: str) -> HttpResponse:
    """Enter what was confirmed; what stands in its way is said on the list."""
    found = queries.report(http.viewer, report)
    if http.method != "POST":
        return redirect("improvement:report", report=report)
    try:
        made = proposing.enter(ref=report, by=http.viewer, now=http.now)
    except Refusal as refusal:
        messages.error(http, refusal.sentence)
        return redirect("improvement:report", report=report)
    messages.success(http, f"{plural(len(made), 'recommendation was', 'recommendations were')} entered.")
    return redirect("improvement:review", review=found.review.ref)


def _kept_review(http: PageRequest, ref: str) -> Review:
    found = reviews.review(http.viewer, ref)
    if not reviews.keeps(http.viewer, found):
        raise NotVisible
    return found


def _next(row: Proposal) -> str:
    """The next that waits, or the list when none does."""
    following = queries.next_waiting(row)
    if following is None:
        return reverse("improvement:report", kwargs={"report": row.report.ref})
    return reverse("improvement:proposal", kwargs={"proposal": following.ref})


def _initial(one: ProposalShown) -> dict[str, Any]:
    return one.told | {"label": queries.label_for(one), "version": one.row.version}


def _said() -> dict[str, str]:
    return {each.value: words for each, words in SAID_WORDS.items()}


def _bands(shown: list[ProposalShown]) -> dict[str, str]:
    named = {each.told["band"] for each in shown}
    return {key: found.words for key in named if (found := band(key))}
