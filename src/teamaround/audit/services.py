"""Writing the record, and sealing it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any, Protocol

from django.db import connection, transaction

from teamaround.kernel.arrays import as_array

from . import anchors, rules, sealed, spans
from .models import Gap, Seal

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
    with connection.cursor() as cursor:
        cursor.execute(
            _WRITE,
            [
                at, by.account_ref, by.account_id, by.agency_id, act, by.purpose, as_array(sorted(set(children))),
                about, said, _as_json(terms), _as_json(detail), by.source, by.request_id,
            ],
        )  # fmt: skip


def _as_json(said: dict[str, Any] | None) -> str | None:
    return None if said is None else json.dumps(said)


_WRITE = """INSERT INTO audit_entry (at, account_ref, account_id, agency_id, act, purpose, children, about, said, terms,
        detail, source, request_id)
    VALUES (%s, %s, %s, %s, %s, %s, %s::bigint[], %s, %s, %s::jsonb, %s::jsonb, %s, %s)"""
"""Written out: every page and call writes one, many of them two."""


@transaction.atomic
def seal(*, anchor: Path | None) -> int:
    """Seal every entry that is there and not yet sealed; returns how many. Waits for nobody."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
    oldest, gaps = sealed.oldest_running_transaction(), sealed.gaps()  # before entries are read
    facts, entries = _read(sealed.last_seal())
    if not entries.count:
        return 0
    left, empty = rules.gaps_after(
        gaps, held=rules.holds(facts), since=facts.since, upto=facts.upto,
        oldest=oldest, horizon=sealed.next_transaction(),
    )  # fmt: skip
    facts = replace(facts, count=entries.count, empty=spans.written(empty))
    facts = replace(facts, hash=rules.hash_of(facts, entries))
    Seal.objects.create(**asdict(facts))
    _note_gaps(before=gaps, after=left)
    if anchor is not None:
        transaction.on_commit(lambda: anchors.write(anchor, facts))
    return facts.count


def _read(last: rules.SealFacts | None) -> tuple[rules.SealFacts, rules.Hashing]:
    """What the next seal holds and its entries hashed, read as a stream in the order of numbers."""
    since = sealed.highest_number_before(last)
    held: list[spans.Span] = []
    entries = rules.Hashing()
    for entry in chain(sealed.come_late(), sealed.above(since)):
        spans.add(held, entry["id"])
        entries.add(rules.canonical(entry))
    facts = rules.SealFacts(
        number=last.number + 1 if last else 1, since=since, upto=max(since, held[-1][1] if held else 0),
        count=0, previous=last.hash if last else rules.START, hash="", format=rules.BY_NUMBER,
        holds=spans.written(held),
    )  # fmt: skip
    return facts, entries


def _note_gaps(*, before: list[rules.Gap], after: list[rules.Gap]) -> None:
    """Remember which numbers may still come."""
    Gap.objects.filter(first__in=[gap.first for gap in before if gap not in after]).delete()
    Gap.objects.bulk_create([Gap(**asdict(gap)) for gap in after if gap not in before])


def mend_anchors(path: Path) -> int:
    """Add the seals that a crash kept from the anchor file; returns how many."""
    newest = max((facts.number for facts in anchors.read(path)), default=0)
    anchors.end_last_line(path)
    missing = 0
    for facts in sealed.seals(after=newest):
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
