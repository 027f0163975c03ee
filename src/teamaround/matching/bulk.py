"""A whole file against an index: DuckDB leads records to candidates by their keys, Splink compares and weighs
them, and each record comes out with its candidates as the policy wants them.

The narrow keys are tried first. Records that no likely candidate came of are tried again under the wide ones.
Records are worked on a slice at a time, so that memory does not grow with the file.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from teamaround.matching.comparisons import BY_NAME, COMPARED, FREQUENCIES
from teamaround.matching.dialects import DUCKDB, Dialect
from teamaround.matching.release import Release
from teamaround.matching.splink_model import settings
from teamaround.matching.store import CHILD, RECORD, SIDES, Store

if TYPE_CHECKING:
    import duckdb
    from splink import Linker

SLICE = 25_000  # records worked on at a time
MOST_PAIRS = 1_000_000  # weighed at a time
GAMMAS = tuple(f"gamma_{each.name}" for each in COMPARED)


@dataclass(frozen=True, slots=True)
class Pair:
    """A child whom a record was compared with: the bits, and the place of the level each thing compared reached."""

    child: str
    bits: float
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """Everybody whom a record was compared with, the likeliest first; `records` are it and its like to the letter."""

    records: tuple[str, ...]
    agency: str
    pairs: list[Pair]


@dataclass
class Bulk:
    """A release at work on a store; `widened` counts the records tried under wide keys.

    `children` is how many there are to choose from, which says how likely any one of them is.
    """

    release: Release
    store: Store
    children: int
    widened: int = 0

    @classmethod
    def of(cls, release: Release, store: Store, *, children: int | None = None) -> Bulk:
        """Ready to weigh, with how common names are as the release knows it."""
        bulk = cls(release, store, store.many[CHILD] if children is None else children)
        for column in FREQUENCIES:
            bulk._frequencies(column)
        return bulk

    def answers(self) -> Iterator[Answer]:
        """Every record with its candidates, in the file's order; those that met nobody too."""
        again = self.store.repeats(RECORD) if self.store.many[RECORD] else {}
        for first in range(0, self.store.numbered, SLICE):
            for nth, record, agency, pairs in self._slice(first, first + SLICE):
                yield Answer((record, *again.get(nth, ())), agency, pairs)

    def alone(self, nth: int) -> list[Pair]:
        """The candidates of one record, asked for alone."""
        return [pair for *_, pairs in self._slice(nth, nth + 1) for pair in pairs]

    def _slice(self, first: int, end: int) -> Iterator[tuple[int, str, str, list[Pair]]]:
        which = f"nth >= {first} AND nth < {end} AND nth NOT IN (SELECT nth FROM {RECORD}_again)"
        self._run("CREATE OR REPLACE TABLE scored (child BIGINT, record BIGINT, bits DOUBLE, code BIGINT)")
        if self.store.many[CHILD]:
            self._block("narrow", which, most=self.release.most_under_a_key)
            self._score()
            self._widen(which)
            self._score()
        found = self.store.connection.execute(
            f"SELECT r.nth, r.record_id, r.agency, c.record_id, bits, code"
            f" FROM (SELECT nth, record_id, agency FROM {RECORD} WHERE {which}) r"
            f" LEFT JOIN scored s ON s.record = r.nth LEFT JOIN {self._children()} c ON c.nth = s.child"
            " ORDER BY r.nth, bits DESC, c.record_id"
        )
        for nth, rows in groupby(_rows(found), key=itemgetter(0)):
            met = list(rows)
            _, record, agency, *_ = met[0]
            pairs = [Pair(row[3], row[4], places_of(row[5])) for row in met if row[3] is not None]
            yield nth, record, agency or "", pairs

    def _children(self) -> str:
        return CHILD if self.store.many[CHILD] else "(SELECT 0 AS nth, '' AS record_id LIMIT 0)"

    def _run(self, words: str) -> None:
        self.store.connection.execute(words)

    def _frequencies(self, column: str) -> None:
        import pyarrow as pa

        known = self.release.frequencies[column]
        said = pa.table({"value": list(known), "share": list(known.values())})
        self.store.connection.register("said", said)
        self._run(f"CREATE OR REPLACE TABLE frequency_{column} AS SELECT * FROM said")
        self.store.connection.unregister("said")

    def _block(self, width: str, which: str, *, most: int) -> None:
        """Pairs that share a key which does not lead to too many children."""
        self._run(
            f"CREATE OR REPLACE TEMP TABLE asked AS SELECT key, nth FROM {RECORD}_{width} WHERE {which}"
        )
        self._run(
            f"CREATE OR REPLACE TEMP TABLE met AS SELECT key, nth FROM {CHILD}_{width}"
            " WHERE key IN (SELECT key FROM asked)"
        )
        self._run(
            "CREATE OR REPLACE TABLE blocked AS SELECT DISTINCT met.nth AS child, asked.nth AS record"
            f" FROM (SELECT key FROM met GROUP BY key HAVING count(*) <= {most})"
            " JOIN met USING (key) JOIN asked USING (key)"
        )
        self._run("DROP TABLE met; DROP TABLE asked")

    def _widen(self, which: str) -> None:
        """Records without a likely candidate begin again, with those they met and those that wide keys lead to."""
        self._run(
            f"CREATE OR REPLACE TEMP TABLE unlikely AS SELECT nth FROM {RECORD} WHERE {which} AND nth NOT IN"
            f" (SELECT record FROM scored WHERE bits >= {self.release.policy.potential_from})"
        )
        self.widened += int(self.store.ask("SELECT count(*) FROM unlikely")[0][0])
        self._block("wide", "nth IN (SELECT nth FROM unlikely)", most=self.release.most_under_a_wide_key)
        self._run("DELETE FROM blocked b USING scored s WHERE b.child = s.child AND b.record = s.record")

    def _score(self) -> None:
        """Splink's weights for the blocked pairs, a part at a time."""
        for begin, end in _parts(
            self.store.ask("SELECT record, count(*) FROM blocked GROUP BY record ORDER BY record")
        ):
            self._run(
                "CREATE OR REPLACE TABLE weighed AS SELECT child, record,"
                f" '{CHILD}-__-' || child AS join_key_l, '{RECORD}-__-' || record AS join_key_r, 0 AS match_key"
                f" FROM blocked WHERE record BETWEEN {begin} AND {end}"
            )
            for side in SIDES:
                self._side(side)
            self._predict()

    def _side(self, side: str) -> None:
        """The rows of one side that are weighed, with the frequency of their names."""
        shares = ", ".join(
            f'CASE WHEN t."{column}" IS NULL THEN NULL ELSE coalesce(f_{column}.share, {self.release.rare[column]!r}) END'
            f" AS tf_{column}"
            for column in FREQUENCIES
        )
        joins = " ".join(
            f'LEFT JOIN frequency_{column} f_{column} ON f_{column}.value = t."{column}"'
            for column in FREQUENCIES
        )
        self._run(
            f"CREATE OR REPLACE TABLE {side}_met AS SELECT t.*, {shares} FROM {side} t {joins}"
            f" WHERE t.nth IN (SELECT {side} FROM weighed)"
        )

    def _predict(self) -> None:
        """Splink's weights, with what each source's own release says more."""
        with linker(self.store.connection, self.release, self.children) as (model, api):
            model.table_management.register_blocked_pairs_for_predict(api.register("weighed"))
            predicted = model.inference.predict().physical_name
            self._run(
                "INSERT INTO scored SELECT p.nth_l, p.nth_r,"
                f" p.match_weight + {more_by_agency(self.release)}, {code_in_sql()}"
                f' FROM "{predicted}" p JOIN {RECORD}_met r ON r.nth = p.nth_r'
            )
            self._run(f'DROP TABLE "{predicted}"')


def _rows(found: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while rows := found.fetchmany(10_000):
        yield from rows


def _parts(counted: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """First and last record of parts that hold no more pairs than may be weighed at once."""
    begin, many, last = None, 0, 0
    for record, pairs in counted:
        if begin is not None and many + pairs > MOST_PAIRS:
            yield begin, last
            begin, many = None, 0
        begin, many, last = record if begin is None else begin, many + pairs, record
    if begin is not None:
        yield begin, last


def more_by_agency(release: Release, said: Dialect = DUCKDB) -> str:
    """What an agency's own weights add to the default ones, as SQL over a prediction `p` and its record `r`."""
    cases = []
    for agency in sorted(release.agencies):
        terms = " + ".join(_case(release, agency, name, said) for name in release.agencies[agency])
        cases.append(f"WHEN r.agency = '{_quoted(agency)}' THEN {terms or '0'}")
    return f"CASE {' '.join(cases)} ELSE 0 END" if cases else "0"


def _case(release: Release, agency: str, name: str, said: Dialect) -> str:
    compared = BY_NAME[name]
    usual, own = release.default[name].bits(), release.learnt(agency, name).bits()
    last = len(compared.levels)
    cases = " ".join(
        f"WHEN {last - place} THEN {said.number.format(repr(mine - bits))}"
        for place, (mine, bits) in enumerate(zip(own, usual, strict=True))
    )
    return f"CASE p.gamma_{name} {cases} ELSE 0 END"


def _quoted(text: str) -> str:
    return text.replace("'", "''")


def code_in_sql() -> str:
    """The levels reached as one number: sixteen to a thing compared, missing being nought."""
    return " + ".join(
        f"(p.gamma_{each.name} + 1) * CAST({16**at} AS BIGINT)" for at, each in enumerate(COMPARED)
    )


@lru_cache(maxsize=65_536)
def places_of(code: int) -> tuple[int, ...]:
    """Splink counts levels from the last up; here the first is 0. Missing is -1 in both."""
    gammas = [(code >> 4 * at) % 16 - 1 for at in range(len(COMPARED))]
    return tuple(
        -1 if gamma < 0 else len(each.levels) - gamma for each, gamma in zip(COMPARED, gammas, strict=True)
    )


def lean(kind: type[Any]) -> type[Any]:
    """Splink's way to an engine, but of a prediction only the numbers, weights and levels are written down.

    It would keep both rows of every pair besides, which costs several times as much as weighing them.
    """

    class Lean(kind):  # type: ignore[misc]
        def _setup_for_execute_sql(self, sql: str, physical_name: str) -> Any:
            if physical_name.startswith("__splink__df_predict"):
                wanted = ", ".join(("nth_l", "nth_r", "match_weight", *GAMMAS))
                sql = f"SELECT {wanted} FROM ({sql})"
            return super()._setup_for_execute_sql(sql, physical_name)

    return Lean


@contextmanager
def linker(
    connection: duckdb.DuckDBPyConnection,
    release: Release | None,
    children: int,
    *,
    ending: str = "_met",
    **options: Any,
) -> Iterator[tuple[Linker, Any]]:
    """Splink over the tables of both sides; it says nothing on the way."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    from splink import DuckDBAPI, Linker

    api = lean(DuckDBAPI)(connection)
    tables = [api.register(f"{side}{ending}", dataset_display_name=side) for side in SIDES]
    model = Linker(
        tables, settings(release, children=children, **options), log_level=None, validate_settings=False
    )
    try:
        yield model, api
    finally:
        model.table_management.invalidate_cache()  # type: ignore[no-untyped-call]
