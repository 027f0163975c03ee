"""What a file came to, and the file sent back with reasons."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel.refusal import NotVisible, Refusal

from .. import queries
from ..files.sources import Kind
from ..files.writing import write_back
from ..models import Import
from ..rules.faults import Fault, reason_cell
from ..rules.outcomes import Report, RowOutcome
from .understanding import understand_again

ENDING = {Kind.CSV: "csv", Kind.XLSX: "xlsx"}
CONTENT_TYPE = {
    Kind.CSV: "text/csv",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def report(kept: Import, *, most: int | None = None) -> Report:
    """What an import came to so far; `most` limits how many refusals and notices are read."""
    refused = queries.rows_with(kept, RowOutcome.REFUSED).values_list("faults", flat=True)
    noticed = queries.noticed(kept).values_list("notices", flat=True)
    taken = (kept.finished_at or kept.beat_at or kept.received_at) - (kept.started_at or kept.received_at)
    return Report(
        kept.file_name,
        kept.agency.name,
        is_dry_run=False,
        counts=queries.counts_of(kept),
        refusals=tuple(fault for faults in refused[:most] for fault in map(_fault, faults)),
        notices=tuple(notice for notices in noticed[:most] for notice in map(_fault, notices)),
        about_the_file=tuple(kept.about_the_file),
        state=kept.state,
        reference=kept.ref,
        seconds=max(0.0, taken.total_seconds()),
    )


def _fault(kept: dict[str, Any]) -> Fault:
    return Fault(*(kept[name] for name in ("row", "column", "value", "says", "remedy")))


@transaction.atomic
def send_back(*, ref: str, by: Viewer, now: datetime, every_row: bool = False) -> tuple[str, str, bytes]:
    """The refused rows (or the whole file) with a reason beside each: file name, content type, bytes."""
    kept = queries.import_of(by, ref)
    if kept is None:
        raise NotVisible
    if not queries.has_content(kept):
        raise Refusal("forgotten", "This file is no longer kept. Send it again to see what is refused.")
    file, _, _ = understand_again(queries.content_of(kept), kept=kept)
    reasons = ((number, reason_cell(tuple(map(_fault, faults)))) for number, faults in queries.reasons(kept))
    written = io.BytesIO()
    write_back(file, reasons, written, every_row=every_row)
    record("exchange.sent_back", by=by, at=now, about=kept.ref)
    stem = kept.file_name.rpartition(".")[0] or kept.file_name
    what = "with reasons" if every_row else "to mend"
    return f"{stem} {what}.{ENDING[file.kind]}", CONTENT_TYPE[file.kind], written.getvalue()
