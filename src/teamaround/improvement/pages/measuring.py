"""Measuring an action by live data: choosing a number, taking another baseline, beginning an average anew."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.keeping import kept
from teamaround.design.render import render
from teamaround.design.words import month as month_in_words
from teamaround.facts import queries as facts
from teamaround.facts import register
from teamaround.kernel.refusal import NotVisible

from ..forms.measuring import BaselineForm, BeginningForm, MeasureForm
from ..queries import measuring as queries
from ..queries import plans
from ..queries.measuring import MeasuredShown
from ..rules.planning import content_from
from ..services import counting
from ..services import measuring as services

LOOK_AGAIN = "2"  # seconds until the page that waits looks again


@page(duty=Duty.KEEP_PLANS, writes=True)
def measure(http: PageRequest, action: str) -> HttpResponse:
    """Let an action be measured by what the product counts."""
    row = plans.action(http.viewer, action, on=http.today)
    if not plans.keeps(http.viewer, row.plan):
        raise NotVisible
    form = MeasureForm(
        http.POST or None, measures=[(each.name, each.title) for each in facts.measures()],
        places=register.places(http.viewer.authority_id, on=http.today),
    )  # fmt: skip

    def do() -> str:
        made = counting.want(ref=action, by=http.viewer, now=http.now, **form.cleaned_data)
        return reverse("improvement:counting", kwargs={"action": action, "wanted": made.ref})

    return kept(http, form, do, title="Measure it by live data", back=_of(action))


@page(duty=Duty.KEEP_PLANS, writes=True)
def being_counted(http: PageRequest, action: str, wanted: str) -> HttpResponse:
    """How far the counting is; or why it does not go on, to be tried again or left. Once it is done, the action."""
    row = plans.action(http.viewer, action, on=http.today)
    if not plans.keeps(http.viewer, row.plan):
        raise NotVisible
    found = queries.wanted(row).filter(ref=wanted).first()
    if found is None:
        return redirect(_of(action))
    do = http.POST.get("do")
    if do in ("again", "leave"):
        (counting.try_again if do == "again" else counting.leave)(ref=wanted, by=http.viewer, now=http.now)
        return redirect(_of(action) if do == "leave" else http.path)
    answer = render(
        http, "improvement/being_counted.html", wanted=found, measure=facts.measure(found.measure),
        words=content_from(row.content).words, back=_of(action),
    )  # fmt: skip
    if not found.failed:
        answer["Refresh"] = LOOK_AGAIN
    return answer


@page(duty=Duty.KEEP_PLANS, writes=True)
def baseline(http: PageRequest, measured: str) -> HttpResponse:
    """Take another baseline; the one before stays beside it."""
    found = _kept(http, measured)
    form = BaselineForm(http.POST or None, initial={"over": found.baseline.row.over})

    def do() -> None:
        services.change_baseline(ref=measured, by=http.viewer, now=http.now, **form.cleaned_data)

    return kept(http, form, do, title="Take another baseline", back=_of(found.row.action.ref))


@page(duty=Duty.KEEP_PLANS, writes=True)
def begin_anew(http: PageRequest, measured: str) -> HttpResponse:
    """Say from which month things are otherwise."""
    found = _kept(http, measured)
    months = [reading.month for reading in found.readings[1:]]
    form = BeginningForm(
        http.POST or None, months=[(each.isoformat(), month_in_words(each)) for each in reversed(months)]
    )

    def do() -> None:
        typed = form.cleaned_data
        services.begin_anew(
            ref=measured, month=date.fromisoformat(typed["month"]), because=typed["because"], by=http.viewer,
            now=http.now,
        )  # fmt: skip

    return kept(http, form, do, title="Things are otherwise from a month on", back=_of(found.row.action.ref))


def _kept(http: PageRequest, ref: str) -> MeasuredShown:
    found = queries.one(http.viewer, ref, on=http.today)
    if not plans.keeps(http.viewer, found.row.action.plan):
        raise NotVisible
    return found


def _of(action: str) -> str:
    return reverse("improvement:action", kwargs={"action": action})
