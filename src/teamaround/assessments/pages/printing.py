"""An assessment as a copy for paper: a page or a PDF, in ordinary or large letters."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.paper import Copy, copy

from .. import picture_queries, queries
from .reading import gathered

NOT_ON_PAPER = frozenset({"addresses", "carers"})  # parents who live apart may both be handed a copy


@page(duty=Duty.FIND_CHILDREN)
def printed(http: PageRequest, assessment: str, as_pdf: bool = False) -> HttpResponse:
    """The assessment for paper, for those who may read it."""
    seen = queries.sight(http.viewer, assessment, at=http.now)
    if not seen.may_read:
        return redirect("assessments:read", assessment=assessment)
    definition = queries.form_of(seen.assessment)
    images = picture_queries.images(seen.assessment) if as_pdf else {}
    asked = Copy(
        template="assessments/printed.html",
        page=reverse("assessments:printed", kwargs={"assessment": assessment}),
        pdf=reverse("assessments:printed_pdf", kwargs={"assessment": assessment}),
        back=reverse("assessments:read", kwargs={"assessment": assessment}),
        file_name="assessment",
        language=definition.language if definition.is_in_another_language else "en-GB",
        pictures=images,
    )
    return copy(http, asked, as_pdf=as_pdf, **gathered(http, seen, without=NOT_ON_PAPER))
