"""Reading the files that `match` takes: CSV in any usual encoding, or Parquet; line by line, whatever is in them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from teamaround.embedded import Problem
from teamaround.matching.records import COLUMNS

_ENCODINGS = ("utf-8-sig", "cp1252", "latin-1")
_LOOKED_AT = 1 << 20
_LARGEST_CELL = 1 << 27
_HANDED_ON = 2_000  # characters of one cell
Cells = tuple[int, list[str]]


@dataclass
class Table:
    """A file as it is read: its columns, those it has besides, and its lines as mappings from column to text."""

    path: Path
    columns: tuple[str, ...]
    ignored: tuple[str, ...]
    limit: int | None = None
    known: frozenset[str] = field(default_factory=lambda: frozenset(COLUMNS))

    @property
    def read(self) -> tuple[str, ...]:
        """The columns that are read, in the file's order."""
        return tuple(column for column in self.columns if column in self.known)

    def cells(self) -> Iterator[Cells]:
        """Line numbers as an editor counts them (the header is line 1), and each line's cells in the columns read.

        Of a cell longer than any fact is, only the beginning is handed on; it is still seen to be too long.
        """
        return islice(_cells(self), self.limit)

    def lines(self) -> Iterator[tuple[int, Mapping[str, str]]]:
        """The same with each line as a mapping from column to text."""
        return ((line, dict(zip(self.read, cells, strict=False))) for line, cells in self.cells())


def open_table(path: Path, *, limit: int | None = None, known: Iterable[str] = COLUMNS) -> Table:
    """A file's header, looked at; Problem when it is no table with a record_id."""
    if not path.is_file():
        raise Problem(f"There is no file {path}.")
    columns = _parquet_columns(path) if _is_parquet(path) else _csv_columns(path)
    wanted = frozenset(known)
    if "record_id" not in columns:
        found = "no header" if not columns else "no column record_id"
        raise Problem(f"{path.name} has {found}. Its first line must name its columns, record_id among them.")
    twice = sorted({column for column in columns if columns.count(column) > 1})
    if twice:
        raise Problem(f"{path.name} names a column twice: {', '.join(twice)}.")
    ignored = tuple(column for column in columns if column not in wanted)
    return Table(path, columns, ignored, limit, wanted)


def encoding_of(path: Path) -> str:
    """UTF-8 where the whole file is that, else what Windows writes, else anything at all."""
    with path.open("rb") as stream:
        begin = stream.read(4)
        if begin[:2] in (b"\xff\xfe", b"\xfe\xff"):
            return "utf-16"
        stream.seek(0)
        pending = b""
        for block in iter(lambda: stream.read(_LOOKED_AT), b""):
            pending = _undecoded(pending + block)
            if len(pending) > 3:
                return "cp1252"
    return "utf-8-sig" if not pending else "cp1252"


def _undecoded(block: bytes) -> bytes:
    """What is left at the end when a block breaks a character; longer where the block is no UTF-8."""
    try:
        block.decode()
    except UnicodeDecodeError as fault:
        return block[fault.start :] if fault.start >= len(block) - 3 else block[-8:] + b"    "
    return b""


def _is_parquet(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(4) == b"PAR1"


def _reader(path: Path) -> Iterator[list[str]]:
    csv.field_size_limit(_LARGEST_CELL)
    with path.open(encoding=encoding_of(path), errors="replace", newline="") as stream:
        try:
            yield from csv.reader(_without_nul(stream))
        except csv.Error as fault:
            raise Problem(f"{path.name} cannot be read as CSV: {fault}.") from fault


def _without_nul(stream: Iterable[str]) -> Iterator[str]:
    return (line.replace("\0", "") if "\0" in line else line for line in stream)


def _csv_columns(path: Path) -> tuple[str, ...]:
    header = next(_reader(path), [])
    return tuple(_as_column(cell) for cell in header)


def _as_column(text: str) -> str:
    return text.strip().strip("\ufeff").casefold()


def _parquet_columns(path: Path) -> tuple[str, ...]:
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    try:
        return tuple(_as_column(name) for name in ParquetFile(path).schema_arrow.names)
    except (ArrowException, OSError) as fault:
        raise Problem(f"{path.name} is a broken Parquet file.") from fault


def _cells(table: Table) -> Iterator[Cells]:
    found = _parquet_cells(table) if _is_parquet(table.path) else _csv_cells(table)
    for line, cells in found:
        yield line, [cell[:_HANDED_ON] for cell in cells] if max(map(len, cells)) > _HANDED_ON else cells


def _csv_cells(table: Table) -> Iterator[Cells]:
    reader = _reader(table.path)
    next(reader, None)
    wanted = [at for at, column in enumerate(table.columns) if column in table.known]
    is_whole = wanted == list(range(len(table.columns)))
    for line, cells in enumerate(reader, start=2):
        if cells:
            yield line, cells if is_whole else [cells[at] for at in wanted if at < len(cells)]


def _parquet_cells(table: Table) -> Iterator[Cells]:
    from pyarrow.parquet import ParquetFile

    file = ParquetFile(table.path)
    names = [name for name in file.schema_arrow.names if _as_column(name) in table.known]
    line = 1
    for batch in file.iter_batches(batch_size=20_000, columns=names):
        columns = [batch.column(name).to_pylist() for name in names]
        for values in zip(*columns, strict=True):
            line += 1
            yield line, [value if type(value) is str else _as_text(value) for value in values]


def _as_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value)
