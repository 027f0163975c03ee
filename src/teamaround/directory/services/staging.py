"""A page of what a source tells, laid beside what it told before; nothing of it is public by that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel.refusal import Refusal

from .. import queries
from ..models import Staged, Taking
from ..rules.feeds import likeness
from ..rules.feeds.paging import Arrived
from ..rules.feeds.reading import Read, read
from ..rules.feeds.standing import Standing, after_telling, digest
from .letting_stand import stand
from .looking_up import weigh
from .writing_told import give_nothing_away

WRITTEN = (
    "name", "organisation_name", "told", "mark", "summary", "state", "because", "notes", "likes", "last_told_at",
    "seen_in",
)  # fmt: skip
SHOWN_NAME = 300
TWICE = "It is told twice under one identifier, each time otherwise. Ask the source which one holds."


@dataclass
class Beside:
    """What the entries of one taking-in are laid beside; made once and used page by page."""

    index: likeness.Index
    hidden: Sequence[tuple[str, str]]
    linked: set[str]
    to_weigh: list[UUID] = field(default_factory=list)


def beside(source_id: UUID) -> Beside:
    """Everything that new entries of a source are compared with."""
    linked = Staged.objects.filter(source=source_id, service__isnull=False).values_list(
        "service_id", flat=True
    )
    return Beside(queries.index_of_entries(), queries.every_confidential_address(), set(map(str, linked)))


@transaction.atomic
def stage(
    taking: Taking, arrived: Sequence[Arrived], *, known: Beside, by: Viewer, now: datetime
) -> Counter[str]:
    """Lay one page beside what was told before; how many entries became what."""
    keys = [each.key for each in arrived]
    rows = Staged.objects.select_for_update(of=("self",)).select_related("source", "service")
    there = {row.key: row for row in rows.filter(source=taking.source_id, key__in=keys)}
    counts: Counter[str] = Counter()
    new: list[Staged] = []
    moved: list[Staged] = []
    as_before: list[UUID] = []
    for each in arrived:
        row = there.get(each.key)
        if row is not None and row.seen_in_id == taking.pk:
            counts["repeated"] += 1
            _told_twice(row, each)
            continue
        if row is None:
            row = there[each.key] = Staged(
                source=taking.source, key=each.key, first_told_at=now, seen_in=taking, last_told_at=now
            )
            new.append(row)
        summary = row.summary
        outcome = _lay(row, each, taking, known, now)
        counts[outcome] += 1
        if not row._state.adding:
            if outcome == "same" and summary == row.summary:
                as_before.append(row.pk)
            else:
                moved.append(row)
    _write(new, moved, as_before, taking, now)
    _stand_at_once(moved, taking, known, by=by, now=now)
    return counts


def _write(
    new: list[Staged], moved: list[Staged], as_before: list[UUID], taking: Taking, now: datetime
) -> None:
    """Write what is new, what moved, and of the rest only that it was told again."""
    Staged.objects.bulk_create(new, batch_size=200)
    Staged.objects.bulk_update(moved, WRITTEN, batch_size=200)
    Staged.objects.filter(pk__in=as_before).update(seen_in=taking, last_told_at=now)


def _lay(row: Staged, arrived: Arrived, taking: Taking, known: Beside, now: datetime) -> str:
    """One entry; returns what it is counted as."""
    row.seen_in, row.last_told_at = taking, now
    was = Standing(row.state) if row.state else None
    if arrived.raw is not None or arrived.fault:
        before = row.mark
        _write_down(row, arrived, known)
        is_as_before = row.mark == before
    else:
        is_as_before = True
    if row.because:
        row.state = Standing.LEFT if was is Standing.LEFT else Standing.FAULTY
        return str(row.state)
    _place(row, was, known)
    return "same" if is_as_before and was == row.state else str(row.state)


def _write_down(row: Staged, arrived: Arrived, known: Beside) -> None:
    found = Read(arrived.key, {}, fault=arrived.fault) if arrived.fault else read(arrived.raw)
    row.because, row.notes, row.summary = found.fault, list(found.notes), arrived.summary
    if found.told.get("service"):
        row.name = found.told["service"]["name"][:SHOWN_NAME]
    if found.fault:
        row.mark = ""
        return
    row.told, row.mark = found.told, digest(found.told)
    row.organisation_name = found.told["organisation"]["name"]
    try:
        give_nothing_away(found.told, hidden=known.hidden)
    except Refusal as refusal:
        row.because = refusal.sentence


def _place(row: Staged, was: Standing | None, known: Beside) -> None:
    """Where it stands now, and what of the directory it looks like."""
    is_taken = row.service_id is not None
    if not is_taken and was is not Standing.LEFT:
        found = known.index.like(likeness.of_told(row.told), but={*row.others, *known.linked})
        row.likes = [{"ident": each.ident, "because": list(each.because)} for each in found]
    row.state = after_telling(
        was, is_taken=is_taken, is_as_taken=row.taken == row.mark, looks_like_another=bool(row.likes)
    )


def _told_twice(row: Staged, arrived: Arrived) -> None:
    """The same identifier once more in one taking-in: harmless when it says the same."""
    found = read(arrived.raw) if arrived.raw is not None else None
    if found is None or (not found.fault and digest(found.told) == row.mark) or row.state == Standing.LEFT:
        return
    row.state, row.because, row.mark = Standing.FAULTY, TWICE, ""
    if not row._state.adding:
        row.save(update_fields=["state", "because", "mark"])


def _stand_at_once(
    rows: Sequence[Staged], taking: Taking, known: Beside, *, by: Viewer, now: datetime
) -> None:
    """Later changes of a source that is trusted stand without a keeper; each is in the audit."""
    if not taking.source.stands_at_once:
        return
    stood = []
    for row in rows:
        if row.state == Standing.CHANGED and row.taken:
            service, fields = stand(row, hidden=known.hidden, now=now)
            stood.append(service.pk)
            record(
                "directory.told_stands", by=by, at=now, about=str(service.pk), detail={"fields": fields},
                said=f"{row.name}, as {row.source.name} tells it",
            )  # fmt: skip
    weigh(stood)


def summaries(source_id: UUID, keys: Sequence[str]) -> Mapping[str, str]:
    """What a feed's list said of these entries when they were last told whole and could be used."""
    rows = (
        Staged.objects.filter(source=source_id, key__in=keys)
        .exclude(summary="")
        .exclude(state=Standing.FAULTY)
    )
    return dict(rows.values_list("key", "summary"))
