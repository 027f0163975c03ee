"""Many rows of one table with one statement, under the same policies as any other row.

Row security forbids COPY into a table with policies, and the site's role may make no passing
tables; so rows travel as one JSON text and are inserted from it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import connection, models

from teamaround.kernel.ids import new_ref

Row = dict[str, Any]


def numbers_for(model: type[models.Model], count: int) -> list[int]:
    """As many new row numbers of a table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [row[0] for row in cursor.fetchall()]


def with_free_refs(model: type[models.Model], rows: list[Row]) -> list[Row]:
    """The rows, each under a reference that no other row of the table has: one that is taken is drawn anew.

    References are drawn by chance from 2**40; among a million, one of two drawings meets another. A single
    row that meets one is refused by the table and tried again by the door; many rows are looked up before.
    """
    wanted = rows
    while wanted:
        refs = [str(row["ref"]) for row in wanted]
        seen = set(model._default_manager.filter(ref__in=refs).values_list("ref", flat=True))
        seen |= {ref for ref, times in Counter(str(row["ref"]) for row in rows).items() if times > 1}
        wanted = [row for row in wanted if row["ref"] in seen]
        for row in wanted:
            row["ref"] = new_ref(str(row["ref"]).partition("-")[0])
    return rows


def insert(model: type[models.Model], rows: Sequence[Row], *, over: Sequence[str] = ()) -> int:
    """Insert rows that all name the same columns; returns how many.

    `over` names the columns of a unique constraint: a row that is there already takes the new values of the others.
    """
    if not rows:
        return 0
    quote = connection.ops.quote_name
    table, columns = quote(model._meta.db_table), ", ".join(map(quote, rows[0]))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns})"  # noqa: S608 - names of our own tables
            f" SELECT {columns} FROM json_populate_recordset(NULL::{table}, %s::json){_instead(rows[0], over)}",
            [json.dumps(rows, separators=(",", ":"), default=str)],
        )
        return int(cursor.rowcount)


def _instead(row: Row, over: Sequence[str]) -> str:
    """What happens to a row that is there already."""
    if not over:
        return ""
    quote = connection.ops.quote_name
    new = ", ".join(f"{quote(name)} = excluded.{quote(name)}" for name in row if name not in over)
    return f" ON CONFLICT ({', '.join(map(quote, over))}) DO UPDATE SET {new}"
