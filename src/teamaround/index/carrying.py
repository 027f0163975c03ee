"""What goes along with an agency's record when it is moved or taken off, and goes back as it stood.

The agency's own number goes always; the involvements that the record brought go when the reviewer says so. Each
line of the record loses the fingerprint of what it said last, so that the agency's next file is read anew.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import F, Q

from teamaround.kernel import clock
from teamaround.people.services import give_number_back, pass_number_on
from teamaround.sharing.services import end_reach_of_many, move_reach, open_reach_again

from .models import Involvement, LinkEvent, SourceRecord
from .rules.ledger import line_of, number_in

Carried = dict[str, Any]


def carry(
    record: SourceRecord, *, to_id: int | None, with_involvements: bool, because: str, now: datetime
) -> Carried:
    """Let everything go along to a child, or end where there is none; returns it as it stood."""
    assert record.child_id is not None
    carried: Carried = {
        "linked_at": record.linked_at.isoformat(), "because": record.because, "number": [],
        "lines": _forget_lines(record),
    }  # fmt: skip
    if number := number_in(record.source_key):
        carried["number"] = pass_number_on(
            child_id=record.child_id,
            to_id=to_id,
            issuer_id=record.agency_id,
            value=number,
            because=because,
            now=now,
        )
    if with_involvements and to_id is not None:
        carried |= _move_involvements(record, to_id)
    elif with_involvements:
        carried |= _end_involvements(record, now=now)
    return carried


def brought_by(record: SourceRecord) -> list[Involvement]:
    """The involvements that an agency's record brought to the child it lies with, the newest first."""
    assert record.child_id is not None
    rows = Involvement.objects.filter(
        agency_id=record.agency_id, child_id=record.child_id, brought_by=record.source_key
    )
    return list(rows.select_related("service").order_by("-starts_on", "pk"))


def _forget_lines(record: SourceRecord) -> list[dict[str, Any]]:
    lines = _lines(record).exclude(row_hash="")
    held = [dict(row) for row in lines.order_by("pk").values("id", "row_hash")]
    lines.update(row_hash="")
    return held


def _lines(record: SourceRecord) -> Any:
    """The record's lines, and now and then another's whose number goes on after a space: it is only read anew."""
    first = line_of(record.source_key)
    of_record = Q(source_key=first) | Q(source_key__startswith=f"{first} ")
    return SourceRecord.objects.filter(of_record, agency_id=record.agency_id)


def _move_involvements(record: SourceRecord, to_id: int) -> Carried:
    assert record.child_id is not None
    rows = brought_by(record)
    Involvement.objects.filter(pk__in=[row.pk for row in rows]).update(child_id=to_id)
    sources = [row.ref for row in rows]
    reach = move_reach(sources=sources, child_id=record.child_id, to_id=to_id)
    return {"moved": sources, "reach": reach}


def _end_involvements(record: SourceRecord, *, now: datetime) -> Carried:
    assert record.child_id is not None
    ended, today = [], clock.day_of(now)
    for row in brought_by(record):
        if row.ends_on is None:
            row.ends_on, row.version = max(today, row.starts_on), row.version + 1
            row.save(update_fields=["ends_on", "version"])
            ended.append({"ref": row.ref, "ends_on": row.ends_on.isoformat(), "version": row.version})
    sources = [str(row["ref"]) for row in ended]
    return {"ended": ended, "reach": end_reach_of_many(sources=sources, child_id=record.child_id, at=now)}


def carry_back(event: LinkEvent, record: SourceRecord) -> None:
    """Everything goes back to where the record lay before, as it stood; what others changed since stays changed."""
    assert event.before_id is not None
    carried: Carried = event.carried
    give_number_back(carried["number"], child_id=event.before_id, from_id=event.child_id)
    _lines(record).update(row_hash="")
    for line in carried["lines"]:
        SourceRecord.objects.filter(pk=line["id"], linked_at__lte=event.at).update(row_hash=line["row_hash"])
    if event.child_id is not None:
        sources = carried.get("moved", [])
        held = Involvement.objects.filter(ref__in=sources, child_id=event.child_id)
        held.update(child_id=event.before_id)
        move_reach(sources=sources, child_id=event.child_id, to_id=event.before_id)
    for row in carried.get("ended", []):
        as_ended = Involvement.objects.filter(
            ref=row["ref"], version=row["version"], ends_on=date.fromisoformat(row["ends_on"])
        )
        if as_ended.update(ends_on=None, version=F("version") - 1):
            open_reach_again(carried["reach"], source=row["ref"])
    record.linked_at = datetime.fromisoformat(carried["linked_at"])
    record.because = carried["because"]
