"""A file of services, CSV or XLSX, read as agencies' files are and handed to the directory."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from teamaround.accounts.rules import Viewer
from teamaround.directory import services as directory
from teamaround.directory.rules.feeds import columns
from teamaround.kernel.guarding import unguarded
from teamaround.kernel.refusal import Refusal

from .files.opening import AgencyFile, Settings, open_file
from .files.sources import Source

TOP = 50


@dataclass(frozen=True)
class Listing:
    """The rows of a file as a feed would tell them, and how it was read."""

    entries: tuple[dict[str, Any], ...]
    about: tuple[str, ...]


def read(source: Source, *, sheet: str = "") -> Listing:
    """Read a file of services; refuses, with a sentence, what is none."""
    file, notices = _opened(source, sheet)
    at, left_out = columns.mapped(file.headings)
    rows = list(islice(file.rows(), columns.MOST_ROWS + 1))
    if len(rows) > columns.MOST_ROWS:
        raise Refusal(
            "file-too-long", f"The file has more than {columns.MOST_ROWS:,} rows. Divide it.", field="file"
        )
    flaws = [f"Row {row.number} {flaw.sentence}." for row in rows for flaw in row.flaws]
    about = [*notices, *flaws[:20]]
    if left_out:
        about.append(f"Columns that were left out: {', '.join(left_out)}.")
    entries = (columns.as_entry([unguarded(cell) for cell in row.cells], at) for row in rows if not row.flaws)
    return Listing(tuple(entries), tuple(about))


def _opened(source: Source, sheet: str) -> tuple[AgencyFile, tuple[str, ...]]:
    """The file, its headings found by what a list of services has, and how it was read.

    Asks which sheet, when there are several.
    """
    first = open_file(source, Settings(sheet=sheet))
    which = next((each for each in first.questions if each.about == "sheet"), None)
    if which is not None:
        names = ", ".join(which.choices)
        raise Refusal(
            "which-sheet", f"The workbook has several sheets with rows. Say which: {names}.", field="sheet"
        )
    top = replace(first, settings=replace(first.settings, header_row=TOP)).above()
    number = columns.row_of_headings(row.cells for row in top)
    return open_file(source, replace(first.settings, header_row=number)), first.notices


def take_in(source: Source, *, source_id: UUID, sheet: str = "", by: Viewer, now: datetime) -> Any:
    """Stage a file's services for a keeper to look through; nothing of it is public by that."""
    listing = read(source, sheet=sheet)
    return directory.take_file(source_id=source_id, rows=listing.entries, about=listing.about, by=by, now=now)


def content_of(path: Path) -> bytes:
    """A file's bytes; refuses one that cannot be opened."""
    try:
        return path.read_bytes()
    except OSError:
        raise Refusal("file-unreadable", f"The file {path.name} cannot be opened.", field="file") from None
