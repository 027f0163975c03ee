"""Writing the record, and sealing it."""

from __future__ import annotations

import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from django.db import connection, transaction

from . import anchors, queries, rules
from .models import Entry, Seal

LOCK = 7_201_440  # one sealer at a time, whoever started it


class By(Protocol):
    """Whoever acts: the viewer of accounts, seen from below."""

    @property
    def account_id(self) -> int: ...
    @property
    def account_ref(self) -> str: ...
    @property
    def agency_id(self) -> int: ...
    @property
    def source(self) -> str: ...
    @property
    def request_id(self) -> str: ...
    @property
    def purpose(self) -> str: ...
    @property
    def on_behalf_of(self) -> str: ...


def record(
    act: str,
    *,
    by: By,
    at: datetime,
    children: Iterable[int] = (),
    about: str = "",
    said: str = "",
    terms: dict[str, Any] | None = None,
    detail: dict[str, Any] | None = None,
) -> None:
    """Write one entry in the transaction at hand; when it cannot be written, nothing happens.

    `children` are row numbers of the children seen or acted upon, `about` the reference of
    the thing acted upon, `terms` what was searched for, `detail` old and new values. The
    person whom a service account acts for is kept in `detail` too.
    """
    if by.on_behalf_of:
        detail = {**(detail or {}), "on_behalf_of": by.on_behalf_of}
    if not connection.in_atomic_block:
        raise RuntimeError("An act is recorded in the transaction of the act itself.")
    Entry.objects.bulk_create(
        [
            Entry(
                at=at, account_ref=by.account_ref, account_id=by.account_id,
                agency_id=by.agency_id, act=act, purpose=by.purpose,
                children=sorted(set(children)), about=about, said=said, terms=terms,
                detail=detail, source=by.source, request_id=by.request_id,
            )
        ]
    )  # fmt: skip


@transaction.atomic
def seal(*, anchor: Path | None) -> int:
    """Seal every finished entry not yet sealed; returns how many. Safe to call from anywhere."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
    last = queries.last_seal()
    facts = _next_seal(last, upto=queries.oldest_running_transaction())
    if not facts.count:
        return 0
    Seal.objects.create(
        number=facts.number, since=facts.since, upto=facts.upto, count=facts.count,
        previous=facts.previous, hash=facts.hash,
    )  # fmt: skip
    if anchor is not None:
        transaction.on_commit(lambda: anchors.write(anchor, facts))
    return facts.count


def _next_seal(last: rules.SealFacts | None, *, upto: int) -> rules.SealFacts:
    """The seal over what is finished and not sealed yet, read as a stream."""
    previous, since, number = (last.hash, last.upto, last.number + 1) if last else (rules.START, 0, 1)
    entries = map(rules.canonical, queries.unsealed(since=since, upto=upto))
    return rules.sealed(previous=previous, number=number, since=since, upto=upto, entries=entries)


def mend_anchors(path: Path) -> int:
    """Add the seals that a crash kept from the anchor file; returns how many."""
    newest = max((facts.number for facts in anchors.read(path)), default=0)
    anchors.end_last_line(path)
    missing = 0
    for facts in queries.seals(after=newest):
        anchors.write(path, facts)
        missing += 1
    return missing


def seal_until_stopped(*, anchor: Path, every: float = 1.0) -> None:
    """Seal once a second for as long as this process lives; waits out a database that is away."""
    from django.db import OperationalError, close_old_connections

    mended = False
    while True:
        try:
            if not mended:
                mend_anchors(anchor)
                mended = True
            seal(anchor=anchor)
        except OperationalError:
            close_old_connections()
        time.sleep(every)
