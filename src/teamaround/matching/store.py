"""Standard rows of an index and of incoming records in DuckDB, with the keys under which each is found.

The database is a file in a folder of its own that only this account can read and that goes at the end, so that
memory holds what is being worked on and the disk the rest. Rows do not depend on a release; weights come later.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from teamaround.matching.rows import COLUMNS

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

CHILD, RECORD = "child", "record"  # Splink's left and right, in the order of their names
SIDES = (CHILD, RECORD)
WIDTHS = ("narrow", "wide")
MEMORY = "2GB"
_KEPT = ("nth", "side", "line", "record_id", "agency", *COLUMNS)


@dataclass
class Store:
    """Both sides, each row under a number `nth` of its own; `many` counts the rows."""

    connection: duckdb.DuckDBPyConnection
    many: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SIDES, 0))
    _next: dict[str, int] = field(default_factory=lambda: dict.fromkeys(SIDES, 0))

    def take(self, side: str, batches: Iterable[pa.RecordBatch]) -> None:
        """More rows of one side, and their keys."""
        self.connection.execute("BEGIN")  # all at once, so that nothing is written twice
        for batch in batches:
            if batch.num_rows:
                self._insert(side, batch)
        self.connection.execute("COMMIT")

    def _insert(self, side: str, batch: pa.RecordBatch) -> None:
        import pyarrow as pa

        first = self._next[side]
        numbered = pa.table(batch).append_column("nth", pa.array(range(first, first + batch.num_rows)))
        self.connection.register("arriving", numbered)
        kept = ", ".join(f"'{side}' AS side" if name == "side" else f'"{name}"' for name in _KEPT)
        if not first:
            self._begin(side, kept)
        self.connection.execute(f"INSERT INTO {side} SELECT {kept} FROM arriving")
        for width in WIDTHS:
            self.connection.execute(
                f"INSERT INTO {side}_{width} SELECT hash(key)::HUGEINT - 9223372036854775808, nth FROM (SELECT unnest({width}) AS key, nth FROM arriving)"
            )
        self.connection.unregister("arriving")
        self.many[side] += batch.num_rows
        self._next[side] += batch.num_rows

    def _begin(self, side: str, kept: str) -> None:
        self.connection.execute(f"CREATE OR REPLACE TABLE {side} AS SELECT {kept} FROM arriving LIMIT 0")
        for width in WIDTHS:
            self.connection.execute(f"CREATE OR REPLACE TABLE {side}_{width} (key BIGINT, nth BIGINT)")

    def replace(self, side: str, batch: pa.RecordBatch) -> None:
        """These rows in the place of those of the same lines."""
        if not batch.num_rows:
            return
        self.connection.register("standing", batch.select(["line"]))
        for width in WIDTHS:
            self.connection.execute(
                f"DELETE FROM {side}_{width} WHERE nth IN (SELECT nth FROM {side} SEMI JOIN standing USING (line))"
            )
        self.connection.execute(f"DELETE FROM {side} WHERE line IN (SELECT line FROM standing)")
        self.connection.unregister("standing")
        self._insert(side, batch)
        self.many[side] -= batch.num_rows

    def export(self, side: str, folder: Path) -> None:
        """The rows of one side and their keys as Parquet, without those that read the same as an earlier one."""
        once = (
            f" WHERE nth NOT IN (SELECT nth FROM {RECORD}_again)"
            if side == RECORD and self.many[RECORD]
            else ""
        )
        for name in (side, *(f"{side}_{width}" for width in WIDTHS)):
            path = str(folder / f"{name}.parquet").replace("'", "''")
            self.connection.execute(f"COPY (SELECT * FROM {name}{once}) TO '{path}' (FORMAT parquet)")

    @property
    def numbered(self) -> int:
        """One more than the highest number of a record."""
        return self._next[RECORD]

    def keep_new(self, ids: Iterable[str]) -> None:
        """These records on both sides in the place of all, of those alike to the letter one on the children's side."""
        import pyarrow as pa

        self.connection.register("new", pa.table({"record_id": pa.array(ids, pa.string())}))
        self.connection.execute(f"DELETE FROM {RECORD} WHERE record_id NOT IN (SELECT record_id FROM new)")
        self.connection.unregister("new")
        self.connection.execute(
            f"CREATE OR REPLACE TABLE {CHILD} AS SELECT * REPLACE ('{CHILD}' AS side) FROM {RECORD}"
            f" WHERE nth NOT IN (SELECT nth FROM {RECORD}_again)"
        )
        for width in WIDTHS:
            self.connection.execute(
                f"DELETE FROM {RECORD}_{width} WHERE nth NOT IN (SELECT nth FROM {RECORD});"
                f" CREATE OR REPLACE TABLE {CHILD}_{width} AS SELECT * FROM {RECORD}_{width}"
                f" WHERE nth IN (SELECT nth FROM {CHILD})"
            )
        for side in SIDES:
            self.many[side] = int(self.ask(f"SELECT count(*) FROM {side}")[0][0])

    def nameless(self) -> frozenset[str]:
        """The records that say no name at all."""
        found = self.ask(f'SELECT record_id FROM {RECORD} WHERE "first" IS NULL AND family IS NULL')
        return frozenset(record for (record,) in found)

    def repeats(self, side: str) -> dict[int, list[str]]:
        """By the first row of those alike to the letter: the record_ids of the others, which stand in `<side>_again`."""
        alike = ", ".join(f'"{name}"' for name in ("agency", *COLUMNS))
        self.connection.execute(
            f"CREATE OR REPLACE TABLE {side}_again AS SELECT nth, original, record_id FROM (SELECT nth, record_id, min(nth)"
            f" OVER (PARTITION BY md5_number(row({alike})::VARCHAR)) AS original FROM {side}) WHERE nth <> original"
        )
        again: dict[int, list[str]] = {}
        for first, record in self.ask(f"SELECT original, record_id FROM {side}_again ORDER BY nth"):
            again.setdefault(first, []).append(record)
        return again

    def ask(self, words: str, *values: Any) -> list[tuple[Any, ...]]:
        """The rows that answer a question in SQL."""
        return self.connection.execute(words, values).fetchall()


@contextmanager
def opened(*, memory: str = MEMORY) -> Iterator[Store]:
    """An empty store, which is gone with everything in it at the end."""
    import duckdb

    with tempfile.TemporaryDirectory(prefix="teamaround-match-") as folder:
        connection = duckdb.connect(str(Path(folder) / "rows.duckdb"))
        try:
            connection.execute(
                f"SET threads = 2; SET preserve_insertion_order = false; SET memory_limit = '{memory}'"
            )
            yield Store(connection)
        finally:
            connection.close()
