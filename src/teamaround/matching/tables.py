"""Records as columns for DuckDB: read, made standard and keyed in batches, on one core or on several."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import chain, islice
from multiprocessing import get_context
from typing import TYPE_CHECKING

from teamaround.kernel.sweeping import nothing_swept
from teamaround.matching.blocking import narrow_of, wide_of
from teamaround.matching.crowded import Crowded
from teamaround.matching.files import Cells, Table
from teamaround.matching.records import Fault, Record, read_record
from teamaround.matching.rows import COLUMNS

if TYPE_CHECKING:
    import pyarrow as pa

BATCH = 10_000
SHOWN_FAULTS = 5
Worked = tuple["pa.RecordBatch", list[Fault]]
Work = Callable[[list[Cells]], Worked]
_WHOLE_NUMBERS = frozenset(("birth_day", "year", "month", "day"))
_YES_NO = frozenset(("is_listed", "is_new_year"))
_LISTS = frozenset(
    ("firsts", "givens", "forms", "given_sounds", "families", "family_sounds", "words", "births", "postcodes",
     "households", "contacts")
)  # fmt: skip


@dataclass
class Faults:
    """What was wrong in a file's lines: how often, and the first lines where it was; never a value."""

    found: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    many: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, fault: Fault) -> None:
        """Count one."""
        key = (fault.column, fault.words)
        self.many[key] = self.many.get(key, 0) + 1
        lines = self.found.setdefault(key, [])
        if len(lines) < SHOWN_FAULTS:
            lines.append(fault.line)

    def as_list(self) -> list[dict[str, object]]:
        """For JSON."""
        return [
            {"column": column, "words": words, "lines": self.many[column, words], "first": lines}
            for (column, words), lines in self.found.items()
        ]


@dataclass
class Seen:
    """What is learnt while a file is read: what was wrong in its lines, and every record_id."""

    faults: Faults = field(default_factory=Faults)
    ids: set[str] = field(default_factory=set)


def schema() -> pa.Schema:
    """The columns of a record in DuckDB."""
    import pyarrow as pa

    kinds = {
        **{name: pa.list_(pa.string()) for name in _LISTS},
        **{name: pa.int32() for name in _WHOLE_NUMBERS},
        **{name: pa.bool_() for name in _YES_NO},
    }
    rows = [(name, kinds.get(name, pa.string())) for name in COLUMNS]
    keys = [("narrow", pa.list_(pa.string())), ("wide", pa.list_(pa.string()))]
    return pa.schema(
        [("record_id", pa.string()), ("agency", pa.string()), ("line", pa.int64()), *rows, *keys]
    )


def stream(
    table: Table,
    seen: Seen,
    *,
    on: date,
    crowded: Crowded,
    processes: int = 1,
    only: frozenset[int] | None = None,
) -> Iterator[pa.RecordBatch]:
    """A file's records a batch at a time, so that it may be larger than memory; of two with one record_id the
    first counts. `only` keeps to some lines."""
    lines = table.cells() if only is None else (each for each in table.cells() if each[0] in only)
    work = partial(batch_of, columns=table.read, on=on, crowded=crowded)
    for batch, faults in _worked(work, _in_batches(lines), processes):
        for fault in faults:
            seen.faults.add(fault)
        yield _without_known(batch, seen)


def _in_batches(lines: Iterator[Cells]) -> Iterator[list[Cells]]:
    while batch := list(islice(lines, BATCH)):
        yield batch


def _worked(work: Work, batches: Iterator[list[Cells]], processes: int) -> Iterator[Worked]:
    """One batch is not worth another process; and no more is read ahead than the processes are busy with."""
    begin = list(islice(batches, 2))
    every = chain(begin, batches)
    if processes == 1 or len(begin) < 2:
        yield from map(work, every)
        return
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[Worked]] = deque()
        for batch in every:
            waiting.append(pool.submit(work, batch))
            if len(waiting) > processes + 1:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def batch_of(lines: list[Cells], *, columns: tuple[str, ...], on: date, crowded: Crowded) -> Worked:
    """Lines as columns, keys among them, with what was wrong."""
    faults: list[Fault] = []
    records, places = [], []
    with nothing_swept():
        for line, cells in lines:
            said = dict(zip(columns, cells, strict=False))
            record = read_record(said, line=line, on=on, faults=faults, crowded=crowded)
            if record is not None:
                records.append(record)
                places.append(line)
        return in_columns(records, places), faults


def in_columns(records: Sequence[Record], places: Sequence[int]) -> pa.RecordBatch:
    """Records as columns."""
    import pyarrow as pa

    columns: dict[str, Sequence[object]] = {
        "record_id": [record.record_id for record in records],
        "agency": [record.agency for record in records],
        "line": places,
        "narrow": [narrow_of(record.row) for record in records],
        "wide": [wide_of(record.row) for record in records],
    }
    for name in COLUMNS:
        columns[name] = [getattr(record.row, name) for record in records]
    described = schema()
    return pa.RecordBatch.from_arrays(
        [pa.array(columns[each.name], type=each.type) for each in described], schema=described
    )


def _without_known(batch: pa.RecordBatch, seen: Seen) -> pa.RecordBatch:
    import pyarrow as pa

    ids = batch.column("record_id").to_pylist()
    if len(set(ids)) == len(ids) and seen.ids.isdisjoint(ids):
        seen.ids.update(ids)
        return batch
    kept = []
    for record_id, line in zip(ids, batch.column("line").to_pylist(), strict=True):
        kept.append(record_id not in seen.ids)
        seen.ids.add(record_id)
        if not kept[-1]:
            seen.faults.add(Fault(line, "record_id", "given before in this file, so the line is left out"))
    return batch.filter(pa.array(kept, type=pa.bool_()))
