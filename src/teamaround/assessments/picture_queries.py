"""Reading the drawings and photos in an assessment."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from teamaround.accounts.rules import Viewer
from teamaround.kernel.refusal import NotVisible

from . import queries
from .models import Assessment, Picture


def pictures(found: Assessment) -> QuerySet[Picture]:
    """The drawings and photos in an assessment, without the images themselves, in the order they came."""
    rows = Picture.objects.filter(assessment=found, taken_out_at__isnull=True)
    return rows.defer("image").select_related("added_by").order_by("added_at", "pk")


def images(found: Assessment) -> dict[str, bytes]:
    """The images themselves by their references, for whoever may read the assessment and prints it."""
    rows = Picture.objects.filter(assessment=found, taken_out_at__isnull=True)
    return {ref: bytes(image) for ref, image in rows.values_list("ref", "image")}


def picture(viewer: Viewer, ref: str, *, at: datetime) -> Picture:
    """One picture, for those who may read the assessment or wrote in it; noted as a look."""
    found = Picture.objects.select_related("assessment__agency").filter(ref=ref).first()
    if found is None or found.taken_out_at is not None:
        raise NotVisible
    seen = queries.sight(viewer, found.assessment.ref, at=at)
    if not seen.may_read and found.added_by_id != viewer.account_id:
        raise NotVisible
    return found
