"""The same file with a column of reasons, to be mended and sent again."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO

from teamaround.kernel.guarding import guarded

from ..rules.fields import REASON_COLUMN
from ..rules.headings import is_ours
from .csv_layout import Layout
from .limits import LONGEST_CELL
from .opening import AgencyFile
from .sources import Kind

_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")


def write_back(
    file: AgencyFile, reasons: Iterable[tuple[int, str]], to: BinaryIO, *, every_row: bool = False
) -> int:
    """Write the rows that have a reason (or every row), each with its reason; returns how many have one.

    Same kind of file, encoding, divider and headings. `reasons` are row numbers in rising order.
    """
    rows = _with_reasons(file, reasons, every_row=every_row)
    return _write_csv(file, rows, to) if file.kind is Kind.CSV else _write_sheet(file, rows, to)


def write_csv(
    rows: Iterable[Sequence[str]], to: BinaryIO, *, encoding: str = "utf-8", layout: Layout | None = None
) -> None:
    """Write rows of text as CSV that any spreadsheet opens and none runs."""
    with _text(to, encoding) as text:
        writer = _csv_writer(text, layout or Layout())
        for row in rows:
            writer(row)


def write_xlsx(rows: Iterable[Sequence[str]], to: BinaryIO, *, sheet: str = "Sheet1") -> None:
    """Write rows of text as a workbook of one sheet in which every cell is text."""
    from openpyxl import Workbook  # late, like every library of files: a site that starts needs none of them
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    page = book.create_sheet(re.sub(r"[\\*?:/\[\]]", " ", sheet)[:31] or "Sheet1")
    for row in rows:
        cells = []
        for value in row:
            cell = WriteOnlyCell(page, value=None)
            if value:
                cell.value = _NOT_IN_XML.sub("", guarded(value))[:LONGEST_CELL]
                cell.data_type = "s"
            cells.append(cell)
        page.append(cells)
    book.save(to)


def _with_reasons(
    file: AgencyFile, reasons: Iterable[tuple[int, str]], *, every_row: bool
) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Rows to write, and whether each carries a reason; the column stands after the last heading, or where it stood."""
    place = next((at for at, heading in enumerate(file.headings) if is_ours(heading)), None)
    width = len(file.headings)
    for row in file.above():
        label = REASON_COLUMN if row.number == file.settings.header_row else ""
        yield _beside(row.cells, label, width, place), False
    waiting = iter(reasons)
    number, reason = next(waiting, (0, ""))
    for row in file.rows_as_they_are():
        while number and number < row.number:
            number, reason = next(waiting, (0, ""))
        mine = reason if number == row.number else ""
        if mine or every_row:
            yield _beside(row.cells, mine, width, place), bool(mine)


def _beside(cells: Sequence[str], reason: str, width: int, place: int | None) -> tuple[str, ...]:
    full = (*cells, *[""] * (width - len(cells)))
    if place is None:
        return (*full[:width], reason, *_without_empty_end(full[width:]))
    return (*full[:place], reason, *_without_empty_end(full[place + 1 :]))


def _without_empty_end(cells: Sequence[str]) -> Sequence[str]:
    width = len(cells)
    while width and not cells[width - 1].strip():
        width -= 1
    return cells[:width]


def _write_csv(file: AgencyFile, rows: Iterable[tuple[tuple[str, ...], bool]], to: BinaryIO) -> int:
    count = 0
    with _text(to, file.settings.encoding) as text:
        writer = _csv_writer(text, file.layout)
        for cells, has_reason in rows:
            writer(cells)
            count += has_reason
    return count


def _write_sheet(file: AgencyFile, rows: Iterable[tuple[tuple[str, ...], bool]], to: BinaryIO) -> int:
    count = 0

    def counted() -> Iterator[tuple[str, ...]]:
        nonlocal count
        for cells, has_reason in rows:
            count += has_reason
            yield cells

    write_xlsx(counted(), to, sheet=file.settings.sheet)
    return count


def _csv_writer(text: io.TextIOWrapper, layout: Layout) -> Callable[[Sequence[str]], object]:
    writer = csv.writer(
        text, delimiter=layout.divider, quotechar=layout.quote, lineterminator=layout.line_end
    )
    return lambda row: writer.writerow([guarded(cell) for cell in row])


@contextmanager
def _text(to: BinaryIO, encoding: str) -> Iterator[io.TextIOWrapper]:
    """Text on top of bytes that stay open; a sign that the encoding lacks becomes a question mark."""
    text = io.TextIOWrapper(to, encoding=encoding, errors="replace", newline="")
    try:
        yield text
    finally:
        text.flush()
        text.detach()
