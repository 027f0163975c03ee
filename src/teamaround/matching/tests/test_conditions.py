"""DuckDB and Python say the same of every condition."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamaround.matching.bulk import places_of
from teamaround.matching.comparisons import COMPARED
from teamaround.matching.records import Record
from teamaround.matching.scoring import REACHING
from teamaround.matching.tables import in_columns
from teamaround.matching.tests.rows import lines, record

duckdb = pytest.importorskip("duckdb")


@given(st.lists(st.tuples(lines, lines), min_size=20, max_size=60))
@settings(max_examples=15, deadline=None)
def test_both_engines_reach_the_same_levels(pairs):
    left = [record(f"L{at}", **one) for at, (one, _) in enumerate(pairs)]
    right = [record(f"L{at}", **other) for at, (_, other) in enumerate(pairs)]
    here = [
        tuple(reached(one.row, other.row) for reached in REACHING)
        for one, other in zip(left, right, strict=True)
    ]
    assert _in_duckdb(left, right) == here


def _in_duckdb(left: list[Record], right: list[Record]):
    connection = duckdb.connect()
    for name, records in (("one", left), ("other", right)):
        connection.register("said", in_columns(records, range(len(records))))
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM said")
    columns = connection.table("one").columns
    both = ", ".join(f'l."{column}" AS "{column}_l", r."{column}" AS "{column}_r"' for column in columns)
    cases = ", ".join(_case(compared) for compared in COMPARED)
    rows = connection.execute(
        f"SELECT {cases} FROM (SELECT {both} FROM one l JOIN other r USING (record_id)) ORDER BY line_l"
    ).fetchall()
    return [places_of(sum((gamma + 1) << 4 * at for at, gamma in enumerate(row))) for row in rows]


def _case(compared):
    """As Splink counts: missing is -1, differs is 0, the first level the highest."""
    last = len(compared.levels)
    whens = " ".join(
        f"WHEN {level.condition.sql()} THEN {last - place}" for place, level in enumerate(compared.levels)
    )
    return f"CASE WHEN {compared.missing.sql()} THEN -1 {whens} ELSE 0 END"
