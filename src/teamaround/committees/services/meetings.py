"""The forward plan: entering what comes before a body, and its day."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from teamaround.accounts.rules import Duty, Viewer
from teamaround.audit.services import record
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal

from ..models import Body, Decision, PlannedItem, Publication


@transaction.atomic
def plan_item(
    *, body_ref: str, title: str, by: Viewer, now: datetime, meeting_on: date | None = None,
    came_from: Decision | None = None,
) -> PlannedItem:  # fmt: skip
    """Put something on a body's forward plan."""
    body = Body.objects.filter(ref=body_ref, authority_id=by.authority_id).first()
    if body is None or not by.can(Duty.KEEP_PLANS):
        raise NotVisible
    _check_day(body, meeting_on)
    item = PlannedItem.objects.create(
        ref=new_ref("FP"), authority_id=by.authority_id, body=body, title=title, meeting_on=meeting_on,
        came_from=came_from,
    )  # fmt: skip
    record("committees.item_planned", by=by, at=now, about=item.ref, said=title)
    return item


@transaction.atomic
def set_meeting(*, ref: str, meeting_on: date, by: Viewer, now: datetime) -> None:
    """Say at which meeting an item is put; once its paper is public, that stands."""
    rows = PlannedItem.objects.select_for_update(of=("self",)).select_related("body")
    item = rows.filter(ref=ref, authority_id=by.authority_id).first()
    if item is None or not by.can(Duty.KEEP_PLANS):
        raise NotVisible
    if Publication.objects.filter(paper__item=item).exists():
        raise Refusal(
            "published", "Its paper is published for the meeting that it names.", field="meeting_on"
        )
    _check_day(item.body, meeting_on)
    item.meeting_on = meeting_on
    item.save(update_fields=["meeting_on"])
    record("committees.meeting_set", by=by, at=now, about=ref)


def _check_day(body: Body, day: date | None) -> None:
    if day is not None and (day < body.starts_on or (body.ends_on is not None and day > body.ends_on)):
        raise Refusal("no-body", "The body is not there on that day.", field="meeting_on")
