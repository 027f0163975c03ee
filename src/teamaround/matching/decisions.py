"""Decisions as a file: CSV or Parquet, one line to a record, in the order in which they are made."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from teamaround.matching.deciding import COLUMNS, Decided

_BATCH = 50_000


def write_csv(path: Path, decided: Iterable[Decided]) -> None:
    """A line for each."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        writer.writerows(each.cells() for each in decided)


def write_parquet(path: Path, decided: Iterator[Decided]) -> None:
    """A row for each, some ten thousand at a time."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    kinds = {"bits": pa.float64(), "release": pa.int32()}
    schema = pa.schema([(name, kinds.get(name, pa.string())) for name in COLUMNS])
    with ParquetWriter(path, schema) as writer:
        while rows := [each.cells() for each in islice(decided, _BATCH)]:
            columns = zip(*rows, strict=True)
            writer.write_batch(
                pa.RecordBatch.from_arrays(
                    [pa.array(values, kind.type) for values, kind in zip(columns, schema, strict=True)],
                    schema=schema,
                )
            )
