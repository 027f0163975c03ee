"""Reading the record. Every page that does so is itself recorded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from .models import Entry, Seal
from .rules import FIELDS, SealFacts

LOOKS = ("page.shown", "api.shown", "command.shown")


@dataclass(frozen=True)
class Asked:
    """What somebody asks the record for; a part left empty asks for everything."""

    children: tuple[int, ...] = ()
    accounts: tuple[int, ...] = ()
    agency: int | None = None
    acts: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Kept:
    """Entries about these children are kept back, but for these acts and by these agencies."""

    children: tuple[int, ...] = ()
    but_acts: tuple[str, ...] = ()
    but_agencies: tuple[int, ...] = ()


def asked_for(
    asked: Asked, *, agencies: Iterable[int] | None = None, kept: Kept | None = None
) -> QuerySet[Entry]:
    """Entries that fit, newest first; with `agencies`, only what their people looked at or did."""
    condition = _fits(asked)
    if agencies is not None:
        condition &= Q(agency_id__in=list(agencies))
    if kept is not None and kept.children:
        open_to_all = Q(act__in=kept.but_acts) | Q(agency_id__in=kept.but_agencies)
        condition &= open_to_all | ~Q(children__overlap=list(kept.children))
    return Entry.objects.filter(condition).order_by("-at", "-id")


def _fits(asked: Asked) -> Q:
    parts = {
        "children__overlap": list(asked.children) or None, "account_id__in": asked.accounts or None,
        "agency_id": asked.agency, "act__in": asked.acts or None, "at__gte": asked.since,
        "at__lt": asked.until,
    }  # fmt: skip
    return Q(**{name: value for name, value in parts.items() if value is not None})


def older_than(rows: QuerySet[Entry], entry_id: int | None) -> QuerySet[Entry]:
    """Those that come after an entry when the newest are first: the next page."""
    last = Entry.objects.filter(pk=entry_id).first() if entry_id else None
    if last is None:
        return rows
    return rows.filter(Q(at__lt=last.at) | Q(at=last.at, id__lt=last.pk))


def entry(entry_id: int) -> Entry | None:
    """The entry with this number."""
    return Entry.objects.filter(pk=entry_id).first()


def seals(*, after: int = 0) -> Iterator[SealFacts]:
    """Seals in order, without holding them all."""
    rows = Seal.objects.filter(number__gt=after).order_by("number")
    for seal in rows.iterator(chunk_size=2000):
        yield _facts(seal)


def _facts(seal: Seal) -> SealFacts:
    return SealFacts(seal.number, seal.since, seal.upto, seal.count, seal.previous, seal.hash)


def last_seal() -> SealFacts | None:
    """The newest seal, if there is one."""
    seal = Seal.objects.order_by("-number").first()
    return _facts(seal) if seal else None


def oldest_running_transaction() -> int:
    """The transaction number below which nothing can be written any more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        return int(cursor.fetchone()[0])


def unsealed(*, since: int, upto: int) -> Iterator[dict[str, Any]]:
    """Entries with `since` <= transaction < `upto`, as they are hashed and exported."""
    return _as_exported(Entry.objects.filter(xid__gte=since, xid__lt=upto))


def _as_exported(rows: QuerySet[Entry]) -> Iterator[dict[str, Any]]:
    ordered = rows.order_by("xid", "id").values(*FIELDS)
    for row in ordered.iterator(chunk_size=2000):
        yield {**row, "at": row["at"].isoformat()}


def whole_record() -> Iterator[SealFacts | dict[str, Any]]:
    """Every seal followed by its entries, and last the entries not sealed yet.

    Ask inside one repeatable-read transaction; memory stays the same at any size.
    """
    entries = _as_exported(Entry.objects.all())
    entry = next(entries, None)
    for seal in seals():
        while entry is not None and entry["xid"] < seal.since:
            yield entry
            entry = next(entries, None)
        yield seal
        while entry is not None and entry["xid"] < seal.upto:
            yield entry
            entry = next(entries, None)
    while entry is not None:
        yield entry
        entry = next(entries, None)


def children_shown() -> tuple[dict[str, set[int]], dict[str, set[int]]]:
    """Children by the number of the request that showed them, and by account."""
    by_request: dict[str, set[int]] = defaultdict(set)
    by_account: dict[str, set[int]] = defaultdict(set)
    rows = Entry.objects.exclude(children=[]).values_list("request_id", "account_ref", "children")
    for request, account, children in rows.iterator(chunk_size=5000):
        by_request[request].update(children)
        by_account[account].update(children)
    return by_request, by_account
