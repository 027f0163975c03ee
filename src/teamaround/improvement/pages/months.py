"""The month: what owners say, what shows it, the frozen page, and what changed since the one before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.guests import letters
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.keeping import kept
from teamaround.design.render import render
from teamaround.design.words import month as month_in_words
from teamaround.design.words import plural
from teamaround.kernel.refusal import NotVisible
from teamaround.rounds import queries as rounds

from ..forms.months import EvidenceForm, FreezeForm, UpdateForm, initial_of
from ..models import Action, Plan
from ..queries import months as queries
from ..queries import plans
from ..queries.asking import asked_owners, asks_in_the_name_of
from ..rules import months as rules
from ..rules.asking import ROUND
from ..rules.months import ASKING_WORDS, Asking
from ..rules.planning import Stage, content_from
from ..services import asking
from ..services import months as services
from . import measured_shown

MOST = 100


@page(duty=None, writes=True)
def update(http: PageRequest, action: str) -> HttpResponse:
    """How an action stands this month, from its owner or a keeper."""
    row = _to_write(http, action)
    last = queries.last_update(row)
    is_now = last is not None and last.month == rules.month_of(http.today)
    form = UpdateForm(http.POST or None, initial=initial_of(last if is_now else None, last))

    def do() -> None:
        services.write_update(ref=action, typed=form.typed(), by=http.viewer, now=http.now)

    return kept(
        http, form, do, title=f"How does it stand in {month_in_words(http.today)}?", back=_of(row),
        template="improvement/update.html", words=content_from(row.content).words, last=last,
    )  # fmt: skip


@page(duty=None, writes=True)
def evidence(http: PageRequest, action: str) -> HttpResponse:
    """What shows that something was done, or what difference it made; its own numbers stand beside the boxes."""
    row = _to_write(http, action)
    form = EvidenceForm(http.POST or None)

    def do() -> None:
        services.add_evidence(ref=action, by=http.viewer, now=http.now, **form.typed())

    return kept(
        http, form, do, title="Add evidence", back=_of(row), template="improvement/evidence.html",
        measured=measured_shown.of_action(row),
    )  # fmt: skip


@page(duty=None)
def mine(http: PageRequest, plan: str) -> HttpResponse:
    """The actions of a plan that this viewer owns, or whose owners they manage: where the letter's link leads."""
    found = plans.plan(http.viewer, plan, on=http.today)
    month = rules.month_of(http.today)
    lines = {line.ref: line for line in queries.lines(found, month=month, as_at=http.now)}
    own = [each for each in plans.actions(found) if each.row.owner_id == http.viewer.practitioner_id]
    return render(
        http, "improvement/mine.html", plan=found, month=month,
        rows=_dated(rules.shown(lines[each.ref], month=month, on=http.today) for each in own if each.ref in lines),
    )  # fmt: skip


@page(duty=None, writes=True)
def months(http: PageRequest, plan: str) -> HttpResponse:
    """Frozen months of a plan; and for its keepers this month's, with whom to ask and freezing."""
    found = plans.plan(http.viewer, plan, on=http.today)
    if http.method == "POST" and not plans.keeps(http.viewer, found):
        raise NotVisible
    form = FreezeForm(
        http.POST if http.POST.get("do") == "freeze" else None, months=_to_freeze(found, http.today)
    )
    if http.POST.get("do") == "ask":
        return _ask(http, found)
    if http.POST.get("do") in ("by-itself", "by-hand"):
        return _ask_by_itself(http, found)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            frozen = services.freeze(
                ref=plan, month=date.fromisoformat(form.cleaned_data["month"]), said=form.cleaned_data["said"],
                by=http.viewer, now=http.now,
            )  # fmt: skip
            return redirect("improvement:month", month=frozen.ref)
    return _shown(http, found, form)


def _ask(http: PageRequest, plan: Plan) -> HttpResponse:
    asked = asking.ask(ref=plan.ref, site=letters.site_of(http), by=http.viewer, now=http.now)
    told = ", ".join(
        f"{ASKING_WORDS[kind].lower()}: {plural(asked[kind], 'action')}" for kind in Asking if asked[kind]
    )
    messages.success(
        http, f"Letters are on their way ({told})." if told else "Nobody needs to be asked just now."
    )
    return redirect("improvement:months", plan=plan.ref)


def _ask_by_itself(http: PageRequest, plan: Plan) -> HttpResponse:
    wanted = http.POST["do"] == "by-itself"
    asking.ask_by_itself(ref=plan.ref, wanted=wanted, by=http.viewer, now=http.now)
    messages.success(
        http,
        "The site asks owners by itself from now on."
        if wanted
        else "Owners are asked only when you ask them.",
    )
    return redirect("improvement:months", plan=plan.ref)


def _shown(http: PageRequest, plan: Plan, form: FreezeForm) -> HttpResponse:
    month, keeps = rules.month_of(http.today), plans.keeps(http.viewer, plan)
    now = queries.page(plan, month=month, as_at=http.now) if keeps else None
    return render(
        http, "improvement/months.html", status=422 if form.errors else 200, plan=plan, form=form, keeps=keeps,
        frozen=queries.months(plan)[:MOST], month=month,
        now=now, by_hand=letters.goes_by_hand(), round=rounds.last(ROUND) if keeps else None,
        is_draft=plan.stage == Stage.DRAFT, silent=_silent(plan, month, now) if now else [],
        asks_no_more=keeps and plan.asks_for_id is not None and not asks_in_the_name_of(plan, today=http.today),
    )  # fmt: skip


def _silent(plan: Plan, month: date, now: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Actions without a word, in the words that the page of the month has at hand, and whom was asked how often."""
    words = {each["ref"]: each["words"] for each in now["actions"]}
    asked, links = queries.asked(plan, month), asked_owners(plan, month)
    return [
        {"words": words.get(row.ref, ""), "owner": row.owner.name if row.owner else "",
         "link": links.get(row.owner_id or 0, ""),
         "asked": [f"{ASKING_WORDS[kind]} {on.day} {on:%B}" for kind, on in asked.get(row.pk, [])]}
        for row in queries.silent(plan, month).defer("content")
    ]  # fmt: skip


def _to_freeze(plan: Plan, today: date) -> list[tuple[str, str]]:
    """This month and the last two, as far as they are not frozen."""
    this = rules.month_of(today)
    found = [this, rules.month_before(this), rules.month_before(rules.month_before(this))]
    frozen = set(queries.months(plan).values_list("month", flat=True))
    return [(each.isoformat(), month_in_words(each)) for each in found if each not in frozen]


@page(duty=None)
def month(http: PageRequest, month: str) -> HttpResponse:
    """A frozen month, shown from its own text alone, and what changed since the one before."""
    found = queries.month(http.viewer, month, on=http.today)
    told, before = queries.told(found), queries.before(found)
    return render(
        http, "improvement/month.html", frozen=found, told=told, before=before, rows=_dated(told["actions"]),
        changes=rules.changes(queries.told(before), told) if before else [],
    )  # fmt: skip


@page(duty=Duty.KEEP_PLANS)
def as_text(http: PageRequest, month: str) -> HttpResponse:
    """The frozen text itself, whose hash is kept: for whoever wants to check it."""
    found = queries.month(http.viewer, month, on=http.today)
    return HttpResponse(found.told, content_type="application/json; charset=utf-8")


def _dated(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Lines of a page with their days as days."""
    return [
        {
            **row,
            **{
                name: date.fromisoformat(row[name]) if row[name] else None
                for name in ("due_on", "recovery_on")
            },
        }
        for row in rows
    ]


def _to_write(http: PageRequest, ref: str) -> Action:
    row = plans.action(http.viewer, ref, on=http.today)
    if not plans.may_write(http.viewer, row):
        raise NotVisible
    return row


def _of(row: Action) -> str:
    return reverse("improvement:action", kwargs={"action": row.ref})
