"""Saying whether a service has room."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel.refusal import NotVisible

from ..models import Capacity
from ..rules.capacity import Room, check_room, room_in_words
from .changing import give_nothing_away, held, may_send


@transaction.atomic
def say_room(*, service_id: UUID, room: Room, by: Viewer, now: datetime) -> Capacity:
    """Say whether there is room; it stands at once, with the day and who said it."""
    service = held(service_id)
    if not may_send(by, service):
        raise NotVisible
    check_room(room)
    give_nothing_away(service, {"note": room.note})
    said = Capacity.objects.create(service=service, said_at=now, said_by=by.agency_name, **asdict(room))
    record(
        "directory.room_said", by=by, at=now, about=str(service_id),
        said=f"{service.name}: {room_in_words(room)}",
    )  # fmt: skip
    return said
