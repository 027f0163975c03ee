"""Trying a file out, and taking it in: batch by batch, each recorded as a whole or not at all.

Killed at any moment, an import goes on where the last batch ended: what is done is in the
database, and the rest is read from the file again.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import OperationalError, connection, transaction
from psycopg.errors import DeadlockDetected, SerializationFailure

from teamaround.accounts.door import acting
from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.dates import DateForm
from teamaround.kernel.refusal import Refusal
from teamaround.kernel.sweeping import nothing_swept

from .. import queries
from ..files.opening import AgencyFile
from ..models import Import
from ..rules.fields import Field
from ..rules.mapping import Mapping
from ..rules.outcomes import Counts, Report
from ..rules.progress import Batch, State, batches, check_can_run, check_can_stop
from ..rules.row_in_hand import Terms
from ..rules.shapes import Row
from .planning import Planner
from .receiving import NOT_COUNTED, for_change, read_through
from .recording import HiddenMeanwhile, record_batch
from .references import references
from .understanding import understand_again

LOCK = 7_201_441  # one batch at a time in the whole installation, so that no child is founded twice
TRIES = 8
SHOWN = 100  # refusals and notices kept with a preview
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Reading:
    """A file and everything that its rows are read by."""

    file: AgencyFile
    mapping: Mapping
    forms: dict[Field, DateForm]
    rows: int
    agency_id: int

    def planner(self, *, today: date) -> Planner:
        """A planner that starts at the first row."""
        known = references(self.agency_id, today=today)
        return Planner(Terms(self.mapping, self.forms, today, known.services.sensitive), known)

    def in_batches(self) -> Iterator[tuple[Batch, list[Row]]]:
        """The rows, in the batches that are the same whenever the file is read."""
        rows = self.file.rows()
        for batch in batches(self.rows):
            yield batch, list(islice(rows, batch.end - batch.start))


def reading_of(kept: Import) -> Reading:
    """The file of an import whose columns are settled."""
    file, mapping, forms = understand_again(queries.content_of(kept), kept=kept)
    return Reading(file, mapping, forms, kept.rows, kept.agency_id)


def try_out(
    reading: Reading, *, by: Viewer, file_name: str, about: tuple[str, ...], progress: Progress
) -> Report:
    """What would become of every row, nothing recorded."""
    started, counts = time.monotonic(), Counts()
    refusals, notices = [], []
    with acting(by):
        planner = reading.planner(today=clock.today())
    for batch, rows in reading.in_batches():
        with nothing_swept(), acting(by):
            planned = planner.plan(rows)
        counts = counts.plus(each.outcome for each in planned)
        refusals += [fault for each in planned for fault in each.faults]
        notices += [notice for each in planned for notice in each.notices]
        progress(batch.end, reading.rows)
    return Report(
        file_name,
        planner.references.agency_name,
        is_dry_run=True,
        counts=counts,
        refusals=tuple(refusals),
        notices=tuple(notices),
        about_the_file=about,
        seconds=time.monotonic() - started,
    )


def preview(*, ref: str, by: Viewer) -> None:
    """Try an import out and keep what would become of it, for the page to show."""
    with acting(by):
        kept = read_through(ref, by=by, now=clock.now())
        reading = reading_of(kept)

    def progress(done: int, rows: int) -> None:  # noqa: ARG001
        _note_preview(ref, kept.version, by=by, preview_done=done, beat_at=clock.now())

    about = tuple(kept.about_the_file)
    report = try_out(reading, by=by, file_name=kept.file_name, about=about, progress=progress)
    shown = {
        "counts": report.counts.as_json(),
        "refusals": [fault.as_json() for fault in report.refusals[:SHOWN]],
        "refusals_in_all": len(report.refusals),
        "notices": [notice.as_json() for notice in report.notices[:SHOWN]],
        "notices_in_all": len(report.notices),
    }
    _note_preview(ref, kept.version, by=by, preview=shown, state=State.PREVIEWED, beat_at=None)


def _note_preview(ref: str, version: int, *, by: Viewer, **changes: Any) -> None:
    """Keep a preview's progress, unless the columns were settled anew or the file is being taken in meanwhile."""
    with acting(by):
        Import.objects.filter(ref=ref, version=version, state=State.MAPPED).update(**changes)


@transaction.atomic
def begin(*, ref: str, by: Viewer, now: datetime) -> Import:
    """Say that a file shall be taken in (or go on); whoever works on files does the rest."""
    kept = for_change(ref, by)
    check_can_run(State(kept.state))
    if kept.rows == NOT_COUNTED:
        raise Refusal("import-not-read", "The file is still being read through. Look at its preview first.")
    kept.state, kept.stopped_because, kept.beat_at = State.RUNNING, "", None
    kept.started_at = kept.started_at or now
    kept.save(update_fields=["state", "stopped_because", "beat_at", "started_at"])
    record("exchange.begun", by=by, at=now, about=kept.ref)
    return kept


@transaction.atomic
def stop(*, ref: str, by: Viewer, now: datetime, because: str) -> Import:
    """Stop after the batch at hand; what is recorded stays."""
    kept = for_change(ref, by)
    check_can_stop(State(kept.state))
    kept.state, kept.stopped_because = State.STOPPED, because
    kept.save(update_fields=["state", "stopped_because"])
    record("exchange.stopped", by=by, at=now, about=kept.ref, said=because)
    return kept


def take_in(*, ref: str, by: Viewer, progress: Progress) -> Import:
    """Take in what is left of a file that was begun; returns when it is done or somebody stopped it."""
    with acting(by):
        kept = for_change(ref, by)
        reading = reading_of(kept)
    for attempt in range(TRIES):
        try:
            return _go_through(reading, ref=ref, by=by, progress=progress)
        except (HiddenMeanwhile, OperationalError) as met:
            if attempt + 1 == TRIES or not _may_pass(met):
                raise
            time.sleep(0.05 * (attempt + 1))
    raise AssertionError("unreachable")


def _may_pass(met: Exception) -> bool:
    """Whether the same batch may succeed when it is planned anew."""
    return isinstance(met, HiddenMeanwhile) or isinstance(
        met.__cause__, SerializationFailure | DeadlockDetected
    )


def _go_through(reading: Reading, *, ref: str, by: Viewer, progress: Progress) -> Import:
    """Read the file from its first row; batches that are done are only taken note of."""
    with acting(by):
        planner = reading.planner(today=clock.today())
        kept = for_change(ref, by)
    done = kept.done
    for batch, rows in reading.in_batches():
        if batch.end <= done:
            planner.pass_by(rows)
            continue
        kept = _take_in_batch(planner, batch, rows, ref=ref, by=by)
        if kept.state != State.RUNNING:
            return kept
        done = kept.done
        progress(done, reading.rows)
    return _finish(ref, by)


def _take_in_batch(planner: Planner, batch: Batch, rows: list[Row], *, ref: str, by: Viewer) -> Import:
    """One batch, unless somebody stopped the import or another process was quicker."""
    now = clock.now()
    with nothing_swept(), acting(by, now=now):
        _wait_for_turn()
        kept = for_change(ref, by)
        if kept.state != State.RUNNING:
            return kept
        if kept.done >= batch.end:
            planner.pass_by(rows)
            return kept
        late = kept.done - batch.start  # rows that were recorded already, in batches of another size
        planner.pass_by(rows[:late])
        planned = planner.plan(rows[late:])
        children = record_batch(kept, planned, planner.references, by=by, now=now)
    planner.registered(children)
    return kept


def _wait_for_turn() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _finish(ref: str, by: Viewer) -> Import:
    now = clock.now()
    with acting(by, now=now):
        kept = for_change(ref, by)
        if kept.state == State.RUNNING and kept.done == kept.rows:
            kept.state, kept.finished_at = State.DONE, now
            kept.save(update_fields=["state", "finished_at"])
            record(
                "exchange.finished", by=by, at=now, about=kept.ref, detail=queries.counts_of(kept).as_json()
            )
    return kept
