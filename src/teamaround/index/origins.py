"""Where a child's entry comes from: agencies' records that lie with it, how they came, and what was moved away."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from teamaround.accounts.rules import Viewer
from teamaround.matching.reasons import Step
from teamaround.people import queries as people
from teamaround.people.queries import Face
from teamaround.sharing.rules import Act
from teamaround.sharing.services import check

from . import carrying
from .models import Involvement, LinkEvent, SourceRecord
from .rules.ledger import HOW_WORDS, OF_LINE, UNDOABLE, How, number_in, steps_as_kept

MOST_SHOWN = 50


@dataclass(frozen=True)
class Entry:
    """One entry of the ledger, in words; `before` and `after` are children whom the viewer may know of."""

    event: LinkEvent
    words: str
    before: Face | None
    after: Face | None
    may_be_undone: bool = False

    @property
    def steps(self) -> tuple[Step, ...]:
        """The waterfall, where there is one."""
        return steps_as_kept(self.event.steps)


@dataclass(frozen=True)
class Origin:
    """A record of an agency, and the entries about it, the newest first."""

    record: SourceRecord
    number: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Origins:
    """The records that lie with a child now, and those that a person moved away or took off."""

    here: tuple[Origin, ...]
    gone: tuple[Entry, ...]
    has_more: bool


def origins(viewer: Viewer, child_id: int, *, at: datetime) -> Origins:
    """For the index team that keeps the child; nobody is named whom the viewer may not know of."""
    check(viewer, Act.CHANGE_IDENTITY, child_id, at=at)
    rows = list(_records().filter(child_id=child_id).order_by("linked_at", "pk")[: MOST_SHOWN + 1])
    shown = rows[:MOST_SHOWN]
    events = _events(Q(agency_id__in={row.agency_id for row in shown}) & _of(shown)) if shown else []
    gone = _events(Q(before_id=child_id, how__in=UNDOABLE, undone_by__isnull=True))
    named = {each for event in (*events, *gone) for each in (event.child_id, event.before_id) if each}
    faces = people.faces(viewer, named - {child_id}, at=at)
    by_record: dict[tuple[int, str], list[Entry]] = defaultdict(list)
    for event in events:
        by_record[event.agency_id, event.source_key].append(_entry(event, faces, child_id))
    return Origins(
        tuple(
            Origin(row, number_in(row.source_key), tuple(by_record[row.agency_id, row.source_key]))
            for row in shown
        ),
        tuple(_entry(event, faces, child_id) for event in gone),
        len(rows) > MOST_SHOWN,
    )


def record_of(viewer: Viewer, child_id: int, record: int, *, at: datetime) -> SourceRecord | None:
    """One record that lies with a child, for the team that keeps it."""
    check(viewer, Act.CHANGE_IDENTITY, child_id, at=at)
    return _records().filter(child_id=child_id, pk=record).first()


def brought(record: SourceRecord) -> list[Involvement]:
    """The involvements that a record brought."""
    return carrying.brought_by(record)


def moved_away(viewer: Viewer, child_id: int, event: int, *, at: datetime) -> Entry | None:
    """One moving or taking off that may be undone."""
    check(viewer, Act.CHANGE_IDENTITY, child_id, at=at)
    found = _events(Q(pk=event, before_id=child_id, how__in=UNDOABLE, undone_by__isnull=True))
    if not found:
        return None
    faces = people.faces(viewer, [each for each in (found[0].child_id,) if each], at=at)
    return _entry(found[0], faces, child_id)


def _records() -> QuerySet[SourceRecord]:
    return SourceRecord.objects.exclude(source_key__startswith=OF_LINE).select_related("agency")


def _of(rows: Iterable[SourceRecord]) -> Q:
    return Q(source_key__in=[row.source_key for row in rows])


def _events(wanted: Q) -> list[LinkEvent]:
    rows = LinkEvent.objects.filter(wanted).select_related("agency", "by", "undone_by").order_by("-at", "-pk")
    return list(rows[: MOST_SHOWN * 4])


def _entry(event: LinkEvent, faces: dict[int, Face], child_id: int) -> Entry:
    is_here = event.before_id == child_id and event.how in UNDOABLE and not hasattr(event, "undone_by")
    return Entry(
        event,
        HOW_WORDS[How(event.how)],
        faces.get(event.before_id or 0),
        faces.get(event.child_id or 0),
        is_here,
    )
