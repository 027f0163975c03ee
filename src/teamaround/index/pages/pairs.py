"""Pairs to review: the list, one pair side by side, noting one, and separating what was joined."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, checking_records, page
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel.ids import tidy
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.people import queries as people
from teamaround.people.frame import facts_line, frame

from .. import reviewing, services, side_by_side
from ..forms import FirstLookForm, NotePairForm, PairForm, SeparateForm
from ..models import FirstLook, PairToReview
from ..rules import PairAnswer, PairState
from ..rules.pairs import FIRST_LOOK_WORDS, STATE_WORDS
from ..services.merging import moved_in_words

A_PAGE = 20
SAID = {
    PairState.PROPOSED: "Proposed. A second person of the index team confirms it.",
    PairState.SAME: "The records are joined.",
    PairState.DIFFERENT: "Noted as two children. The pair is not put before anybody again.",
    PairState.OPEN: "Noted. The pair stays in the list.",
}
ASKED = "The index team has been asked to look at both records."
NOTED = {
    PairState.OPEN: ASKED,
    PairState.PROPOSED: ASKED,
    PairState.SAME: ASKED,
    PairState.DIFFERENT: "The index team looked at these two before and found that they are two "
    "children. If you know more, telephone the index team.",
}


@page(duty=Duty.INDEX_TEAM)
def pairs(http: PageRequest) -> HttpResponse:
    """Pairs that wait; or, asked for, what was joined and may be separated again."""
    checking_records(http)
    joined = http.GET.get("show") == "joined"
    number = http.GET.get("page", "1")
    first = (max(int(number), 1) - 1) * A_PAGE if number.isdecimal() and len(number) < 6 else 0
    found = reviewing.merges(http.viewer) if joined else reviewing.queue(http.viewer, on=http.today)
    rows: list[Any] = list(found[first : first + A_PAGE + 1])
    shown = rows[:A_PAGE]
    children = {row.kept_id for row in shown} if joined else set()
    children |= set() if joined else {child for row in shown for child in (row.one_id, row.other_id)}
    return render(
        http, "index/pairs.html", rows=shown, joined=joined,
        faces=people.faces(http.viewer, children, at=http.now), words=STATE_WORDS,
        facts=facts_line, today=http.today, number=first // A_PAGE + 1,
        has_more=len(rows) > A_PAGE,
    )  # fmt: skip


@page(duty=Duty.INDEX_TEAM, writes=True)
def pair(http: PageRequest, pair: str) -> HttpResponse:
    """One pair side by side, and what may be said about it."""
    checking_records(http)
    found = _found(http, pair)
    if found.state not in reviewing.WAITING:
        merge = reviewing.merge_in_force(found.pk)
        return render(
            http, "index/pair_decided.html", pair=found, merge=merge, words=STATE_WORDS,
            moved=list(moved_in_words(merge.moved)) if merge else (),
            face=people.face(http.viewer, merge.kept_id if merge else found.one_id, at=http.now),
        )  # fmt: skip
    looked = reviewing.first_look(http.viewer, found)
    return _first_look(http, found) if looked is None else _undecided(http, found, looked)


def _first_look(http: PageRequest, found: PairToReview) -> HttpResponse:
    """Both records and nothing else: what the reasons are is shown to whoever has said what they think."""
    one, other = _both(http, found)
    is_answer = "version" in http.POST  # sent from a page that was opened before this person had looked
    form = FirstLookForm(None if is_answer else http.POST or None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.look_first(
                ref=found.ref, said=PairAnswer(form.cleaned_data["said"]), by=http.viewer, now=http.now
            )
            return redirect("index:pair", pair=found.ref)
    return render(
        http, "index/pair_first_look.html", status=422 if form.errors else 200, form=form, one=one,
        other=other, rows=side_by_side.rows(one, other),
    )  # fmt: skip


def _both(http: PageRequest, found: PairToReview) -> tuple[side_by_side.Record, side_by_side.Record]:
    both = side_by_side.records(http.viewer, (found.one_id, found.other_id), at=http.now)
    if len(both) < 2:
        raise NotVisible
    return both[found.one_id], both[found.other_id]


def _found(http: PageRequest, ref: str) -> PairToReview:
    found = reviewing.pair(http.viewer, ref)
    if found is None:
        raise NotVisible
    return found


def _undecided(http: PageRequest, found: PairToReview, looked: FirstLook) -> HttpResponse:
    one, other = _both(http, found)
    compared = reviewing.compared(found)
    form = PairForm(
        http.POST or None, state=found.state, has_warnings=bool(compared.warnings),
        is_own=found.proposed_by_id == http.viewer.account_id,
        records=[(each.portrait.face.ref, each.label) for each in (one, other)],
        initial={"version": found.version},
    )  # fmt: skip
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            said = _say(http, found, form.cleaned_data)
            messages.success(http, SAID[PairState(said.state)])
            return redirect("index:pairs")
    return render(
        http, "index/pair.html", status=422 if form.errors else 200, pair=found, form=form,
        one=one, other=other, rows=side_by_side.rows(one, other), compared=compared,
        words=STATE_WORDS, is_own=found.proposed_by_id == http.viewer.account_id,
        looked=FIRST_LOOK_WORDS[PairAnswer(looked.said)],
    )  # fmt: skip


def _say(http: PageRequest, found: PairToReview, typed: dict[str, Any]) -> PairToReview:
    """Propose, confirm, or answer otherwise."""
    said = PairAnswer(typed["said"])
    if said is PairAnswer.SAME and "kept" in typed:
        return services.propose_same(
            ref=found.ref, version=typed["version"], kept_ref=typed["kept"],
            because=typed["because"], warnings_read=typed.get("warnings_read", True),
            by=http.viewer, now=http.now,
        )  # fmt: skip
    return services.answer(
        ref=found.ref, version=typed["version"], answer=said, because=typed["because"],
        by=http.viewer, now=http.now,
    )  # fmt: skip


@page(duty=Duty.FIND_CHILDREN, writes=True)
def note_pair(http: PageRequest, child: str) -> HttpResponse:
    """Say that a child seems to be in the index twice."""
    child_id = people.child_id(http.viewer, child, at=http.now)
    face = people.face(http.viewer, child_id, at=http.now)
    likely = people.faces(http.viewer, reviewing.likely_same(http.viewer, child_id, at=http.now), at=http.now)
    form = NotePairForm(
        http.POST or None,
        likely=[(each.ref, f"{each.name}, {facts_line(each, today=http.today)}") for each in likely.values()],
    )
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            noted = services.note_pair(
                one_id=child_id, other_id=_other(http, form.cleaned_data), by=http.viewer,
                because=[form.cleaned_data["because"]], now=http.now,
            )  # fmt: skip
            messages.success(http, NOTED[PairState(noted.state)])
            return redirect("child", child=face.ref)
    return render(
        http, "index/note_pair.html", status=422 if form.errors else 200, form=form,
        **frame(face, today=http.today),
    )  # fmt: skip


def _other(http: PageRequest, typed: dict[str, Any]) -> int:
    """The other record; the same answer whether it does not exist or may not be known of."""
    try:
        return people.child_id(http.viewer, typed.get("likely") or tidy(typed["other"]), at=http.now)
    except NotVisible:
        raise Refusal(
            "no-such-record", "There is no record with this reference. Check it.", field="other"
        ) from None


@page(duty=Duty.INDEX_TEAM, writes=True)
def unmerge(http: PageRequest, pair: str) -> HttpResponse:
    """Separate two records that were joined."""
    checking_records(http)
    found = _found(http, pair)
    merge = reviewing.merge_in_force(found.pk)
    if merge is None:
        raise Refusal(
            "not-joined", "These two records are not joined, or somebody has separated them meanwhile."
        )
    face = people.face(http.viewer, merge.kept_id, at=http.now)
    form = SeparateForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.unmerge(ref=pair, because=form.cleaned_data["because"], by=http.viewer, now=http.now)
            messages.success(http, "The records are two again, each as it was before.")
            return redirect("index:pairs")
    return render(
        http, "index/unmerge.html", status=422 if form.errors else 200, form=form, pair=found,
        merge=merge, moved=list(moved_in_words(merge.moved)), face=face,
    )  # fmt: skip
