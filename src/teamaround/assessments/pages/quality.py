"""How well an assessment is written: a second reader's page, the writers' page, and themes for training."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render
from teamaround.kernel.refusal import NotVisible
from teamaround.kernel.typed import whole

from .. import quality_queries, queries, services
from ..models import QualityReview
from ..quality_forms import RemarksForm, ReplyForm, as_shown
from ..queries import Sight
from ..rules import quality
from ..rules.quality import DEPTH_WORDS, HIDDEN_UNDER, Depth
from .frames import around

A_YEAR = timedelta(days=365)


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def writing(http: PageRequest, assessment: str) -> HttpResponse:
    """What second readers say; for whoever can be one, the form; for writers, what was given to them."""
    seen = queries.sight(http.viewer, assessment, at=http.now)
    if not seen.may_read:
        raise NotVisible
    is_writer = http.viewer.account_id in quality_queries.writers(seen.assessment)
    draft = quality_queries.own_draft(http.viewer, seen.assessment)
    areas = quality.areas(queries.form_of(seen.assessment))
    form = RemarksForm(http.POST or None, areas=areas, initial=as_shown(draft))
    if http.method == "POST" and form.is_valid():
        done = _keep(http, seen, form)
        if done is not None:
            return done
    return _shown(http, seen, form, areas, draft=draft, is_writer=is_writer, reply=ReplyForm())


def _keep(http: PageRequest, seen: Sight, form: RemarksForm) -> HttpResponse | None:
    gives = http.POST.get("then") == "give"
    with refusals_on(form):
        services.keep_remarks(
            ref=seen.assessment.ref, remarks=form.remarks(), by=http.viewer, now=http.now, give=gives,
            version=whole(str(http.POST.get("version", "")), 0),
        )  # fmt: skip
        messages.success(http, "Given to those who wrote it." if gives else "Kept. Nobody else sees it yet.")
        return redirect("assessments:quality", assessment=seen.assessment.ref)
    return None


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def answer(http: PageRequest, assessment: str, review: str) -> HttpResponse:
    """A writer has read a review, and may answer."""
    seen = queries.sight(http.viewer, assessment, at=http.now)
    form = ReplyForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.read_remarks(
                ref=assessment,
                review_ref=review,
                reply=form.cleaned_data["reply"],
                by=http.viewer,
                now=http.now,
            )
    if not form.errors:
        return redirect("assessments:quality", assessment=assessment)
    areas = quality.areas(queries.form_of(seen.assessment))
    return _shown(http, seen, RemarksForm(areas=areas), areas, draft=None, is_writer=True, reply=form)


def _shown(
    http: PageRequest, seen: Sight, form: RemarksForm, areas: dict[str, str], *, draft: QualityReview | None,
    is_writer: bool, reply: ReplyForm,
) -> HttpResponse:  # fmt: skip
    rows = quality_queries.with_me(http.viewer, seen.assessment)
    return render(
        http, "assessments/quality.html", status=422 if form.errors or reply.errors else 200,
        **around(http, seen.assessment.child_id), assessment=seen.assessment, form=form, areas=areas, draft=draft,
        is_writer=is_writer, reply=reply, given=[_told(row, areas) for row in rows],
    )  # fmt: skip


def _told(row: QualityReview, areas: dict[str, str]) -> dict[str, Any]:
    """A review in words."""
    return {
        "row": row,
        "depths": [(areas.get(key, key), DEPTH_WORDS[Depth(depth)]) for key, depth in row.depths.items()],
        "themes": [quality.themes().get(key, key) for key in row.themes],
    }


@page(duty=Duty.SEE_COUNTS)
def themes(http: PageRequest) -> HttpResponse:
    """What comes up in the writing over a year, for training: counts, and small ones hidden."""
    since = http.today - A_YEAR
    return render(
        http, "assessments/themes.html", since=since, hidden_under=HIDDEN_UNDER,
        rows=quality_queries.themes(http.viewer.authority_id, since=since),
    )  # fmt: skip
