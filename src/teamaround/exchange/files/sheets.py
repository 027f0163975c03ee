"""The rows of an XLSX workbook's sheet, one at a time, every cell as text."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from teamaround.kernel.refusal import Refusal

from ..rules.shapes import Flaw, Row
from .csv_rows import check_count, too_many_columns
from .limits import LONGEST_CELL, MOST_COLUMNS
from .sources import Source, damaged_workbook, opened

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_CHUNK = 1 << 20
_FORMULA = re.compile(rb"<(?:\w{1,4}:)?f[ >/]")
_LOOK_FOR_ROWS_IN = 100
_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!")


def sheets_with_rows(source: Source) -> tuple[str, ...]:
    """Names of the visible sheets that hold anything, in the workbook's order."""
    with _workbook(source) as book:
        return tuple(
            sheet.title
            for sheet in book.worksheets
            if sheet.sheet_state == "visible" and _holds_anything(_values(sheet))
        )


def sheet_names(source: Source) -> tuple[str, ...]:
    """Names of all sheets with cells, hidden ones too."""
    with _workbook(source) as book:
        return tuple(sheet.title for sheet in book.worksheets)


def has_formulas(source: Source) -> bool:
    """Whether any cell of the workbook is a formula rather than a value."""
    with opened(source) as stream, zipfile.ZipFile(stream) as package:
        parts = [name for name in package.namelist() if name.lower().startswith("xl/worksheets/")]
        return any(_part_has_formulas(package, name) for name in parts)


def _part_has_formulas(package: zipfile.ZipFile, name: str) -> bool:
    """Look for the element <f>, chunk by chunk; the end of one chunk is looked at again with the next."""
    with package.open(name) as part:
        before = b""
        while chunk := part.read(_CHUNK):
            if _FORMULA.search(before + chunk):
                return True
            before = chunk[-8:]
    return False


def sheet_rows(source: Source, sheet: str, *, formulas: bool) -> Iterator[Row]:
    """Every row of a sheet, blank ones included, numbered as in the sheet.

    With `formulas` the sheet is read twice side by side, so that a formula without a stored value
    is a flaw and not a blank.
    """
    with _workbook(source) as book:
        if not formulas:
            yield from _rows(_values(book[sheet]))
            return
        with _workbook(source, formulas=True) as written:
            yield from _rows(_values(book[sheet]), _values(written[sheet]))


def _rows(
    values: Iterable[tuple[Any, ...]], written: Iterable[tuple[Any, ...]] | None = None
) -> Iterator[Row]:
    beside = iter(written) if written is not None else None
    filled = 0
    for number, row in enumerate(values, start=1):
        width = _width(row)
        filled += width > 0
        check_count(number, filled)
        if width > MOST_COLUMNS:
            raise too_many_columns(number)
        formulas = next(beside, ()) if beside is not None else ()
        yield _row(number, row[:width], formulas)


def _row(number: int, values: tuple[Any, ...], formulas: tuple[Any, ...]) -> Row:
    flaws = []
    cells = []
    for at, value in enumerate(values):
        cells.append(_text(value))
        flaw = _flaw(value, formulas[at] if at < len(formulas) else None)
        if flaw:
            flaws.append(Flaw(at, flaw))
    for at in range(len(values), len(formulas)):
        if _is_formula(formulas[at]):
            flaws.append(Flaw(at, _NO_VALUE))
    return Row(number, tuple(cells), tuple(flaws))


_NO_VALUE = (
    "holds a formula that was never worked out. Open the workbook in Excel, save it, and send it again"
)


def _flaw(value: Any, formula: Any) -> str:
    if value is None and _is_formula(formula):
        return _NO_VALUE
    if isinstance(value, str):
        if value in _ERRORS:
            return f"holds Excel's fault {value}. Put the value itself in the cell"
        if len(value) > LONGEST_CELL:
            return f"holds more than {LONGEST_CELL:,} letters. Shorten it"
    return ""


def _text(value: Any) -> str:
    """A cell as text: dates as 2015-03-27, whole numbers without a decimal point."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value[:LONGEST_CELL].replace("_x000D_", "")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return (
            value.date().isoformat()
            if value.time() == time()
            else value.isoformat(sep=" ", timespec="seconds")
        )
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _is_formula(value: Any) -> bool:
    return (isinstance(value, str) and value.startswith("=") and len(value) > 1) or type(value).__name__ in (
        "ArrayFormula",
        "DataTableFormula",
    )


def _values(sheet: Any) -> Iterator[tuple[Any, ...]]:
    """Rows as they are stored, not as the sheet claims its size to be."""
    sheet.reset_dimensions()
    rows: Iterator[tuple[Any, ...]] = sheet.iter_rows(values_only=True)
    return rows


def _holds_anything(rows: Iterable[tuple[Any, ...]]) -> bool:
    return any(value not in (None, "") for row in islice(rows, _LOOK_FOR_ROWS_IN) for value in row)


def _width(row: tuple[Any, ...]) -> int:
    """Cells up to the last that holds anything."""
    width = len(row)
    while width and row[width - 1] in (None, ""):
        width -= 1
    return width


@contextmanager
def _workbook(source: Source, *, formulas: bool = False) -> Iterator[Workbook]:
    """A workbook open for reading; whatever fails inside is one sentence about a damaged workbook."""
    import openpyxl  # late: a site that starts need not wait for it

    with opened(source) as stream, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(stream, read_only=True, data_only=not formulas, keep_links=False)
        except Refusal:
            raise
        except Exception:  # openpyxl has no exception of its own for a damaged file
            raise damaged_workbook() from None
        try:
            yield book
        except (zipfile.BadZipFile, SyntaxError, ValueError, KeyError, TypeError, IndexError, EOFError):
            raise damaged_workbook() from None
        finally:
            book.close()
