"""Opening what is closed, giving a reason; the index team sees it at once and looks into it (R7)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.assessments import queries as assessments
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.episodes import queries as episodes
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.people import queries as people
from teamaround.people.frame import frame
from teamaround.sharing import queries as sharing
from teamaround.sharing import services
from teamaround.sharing.rules import OVERRIDE_MINUTES, Act, OverrideKind

from ..leaving import note_opened
from ..shields_forms import KIND_WORDS, OverrideForm, ReviewForm

EVERY_SECONDS, REVIEWED_DAYS, MOST = 15, 7, 100


@page(duty=Duty.FIND_CHILDREN, writes=True)
def begin(http: PageRequest, child: str) -> HttpResponse:
    """Warn, ask why, open for a quarter of an hour, and go back to the child."""
    child_id = people.child_id(http.viewer, child, at=http.now)
    face = people.face(http.viewer, child_id, at=http.now)
    kinds = _openable(http, child_id)
    form = OverrideForm(http.POST or None, kinds=kinds, initial={"kind": kinds[0]})
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.begin_override(
                child_id=child_id, kind=OverrideKind(form.cleaned_data["kind"]),
                because=form.cleaned_data["because"], by=http.viewer, now=http.now,
            )  # fmt: skip
            note_opened(http, {child, face.ref, *_refs_of_work(child_id)})
            return redirect("child", child=face.ref)
    return render(
        http, "site/override_begin.html", status=422 if form.errors else 200, form=form,
        minutes=OVERRIDE_MINUTES, **frame(face, today=http.today),
    )  # fmt: skip


def _openable(http: PageRequest, child_id: int) -> list[OverrideKind]:
    """What is closed to this viewer and theirs to open; Refusal when there is nothing."""
    asked = (
        (OverrideKind.HIDDEN_DETAILS, Duty.OVERRIDE_SHIELDS, Act.SEE_HIDDEN_DETAILS),
        (OverrideKind.CONTENT, Duty.RECEIVE_WORRIES, Act.SEE_CONTENT),
    )
    held = [(kind, act) for kind, duty, act in asked if http.viewer.can(duty)]
    if not held:
        raise Refusal(
            "no-override",
            "Only child-protection staff can open this. Telephone the index team, who can put "
            "you in touch without telling you where the child is.",
        )
    closed = [
        kind for kind, act in held if not sharing.decide(http.viewer, act, child_id, at=http.now).allowed
    ]
    if not closed:
        raise Refusal("open", "Nothing of this child is closed to you: there is nothing to open.")
    return closed


def _refs_of_work(child_id: int) -> set[str]:
    """References of the child's assessments and plans, whose pages are pages of this child."""
    rows: list[Any] = [*assessments.of_child(child_id), *episodes.of_child(child_id)]
    return {row.ref for row in rows}


@page(duty=Duty.INDEX_TEAM)
def waiting(http: PageRequest) -> HttpResponse:
    """What was opened, by whom and why, newest first; brings itself up to date on a screen of its own."""
    since = http.now - timedelta(days=REVIEWED_DAYS)
    ours = Q(child__standing__authority_id=http.viewer.authority_id)
    fresh = list(sharing.overrides_to_review(http.viewer.authority_id)[:MOST])
    reviewed = list(sharing.overrides_reviewed(since=since).filter(ours)[:MOST])
    faces = people.faces(http.viewer, {row.child_id for row in fresh + reviewed}, at=http.now)
    is_still = "still" in http.GET
    response = render(
        http, "site/overrides.html", faces=faces, words=KIND_WORDS, now=http.now,
        waiting=[row for row in fresh if row.child_id in faces],
        reviewed=[row for row in reviewed if row.child_id in faces],
        is_still=is_still, seconds=EVERY_SECONDS,
    )  # fmt: skip
    if not is_still:
        response.headers["Refresh"] = f"{EVERY_SECONDS}; url={http.path}?by-itself"
    return response


@page(duty=Duty.INDEX_TEAM, writes=True)
def review(http: PageRequest, override: str) -> HttpResponse:
    """Record what somebody other than the opener found."""
    row = sharing.override(override)
    face = people.faces(http.viewer, [row.child_id], at=http.now).get(row.child_id) if row else None
    if row is None or face is None:
        raise NotVisible
    form = ReviewForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.review_override(
                ref=override, note=form.cleaned_data["note"], by=http.viewer, now=http.now
            )
            messages.success(http, "Your review is recorded.")
            return redirect("overrides:list")
    return render(
        http, "site/override_review.html", status=422 if form.errors else 200, form=form, row=row,
        face=face, words=KIND_WORDS,
    )  # fmt: skip
