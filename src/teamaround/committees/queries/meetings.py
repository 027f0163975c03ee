"""The forward plan: what comes before which body and when."""

from __future__ import annotations

from datetime import date

from django.db.models import F, Q, QuerySet

from teamaround.accounts.rules import Viewer
from teamaround.kernel.refusal import NotVisible

from ..models import PlannedItem
from ..rules.assembling import Meeting
from ..rules.wording import day as in_words
from . import bodies


def planned(viewer: Viewer, *, on: date) -> QuerySet[PlannedItem]:
    """What is still to come before one's own authority's bodies; what has no day yet comes last."""
    rows = PlannedItem.objects.filter(authority_id=viewer.authority_id)
    rows = rows.filter(Q(meeting_on__isnull=True) | Q(meeting_on__gte=on))
    return rows.select_related("body", "came_from", "paper").order_by(
        F("meeting_on").asc(nulls_last=True), "pk"
    )


def item(viewer: Viewer, ref: str) -> PlannedItem:
    """One item of one's own authority."""
    rows = PlannedItem.objects.select_related("body", "came_from__paper", "paper")
    found = rows.filter(authority_id=viewer.authority_id, ref=ref).first()
    if found is None:
        raise NotVisible
    return found


def meeting_of(found: PlannedItem, *, on: date) -> Meeting:
    """Before whom it is put and when, the body under its name of that day."""
    day = found.meeting_on
    named = bodies.bodies_by_id([found.body_id], on=day or on)[found.body_id].name
    return Meeting(named, in_words(day) if day else "")
