"""Records as columns for DuckDB: read, made standard and keyed in batches, on one core or on several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from teamaround.kernel.households import household_key
from teamaround.kernel.names import fold
from teamaround.matching import contacts
from teamaround.matching.blocking import keys_of
from teamaround.matching.crowded import Crowded, crowded_of
from teamaround.matching.files import Table
from teamaround.matching.records import Fault, Record, read_record
from teamaround.matching.rows import COLUMNS

if TYPE_CHECKING:
    import pyarrow as pa

BATCH = 10_000
SHOWN_FAULTS = 5
Line = tuple[int, Mapping[str, str]]
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
class Loaded:
    """The records of a file in batches of columns, with what was wrong in its lines."""

    batches: list[pa.RecordBatch] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)
    ids: set[str] = field(default_factory=set)

    def table(self) -> pa.Table:
        """Every record."""
        import pyarrow as pa

        return pa.Table.from_batches(self.batches, schema=schema())


def schema() -> pa.Schema:
    """The columns of a record in DuckDB."""
    import pyarrow as pa

    kinds = {
        **{name: pa.list_(pa.string()) for name in _LISTS},
        **{name: pa.int32() for name in _WHOLE_NUMBERS},
        **{name: pa.bool_() for name in _YES_NO},
    }
    rows = [(name, kinds.get(name, pa.string())) for name in COLUMNS]
    keys = [("narrow", pa.list_(pa.int64())), ("wide", pa.list_(pa.int64()))]
    return pa.schema(
        [("record_id", pa.string()), ("agency", pa.string()), ("line", pa.int64()), *rows, *keys]
    )


def crowded_in(tables: Iterable[Table]) -> Crowded:
    """The homes and telephones that many unrelated children share."""
    homes: list[tuple[str, str]] = []
    reached: list[tuple[str, str]] = []
    for _, said in chain.from_iterable(table.lines() for table in tables):
        family = fold((said.get("last_name") or "")[:60])
        homes.append((_door(said), family))
        reached.append((contacts.telephone((said.get("phone") or "")[:40]), family))
        reached.append((contacts.email((said.get("email") or "")[:100]), family))
    return Crowded(crowded_of(homes), crowded_of(reached))


def _door(said: Mapping[str, str]) -> str:
    lines = (said.get("address_line") or "")[:200]
    return household_key(lines, (said.get("postcode") or "")[:12]) if lines else ""


def load(table: Table, *, on: date, crowded: Crowded, processes: int = 1) -> Loaded:
    """Every record of a file; of two with one record_id the first counts."""
    loaded = Loaded()
    work = partial(batch_of, on=on, crowded=crowded)
    for batch, faults in _worked(work, _in_batches(table.lines()), processes):
        for fault in faults:
            loaded.faults.add(fault)
        loaded.batches.append(_without_known(batch, loaded))
    return loaded


def _in_batches(lines: Iterable[Line]) -> Iterator[list[Line]]:
    batch: list[Line] = []
    for line in lines:
        batch.append(line)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _worked(
    work: partial[tuple[pa.RecordBatch, list[Fault]]], batches: Iterator[list[Line]], processes: int
) -> Iterator[tuple[pa.RecordBatch, list[Fault]]]:
    """One batch is not worth another process."""
    begin = [batch for batch in (next(batches, None), next(batches, None)) if batch]
    every = chain(begin, batches)
    if processes == 1 or len(begin) < 2:
        yield from map(work, every)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(work, every)


def batch_of(lines: list[Line], *, on: date, crowded: Crowded) -> tuple[pa.RecordBatch, list[Fault]]:
    """Lines as columns, keys among them, with what was wrong."""
    faults: list[Fault] = []
    records, places = [], []
    for line, said in lines:
        record = read_record(said, line=line, on=on, faults=faults, crowded=crowded)
        if record is not None:
            records.append(record)
            places.append(line)
    return in_columns(records, places), faults


def in_columns(records: Sequence[Record], places: Sequence[int]) -> pa.RecordBatch:
    """Records as columns."""
    import pyarrow as pa

    keyed = [keys_of(record.row) for record in records]
    columns: dict[str, Sequence[object]] = {
        "record_id": [record.record_id for record in records],
        "agency": [record.agency for record in records],
        "line": places,
        "narrow": [keys.narrow for keys in keyed],
        "wide": [keys.wide for keys in keyed],
    }
    for name in COLUMNS:
        columns[name] = [getattr(record.row, name) for record in records]
    described = schema()
    return pa.RecordBatch.from_arrays(
        [pa.array(columns[each.name], type=each.type) for each in described], schema=described
    )


def _without_known(batch: pa.RecordBatch, loaded: Loaded) -> pa.RecordBatch:
    import pyarrow as pa

    ids = batch.column("record_id").to_pylist()
    if len(set(ids)) == len(ids) and loaded.ids.isdisjoint(ids):
        loaded.ids.update(ids)
        return batch
    kept = []
    for record_id, line in zip(ids, batch.column("line").to_pylist(), strict=True):
        kept.append(record_id not in loaded.ids)
        loaded.ids.add(record_id)
        if not kept[-1]:
            loaded.faults.add(Fault(line, "record_id", "given before in this file, so the line is left out"))
    return batch.filter(pa.array(kept, type=pa.bool_()))
