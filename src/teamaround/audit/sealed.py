"""Reading the record in the order of its seals: to seal what is new, to export it, to check it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.models import Max, Q, QuerySet

from . import spans
from .models import Entry, Gap, Seal
from .rules import BY_TRANSACTION, FIELDS, SealFacts, holds
from .rules import Gap as OpenGap

Row = dict[str, Any]
FACTS = SealFacts.__slots__
AT_ONCE = 2000


def seals(*, after: int = 0) -> Iterator[SealFacts]:
    """Seals in order, without holding them all."""
    return _seals(number__gt=after)


def _seals(**which: int) -> Iterator[SealFacts]:
    rows = Seal.objects.filter(**which).order_by("number").values(*FACTS)
    for row in rows.iterator(chunk_size=AT_ONCE):
        yield SealFacts(**row)


def last_seal() -> SealFacts | None:
    """The newest seal, if there is one."""
    row = Seal.objects.order_by("-number").values(*FACTS).first()
    return SealFacts(**row) if row else None


def gaps() -> list[OpenGap]:
    """Numbers passed over that may still come, rising."""
    return [OpenGap(*row) for row in Gap.objects.order_by("first").values_list("first", "last", "horizon")]


def oldest_running_transaction() -> int:
    """The transaction number below which nothing can be written any more."""
    return _number("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")


def next_transaction() -> int:
    """Above the number of every transaction that has written anything so far."""
    return _number("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")


def _number(question: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return int(cursor.fetchone()[0])


def above(number: int) -> Iterator[Row]:
    """Entries with a higher number, as they are hashed and exported."""
    return _exported(Entry.objects.filter(id__gt=number).order_by("id"))


def come_late() -> Iterator[Row]:
    """Entries whose number a seal passed over because their transaction had not ended yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.id FROM audit_gap g JOIN audit_entry e ON e.id BETWEEN g.first AND g.last ORDER BY e.id"
        )
        found = [number for (number,) in cursor.fetchall()]
    return _these(found)


def _these(found: list[int]) -> Iterator[Row]:
    for at in range(0, len(found), AT_ONCE):
        yield from _exported(Entry.objects.filter(id__in=found[at : at + AT_ONCE]).order_by("id"))


def _exported(rows: QuerySet[Entry]) -> Iterator[Row]:
    for row in rows.values(*FIELDS).iterator(chunk_size=AT_ONCE):
        yield {**row, "at": row["at"].isoformat()}


def highest_number_before(last: SealFacts | None) -> int:
    """The highest number that stands under a seal or was passed over, up to this seal."""
    if last is None or last.format != BY_TRANSACTION:
        return last.upto if last else 0
    return int(Entry.objects.filter(_of_old(last.upto)).aggregate(top=Max("id"))["top"] or 0)


def _of_old(upto: int) -> Q:
    """Entries under seals by transaction, of which the last ends below `upto`."""
    return Q(xid__gt=0, xid__lt=upto)


def whole_record() -> Iterator[SealFacts | Row]:
    """Every seal followed by its entries, and last the entries not sealed yet.

    Ask inside one repeatable-read transaction; memory stays the same at any size.
    """
    old = Seal.objects.filter(format=BY_TRANSACTION).order_by("-number").first()
    upto = old.upto if old else 0
    yield from _by_transaction(upto)
    yield from _by_number(upto)


def _by_transaction(upto: int) -> Iterator[SealFacts | Row]:
    """The seals of the first kind, each before its entries."""
    entries = _exported(Entry.objects.filter(_of_old(upto)).order_by("xid", "id"))
    entry = next(entries, None)
    for seal in _seals(format=BY_TRANSACTION):
        yield seal
        while entry is not None and entry["xid"] < seal.upto:
            yield entry
            entry = next(entries, None)


def _by_number(old: int) -> Iterator[SealFacts | Row]:
    """The seals of today; an entry that one passes over waits for the one that holds it."""
    entries = _exported(Entry.objects.filter(~_of_old(old)).order_by("id"))
    entry = next(entries, None)
    passed: list[int] = []
    for seal in _seals(format__gt=BY_TRANSACTION):
        yield seal
        held = holds(seal)
        yield from _these([number for number in passed if spans.has(held, number)])
        passed = [number for number in passed if not spans.has(held, number)]
        while entry is not None and entry["id"] <= seal.upto:
            if spans.has(held, entry["id"]):
                yield entry
            else:
                passed.append(entry["id"])
            entry = next(entries, None)
    yield from _these(passed)
    if entry is not None:
        yield entry
        yield from entries
