"""Drawings and photos: adding one, showing one, taking one out."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.forms import refusals_on
from teamaround.design.render import render

from .. import picture_queries, queries, services
from ..forms import PictureForm, ReasonForm
from .frames import around


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def add(http: PageRequest, assessment: str) -> HttpResponse:
    """Add a drawing or photo to one's own writing."""
    found = queries.known(http.viewer, assessment, at=http.now)
    frame = around(http, found.child_id)
    own = None if http.viewer.agency_id in queries.leading(found) else queries.ours_in(http.viewer, found)
    form = PictureForm(http.POST or None, http.FILES or None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.add_picture(
                ref=assessment, content=form.content(), caption=form.cleaned_data["caption"],
                by=http.viewer, now=http.now, part_ref=own.ref if own else "",
            )  # fmt: skip
            messages.success(http, "The picture is in the assessment.")
            return redirect("assessments:read", assessment=assessment)
    return render(
        http, "assessments/picture_add.html", status=422 if form.errors else 200, form=form,
        assessment=found, **frame,
    )  # fmt: skip


@page(duty=Duty.FIND_CHILDREN)
def show(http: PageRequest, picture: str) -> HttpResponse:
    """The picture itself, for those who may read the assessment; the look is recorded."""
    kept = picture_queries.picture(http.viewer, picture, at=http.now)
    answer = HttpResponse(bytes(kept.image), content_type=kept.media_type)
    answer.headers["Content-Disposition"] = "inline"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


@page(duty=Duty.WRITE_ASSESSMENTS, writes=True)
def take_out(http: PageRequest, picture: str) -> HttpResponse:
    """Take a picture out, saying why."""
    kept = picture_queries.picture(http.viewer, picture, at=http.now)
    frame = around(http, kept.child_id)
    form = ReasonForm(http.POST or None)
    if http.method == "POST" and form.is_valid():
        with refusals_on(form):
            services.take_out_picture(ref=picture, by=http.viewer, now=http.now, **form.cleaned_data)
            messages.success(http, "The picture is taken out.")
            return redirect("assessments:read", assessment=kept.assessment.ref)
    return render(
        http, "assessments/picture_out.html", status=422 if form.errors else 200, form=form, picture=kept,
        assessment=kept.assessment, **frame,
    )  # fmt: skip
