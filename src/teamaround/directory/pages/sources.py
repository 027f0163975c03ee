"""Others' lists: which there are, whose addresses may be asked, how a taking-in goes and what it brought."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.kernel.typed import page_number

from .. import queries, services
from ..forms_sources import SourceForm
from ..rules.feeds import progress, standing
from ..rules.feeds.progress import State
from ..rules.feeds.standing import Standing

ON_A_PAGE = 50
LOOK_AGAIN = "3"
TAKINGS_SHOWN = 5
WORDS_OF_COUNTS = {
    **{state.value: words for state, words in standing.WORDS.items()},
    "same": "As told before",
    "repeated": "Told twice over",
}


@page(duty=Duty.KEEP_DIRECTORY, writes=True)
def sources(http: PageRequest) -> HttpResponse:
    """Every source, and naming one more."""
    form = SourceForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            added = services.add_source(wish=form.wish(), by=http.viewer, now=http.now)
            return redirect("directory:source", key=added.pk)
    return render(
        http, "directory/sources.html", status=422 if form.errors else 200, form=form, sources=queries.sources()
    )  # fmt: skip


@page(duty=Duty.MANAGE_ACCOUNTS, writes=True)
def allowed(http: PageRequest) -> HttpResponse:
    """The addresses that may be asked, who allowed each and when; to allow one, or to forbid it."""
    rows = [each for each in queries.sources() if each.address]
    if http.method == "POST":
        chosen = next((each for each in rows if str(each.pk) == http.POST.get("source")), None)
        if chosen is None:
            raise NotVisible
        if http.POST.get("do") == "allow":
            services.allow(
                source_id=chosen.pk, address=http.POST.get("address", ""), by=http.viewer, now=http.now
            )
        else:
            services.forbid(source_id=chosen.pk, by=http.viewer, now=http.now)
        return redirect("directory:allowed")
    return render(http, "directory/allowed.html", sources=rows)


@page(duty=Duty.KEEP_DIRECTORY, writes=True)
def source(http: PageRequest, key: UUID) -> HttpResponse:
    """One source: how its last taking-in went, and what of it waits for a decision."""
    found = queries.source(key)
    if found is None:
        raise NotVisible
    if http.method == "POST":
        try:
            _act(http, key)
        except Refusal as refusal:
            messages.error(http, refusal.sentence)
        return redirect(http.get_full_path())
    takings = list(queries.takings(key)[:TAKINGS_SHOWN])
    counts = queries.staged_counts(key)
    state = _asked_state(http.GET.get("state", ""), counts)
    number = page_number(http.GET.get("page", ""))
    rows = queries.staged_of(key, state)
    response = render(
        http, "directory/source.html", source=found, takings=[_report(each) for each in takings], state=state,
        states=[{"state": each, "words": standing.WORDS[each], "count": count} for each, count in counts.items()],
        rows=rows[(number - 1) * ON_A_PAGE : number * ON_A_PAGE], number=number,
        has_more=number * ON_A_PAGE < counts[state], words=standing.WORDS[state],
        lets_all=state in (Standing.NEW, Standing.CHANGED) and counts[state],
        is_under_way=bool(takings) and takings[0].state in progress.UNDER_WAY,
    )  # fmt: skip
    if takings and takings[0].state in progress.UNDER_WAY:
        response["Refresh"] = LOOK_AGAIN
    return response


def _asked_state(text: str, counts: dict[Standing, int]) -> Standing:
    """The kind that was asked for, or the first that has something to decide."""
    if text in set(Standing):
        return Standing(text)
    return next((each for each in standing.TO_DECIDE if counts[each]), Standing.TAKEN)


def _report(taking: Any) -> dict[str, Any]:
    state = State(taking.state)
    said, done = taking.pages_said, taking.pages_done
    return {
        "taking": taking, "state": progress.WORDS[state], "is_running": state in progress.UNDER_WAY,
        "is_failed": state is State.FAILED, "share": min(100, done * 100 // said) if said else 0,
        "counts": [
            {"words": words, "count": taking.counts[name]}
            for name, words in WORDS_OF_COUNTS.items()
            if taking.counts.get(name)
        ],
    }  # fmt: skip


def _act(http: PageRequest, key: UUID) -> None:
    do = http.POST.get("do")
    told: dict[str, Any] = {"by": http.viewer, "now": http.now}
    if do == "take":
        services.begin(source_id=key, **told)
    elif do == "stop":
        taking = queries.takings(key).first()
        if taking is not None:
            services.stop(taking_id=taking.pk, **told)
    elif do in ("pause", "resume"):
        services.pause(source_id=key, is_paused=do == "pause", **told)
    elif do == "all" and http.POST.get("state") in set(Standing):
        count = services.let_all_stand(source_id=key, state=Standing(http.POST["state"]), **told)
        messages.success(http, f"{count:,} of them stand now.")


@page(duty=Duty.KEEP_DIRECTORY, writes=True)
def change_source(http: PageRequest, key: UUID) -> HttpResponse:
    """What is said of a source; with another address it has to be allowed anew."""
    found = queries.source(key)
    if found is None:
        raise NotVisible
    form = SourceForm(http.POST or None, initial=SourceForm.told(found))
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.change_source(source_id=key, wish=form.wish(), by=http.viewer, now=http.now)
            return redirect("directory:source", key=key)
    return render(
        http, "directory/source_change.html", status=422 if form.errors else 200, form=form, source=found
    )  # fmt: skip
