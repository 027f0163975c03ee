"""Papers as they are written: all of them, one of them, and one part with others at work."""

from __future__ import annotations

from datetime import datetime, time
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
from teamaround.facts import queries as facts
from teamaround.kernel.clock import LONDON
from teamaround.kernel.refusal import NotVisible

from .. import live
from ..forms.papers import FillForm, PartForm, WithholdForm
from ..models import Paper
from ..queries import bodies
from ..queries import papers as queries
from ..rules.merging import Clash, compared
from ..rules.papers import STAGE_WORDS, Stage
from ..rules.templates import Kind, Need, Part
from ..services import papers as services

MOST, FACTS = 100, 20
NEED_WORDS = {
    Need.REQUIRED: "Required",
    Need.STATED: "Printed even when empty",
    Need.FILLED: "When it is needed",
}


@page(duty=None)
def listing(http: PageRequest) -> HttpResponse:
    """Papers that are there for this viewer."""
    rows = list(queries.papers(http.viewer, on=http.today)[:MOST])
    named = bodies.bodies_by_id({row.item.body_id for row in rows}, on=http.today)
    return render(
        http, "committees/papers.html", rows=[(row, named[row.item.body_id].name) for row in rows],
        stage_words=_stages(),
    )  # fmt: skip


@page(duty=None)
def show(http: PageRequest, paper: str) -> HttpResponse:
    """One paper with its parts, what is amiss, who has signed it off, and what may be done with it."""
    found = queries.paper(http.viewer, paper, on=http.today)
    told, keeps = queries.whole(found), queries.keeps(http.viewer, found)
    said, document = list(queries.comments(found)[:MOST]), queries.document(found, told, on=http.today)
    return render(
        http, "committees/paper.html", paper=found, told=told, keeps=keeps, made_of=queries.template_of(found),
        document=document, sections={each.key: each for each in document.sections}, need_words=NEED_WORDS, comments=said,
        open_in={part: sum(each.part == part and not each.settled_at for each in said) for part in {c.part for c in said}},
        standing=queries.standing(found, told.row), posts=queries.posts_of_offices(found, on=http.today),
        stage=STAGE_WORDS[Stage(found.stage)], is_writable=keeps and found.stage != Stage.PUBLISHED,
        publications=queries.publications(found), versions=queries.versions(found)[:MOST], can_be_made=live.parts(),
        as_made=queries.as_made(told),
        made_at={key: datetime.fromisoformat(each["as_at"]) for key, each in told.row.made.items()},
    )  # fmt: skip


@page(duty=Duty.KEEP_PLANS, writes=True)
def write(http: PageRequest, paper: str, part: str) -> HttpResponse:
    """Write one part. When somebody else changed it meanwhile, both texts are shown."""
    found, named = _part(http, paper, part)
    told = queries.whole(found)
    form = PartForm(
        http.POST or None, part=named, initial={"words": told.texts.get(part, ""), "version": found.version}
    )
    both: dict[str, Any] | None = None
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            try:
                services.write(
                    ref=paper, version=form.cleaned_data["version"], texts={part: form.cleaned_data["words"]},
                    by=http.viewer, now=http.now,
                )  # fmt: skip
                return redirect(_at(found, part))
            except Clash as clash:
                both = {"theirs": clash.theirs.get(part, ""), "mine": form.cleaned_data["words"]}
                form = PartForm(part=named, initial={"words": both["mine"], "version": clash.version})
    return render(
        http, "committees/write.html", status=409 if both else 422 if form.errors else 200, form=form, part=named,
        back=_at(found, part), both=both, difference=compared(both["theirs"], both["mine"]) if both else (),
        is_words=named.kind is Kind.WORDS, may_take_facts=http.viewer.can(Duty.SEE_COUNTS),
        facts=facts.latest(http.viewer.authority_id, most=FACTS) if named.kind is Kind.WORDS else (),
    )  # fmt: skip


@page(duty=Duty.KEEP_PLANS, writes=True)
def withhold(http: PageRequest, paper: str, part: str) -> HttpResponse:
    """Keep a part from the public."""
    found, named = _part(http, paper, part)
    form = WithholdForm(http.POST or None)

    def do() -> None:
        services.withhold(ref=paper, part=part, by=http.viewer, now=http.now, **form.cleaned_data)

    return kept(http, form, do, title=f"Not for publication: {named.heading}", back=_at(found, part))


@page(duty=Duty.KEEP_PLANS, writes=True)
def let_be_read(http: PageRequest, paper: str, part: str) -> HttpResponse:
    """Let a part be public after all."""
    found, _ = _part(http, paper, part)
    if http.method == "POST":
        services.let_be_read(ref=paper, part=part, by=http.viewer, now=http.now)
    return redirect(_at(found, part))


@page(duty=Duty.KEEP_PLANS, writes=True)
def fill(http: PageRequest, paper: str, part: str) -> HttpResponse:
    """Fill a part from live data."""
    found, named = _part(http, paper, part)
    sources = [
        (f"{each.key}/{subject}", f"{each.words}: {words}")
        for each in live.parts()
        for subject, words in each.subjects(http.viewer, http.now)
    ]
    form = FillForm(http.POST or None, sources=sources)

    def do() -> None:
        key, _, subject = form.cleaned_data["source"].partition("/")
        day = form.cleaned_data["as_at"]
        as_at = datetime.combine(day, time.max, LONDON) if day and day < http.today else http.now
        services.fill(
            ref=paper, part=part, live_key=key, subject=subject, as_at=as_at, by=http.viewer, now=http.now
        )

    return kept(http, form, do, title=f"Fill from live data: {named.heading}", back=_at(found, part))


@page(duty=Duty.KEEP_PLANS, writes=True)
def facts_anew(http: PageRequest, paper: str) -> HttpResponse:
    """Count the facts of a paper again."""
    found = _kept(http, paper)
    if http.method == "POST":
        count = services.take_facts_anew(ref=paper, by=http.viewer, now=http.now)
        messages.success(
            http, f"{plural(count, 'number')} changed." if count else "Every number came out the same."
        )
    return redirect(address(found))


@page(duty=Duty.KEEP_PLANS, writes=True)
def correct(http: PageRequest, paper: str) -> HttpResponse:
    """Begin a correction of a published paper."""
    found = _kept(http, paper)
    if http.method == "POST":
        services.begin_correction(ref=paper, by=http.viewer, now=http.now)
    return redirect(address(found))


def _kept(http: PageRequest, ref: str) -> Paper:
    found = queries.paper(http.viewer, ref, on=http.today)
    if not queries.keeps(http.viewer, found):
        raise NotVisible
    return found


def _part(http: PageRequest, ref: str, part: str) -> tuple[Paper, Part]:
    found = _kept(http, ref)
    named = queries.template_of(found).part(part)
    if named is None:
        raise NotVisible
    return found, named


def address(found: Paper) -> str:
    """Where a paper is."""
    return reverse("committees:paper", kwargs={"paper": found.ref})


def _at(found: Paper, part: str) -> str:
    return f"{address(found)}#part-{part}"


def _stages() -> dict[str, str]:
    return {each.value: STAGE_WORDS[each] for each in Stage}
