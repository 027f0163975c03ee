"""The rows of a CSV file, one at a time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from teamaround.kernel.refusal import Refusal

from ..rules.shapes import Row
from .csv_layout import Layout, read_cells
from .limits import (
    LAST_ROW,
    LONGEST_CELL,
    LONGEST_LINE,
    MOST_COLUMNS,
    MOST_LINES_IN_A_ROW,
    MOST_ROWS,
)
from .sources import Source, opened

csv.field_size_limit(LONGEST_LINE)


def sample_of(source: Source, encoding: str, *, most: int = 200_000) -> str:
    """The beginning of the text, in whole lines where there are several."""
    with (
        opened(source) as stream,
        io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="") as text,
    ):
        start = text.read(most).replace("\0", "")
    cut = max(start.rfind("\n"), start.rfind("\r"))
    return start[: cut + 1] if len(start) >= most - 1 and cut > 0 else start


def csv_rows(source: Source, encoding: str, layout: Layout) -> Iterator[Row]:
    """Every row, blank ones included, numbered as a spreadsheet would number them.

    Refuses in words a file whose quotation marks never close, whose lines never end or whose letters break off.
    """
    with opened(source) as stream, _text(stream, encoding) as text:
        reader = read_cells(_lines(text), layout)
        number = filled = lines_before = 0
        try:
            for cells in reader:
                number += 1
                filled += any(cells)
                check_count(number, filled)
                _check_row(number, cells, reader.line_num - lines_before)
                lines_before = reader.line_num
                yield Row(number, tuple(cells))
        except UnicodeError:
            raise Refusal(
                "wrong-encoding",
                f"Row {number + 1} holds letters that are not written in {encoding}."
                " Export the file again as UTF-8, or say which encoding it is in.",
                field="encoding",
            ) from None
        except csv.Error:
            raise _unclosed(number + 1) from None


def _text(stream: BinaryIO, encoding: str) -> io.TextIOWrapper:
    """Text in which bytes that are no letters stand out, so that the row that holds them can be named."""
    return io.TextIOWrapper(stream, encoding=encoding, errors="surrogateescape", newline="")


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    """Lines without the zero signs that some systems leave in them."""
    while line := text.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            raise Refusal(
                "file-line-too-long",
                f"A line of the file is longer than {LONGEST_LINE:,} letters, so it does not look like a table."
                " Export it again as CSV or XLSX.",
                field="file",
            )
        if not line.isascii():
            line.encode()  # fails on bytes that were no letters
        yield line.replace("\0", "") if "\0" in line else line


def _check_row(number: int, cells: list[str], lines: int) -> None:
    if len(cells) > MOST_COLUMNS:
        raise too_many_columns(number)
    if lines > MOST_LINES_IN_A_ROW or any(len(cell) > LONGEST_CELL for cell in cells):
        raise _unclosed(number)


def check_count(number: int, filled: int) -> None:
    """Refuse a file with more rows than are taken in at once."""
    if filled > MOST_ROWS or number > LAST_ROW:
        raise Refusal(
            "file-too-many-rows",
            f"The file has more than {MOST_ROWS:,} rows. Divide it into several files.",
            field="file",
        )


def too_many_columns(number: int) -> Refusal:
    """The refusal of a row that is wider than any table of children."""
    return Refusal(
        "file-too-many-columns",
        f"Row {number} has more than {MOST_COLUMNS} columns. Export only the columns that are needed.",
        field="file",
    )


def _unclosed(number: int) -> Refusal:
    return Refusal(
        "file-quote-open",
        f"Row {number} holds a cell of more than {LONGEST_CELL:,} letters or {MOST_LINES_IN_A_ROW:,} lines."
        " Most often a quotation mark in or just before that row is never closed: mend it and send the file again.",
        field="file",
    )
