"""A whole file against an index: DuckDB leads records to candidates by their keys, Splink compares and weighs
them, and each record comes out with its candidates as the policy wants them.

The narrow keys are tried first. Records that no likely candidate came of are tried again under the wide ones.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from teamaround.matching.comparisons import BY_NAME, COMPARED, FREQUENCIES
from teamaround.matching.release import Release
from teamaround.matching.splink_model import settings

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa
    from splink import Linker

GAMMAS = tuple(f"gamma_{each.name}" for each in COMPARED)
KIND_OF_SIDES = ("child", "record")  # Splink's left and right, in the order of their names


@dataclass(frozen=True, slots=True)
class Pair:
    """A child and a record, the bits for them, and the place of the level each thing compared reached."""

    child: str
    record: str
    bits: float
    places: tuple[int, ...]


@dataclass
class Bulk:
    """An index and incoming records in one DuckDB; `widened` counts the records tried under wide keys."""

    release: Release
    children: int
    connection: duckdb.DuckDBPyConnection
    widened: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, release: Release, index: pa.Table, incoming: pa.Table) -> Bulk:
        """Both sides laid in memory, with how common their names are as the release knows it."""
        import duckdb

        connection = duckdb.connect()
        connection.execute("SET threads = 2; SET preserve_insertion_order = false")
        bulk = cls(release, index.num_rows, connection)
        bulk._frequencies()
        bulk._side("child", index)
        bulk._side("record", incoming)
        return bulk

    def pairs(self) -> Iterator[Pair]:
        """Every pair that was compared, the candidates of one record together."""
        self._block("narrow", most=self.release.most_under_a_key)
        self._score("scored_narrow")
        self._widen()
        self._score("scored_wide")
        found = self.connection.execute(
            "SELECT * FROM scored_narrow WHERE record NOT IN (SELECT record_id FROM unlikely)"
            " UNION ALL SELECT * FROM scored_wide ORDER BY record, bits DESC, child"
        )
        while rows := found.fetchmany(10_000):
            for child, record, bits, *gammas in rows:
                yield Pair(child, record, bits, places_of(gammas))

    def _frequencies(self) -> None:
        for column in FREQUENCIES:
            self.connection.execute(f"CREATE TABLE frequency_{column} (value VARCHAR, share DOUBLE)")
            import pyarrow as pa

            known = self.release.frequencies[column]
            said = pa.table({"value": list(known), "share": list(known.values())})
            self.connection.register("said", said)
            self.connection.execute(f"INSERT INTO frequency_{column} SELECT value, share FROM said")
            self.connection.unregister("said")

    def _side(self, side: str, table: pa.Table) -> None:
        """One side as Splink wants it: numbered, named, and with the frequency of its names."""
        shares = ", ".join(
            f'CASE WHEN t."{column}" IS NULL THEN NULL ELSE coalesce(f_{column}.share, {self.release.rare[column]!r}) END'
            f" AS tf_{column}"
            for column in FREQUENCIES
        )
        joins = " ".join(
            f'LEFT JOIN frequency_{column} f_{column} ON f_{column}.value = t."{column}"'
            for column in FREQUENCIES
        )
        self.connection.register("arriving", table)
        self.connection.execute(
            f"CREATE TABLE {side} AS SELECT t.* EXCLUDE (narrow, wide, line), '{side}' AS side, {shares}"
            f" FROM arriving t {joins}"
        )
        self.connection.execute(f"CREATE TABLE {side}_keys AS SELECT record_id, narrow, wide FROM arriving")
        self.connection.unregister("arriving")

    def _block(self, keys: str, *, most: int, only: str = "") -> None:
        """Pairs that share a key which does not lead to too many children."""
        self.connection.execute(
            f"CREATE OR REPLACE TABLE leads AS SELECT key, record_id FROM"
            f" (SELECT unnest({keys}) AS key, record_id FROM child_keys)"
            f" QUALIFY count(*) OVER (PARTITION BY key) <= {most}"
        )
        self.connection.execute(
            "CREATE OR REPLACE TABLE blocked AS SELECT DISTINCT 'child-__-' || c.record_id AS join_key_l,"
            " 'record-__-' || r.record_id AS join_key_r, 0 AS match_key FROM"
            f" (SELECT unnest({keys}) AS key, record_id FROM record_keys {only}) r JOIN leads c USING (key)"
        )
        self.connection.execute("DROP TABLE leads")

    def _widen(self) -> None:
        self.connection.execute(
            "CREATE TABLE unlikely AS SELECT record_id FROM record ANTI JOIN"
            f" (SELECT record FROM scored_narrow WHERE bits >= {self.release.policy.potential_from}) s"
            " ON s.record = record_id"
        )
        self.widened = int(self.connection.execute("SELECT count(*) FROM unlikely").fetchall()[0][0])
        self._block(
            "wide",
            most=self.release.most_under_a_wide_key,
            only="WHERE record_id IN (SELECT record_id FROM unlikely)",
        )
        self.connection.execute(
            "INSERT INTO blocked SELECT DISTINCT 'child-__-' || child, 'record-__-' || record, 0 FROM scored_narrow"
            " WHERE record IN (SELECT record_id FROM unlikely) AND"
            " ('child-__-' || child, 'record-__-' || record) NOT IN (SELECT join_key_l, join_key_r FROM blocked)"
        )

    def _score(self, name: str) -> None:
        """Splink's weights for the blocked pairs, with what each source's own release says more."""
        with linker(self.connection, self.release, self.children) as (model, api):
            model.table_management.register_blocked_pairs_for_predict(api.register("blocked"))
            predicted = model.inference.predict().physical_name
            gammas = ", ".join(f"p.{gamma}" for gamma in GAMMAS)
            self.connection.execute(
                f"CREATE TABLE {name} AS SELECT p.record_id_l AS child, p.record_id_r AS record,"
                f" p.match_weight + {self._more_by_agency()} AS bits, {gammas}"
                f' FROM "{predicted}" p JOIN record r ON r.record_id = p.record_id_r'
            )
            self.connection.execute(f'DROP TABLE "{predicted}"')

    def _more_by_agency(self) -> str:
        """What an agency's own weights add to the default ones, as SQL."""
        cases = []
        for agency in sorted(self.release.agencies):
            terms = " + ".join(_case(self.release, agency, name) for name in self.release.agencies[agency])
            cases.append(f"WHEN r.agency = '{_quoted(agency)}' THEN {terms or '0'}")
        return f"CASE {' '.join(cases)} ELSE 0 END" if cases else "0"


def _case(release: Release, agency: str, name: str) -> str:
    compared = BY_NAME[name]
    usual, own = release.default[name].bits(), release.learnt(agency, name).bits()
    last = len(compared.levels)
    cases = " ".join(
        f"WHEN {last - place} THEN {mine - bits!r}"
        for place, (mine, bits) in enumerate(zip(own, usual, strict=True))
    )
    return f"CASE p.gamma_{name} {cases} ELSE 0 END"


def _quoted(text: str) -> str:
    return text.replace("'", "''")


def places_of(gammas: list[int]) -> tuple[int, ...]:
    """Splink counts levels from the last up; here the first is 0. Missing is -1 in both."""
    return tuple(
        -1 if gamma < 0 else len(each.levels) - gamma for each, gamma in zip(COMPARED, gammas, strict=True)
    )


@contextmanager
def linker(
    connection: duckdb.DuckDBPyConnection, release: Release | None, children: int, **options: Any
) -> Iterator[tuple[Linker, Any]]:
    """Splink over the tables `child` and `record`; it says nothing on the way."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    from splink import DuckDBAPI, Linker

    api = DuckDBAPI(connection)
    sides = [api.register(side, dataset_display_name=side) for side in KIND_OF_SIDES]
    model = Linker(
        sides, settings(release, children=children, **options), log_level=None, validate_settings=False
    )
    try:
        yield model, api
    finally:
        model.table_management.invalidate_cache()  # type: ignore[no-untyped-call]
