"""Whose word each field of an entry is. Our own people's word stands against any source until they let go of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from .. import queries
from ..models import FieldWord


def sources_word(service_id: UUID, fields: Iterable[str], *, source_id: UUID, now: datetime) -> None:
    """Note that these fields are what a source said."""
    _say(service_id, fields, source_id, now)


def own_word(service_id: UUID, fields: Iterable[str], *, now: datetime) -> None:
    """Note that these fields are what our own people said; where no source tells of an entry, all of it is theirs."""
    if queries.is_told(service_id):
        _say(service_id, fields, None, now)


def _say(service_id: UUID, fields: Iterable[str], source_id: UUID | None, now: datetime) -> None:
    FieldWord.objects.bulk_create(
        [
            FieldWord(service_id=service_id, field=name, source_id=source_id, said_at=now)
            for name in dict.fromkeys(fields)
        ],
        update_conflicts=True, unique_fields=["service", "field"], update_fields=["source", "said_at"],
    )  # fmt: skip


def may_say(service_id: UUID, fields: Iterable[str], *, source_id: UUID) -> list[str]:
    """Those of these fields that a source may write: its own, and those that nobody has said."""
    words = queries.words_of(service_id)
    return [name for name in fields if name not in words or words[name].source_id == source_id]


def forget(service_id: UUID, field: str) -> None:
    """Let go of our own word for a field."""
    FieldWord.objects.filter(service=service_id, field=field, source__isnull=True).delete()
