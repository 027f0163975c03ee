"""Reading the record. Every page that does so is itself recorded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from .models import Entry

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


def children_shown() -> tuple[dict[str, set[int]], dict[str, set[int]]]:
    """Children by the number of the request that showed them, and by account."""
    by_request: dict[str, set[int]] = defaultdict(set)
    by_account: dict[str, set[int]] = defaultdict(set)
    rows = Entry.objects.exclude(children=[]).values_list("request_id", "account_ref", "children")
    for request, account, children in rows.iterator(chunk_size=5000):
        by_request[request].update(children)
        by_account[account].update(children)
    return by_request, by_account
