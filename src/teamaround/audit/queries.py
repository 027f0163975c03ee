"""Reading the record. Every page that does so is itself recorded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from .models import Entry, Seal
from .rules import FIELDS, SealFacts


def about_child(child_id: int) -> QuerySet[Entry]:
    """Every look at and act about one child, newest first."""
    return Entry.objects.filter(children__contains=[child_id]).order_by("-at", "-id")


def by_account(account_id: int) -> QuerySet[Entry]:
    """Everything one person looked at or did, newest first."""
    return Entry.objects.filter(account_id=account_id).order_by("-at", "-id")


def by_agency(agency_id: int) -> QuerySet[Entry]:
    """Everything an agency's people looked at or did, newest first."""
    return Entry.objects.filter(agency_id=agency_id).order_by("-at", "-id")


def recent_acts(act: str, *, since: datetime) -> QuerySet[Entry]:
    """Entries of one kind of act since a moment, newest first."""
    return Entry.objects.filter(act=act, at__gte=since).order_by("-at", "-id")


def seals() -> list[SealFacts]:
    """All seals in order."""
    return [
        SealFacts(seal.number, seal.since, seal.upto, seal.count, seal.previous, seal.hash)
        for seal in Seal.objects.order_by("number")
    ]


def last_seal() -> SealFacts | None:
    """The newest seal, if there is one."""
    seal = Seal.objects.order_by("-number").first()
    return seal and SealFacts(
        seal.number, seal.since, seal.upto, seal.count, seal.previous, seal.hash
    )


def oldest_running_transaction() -> int:
    """The transaction number below which nothing can be written any more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        return int(cursor.fetchone()[0])


def exported(*, since: int, upto: int) -> Iterator[dict[str, Any]]:
    """Entries with `since` <= transaction < `upto`, as they are hashed and exported."""
    rows = Entry.objects.filter(xid__gte=since, xid__lt=upto).order_by("xid", "id")
    for row in rows.values(*FIELDS).iterator(chunk_size=2000):
        yield {**row, "at": row["at"].isoformat()}
