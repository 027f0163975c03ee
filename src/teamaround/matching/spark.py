"""The same release on a Spark cluster, for more records than one machine weighs in an hour.

Rows are made standard here and handed over as Parquet in a folder that the cluster sees; Spark leads records to
candidates by the same keys, Splink weighs them there, and the pairs come back in order for the policy.
"""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from teamaround.embedded import Problem
from teamaround.matching.bulk import Answer, Pair, code_in_sql, lean, more_by_agency, places_of
from teamaround.matching.comparisons import FREQUENCIES
from teamaround.matching.deciding import Engine, Opened
from teamaround.matching.dialects import SPARK
from teamaround.matching.release import Release
from teamaround.matching.splink_model import settings
from teamaround.matching.store import CHILD, RECORD, SIDES, WIDTHS, Store

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_NEEDS = "Matching on Spark needs {}. Everything else of matching works without; --engine duckdb does the same here."


PARTS_HERE, PARTS = "4", "200"


def refuse_without() -> None:
    """Problem, in a sentence, when Spark cannot run here."""
    try:
        import pyspark  # noqa: F401
    except ImportError as fault:
        raise Problem(_NEEDS.format('the extra “spark” (pip install "teamaround[spark]")')) from fault
    if shutil.which("java") is None:
        raise Problem(_NEEDS.format("Java 17 or newer (Debian: openjdk-17-jre-headless)"))


@contextmanager
def on_spark(master: str, *, shared: Path | None = None) -> Iterator[Opened]:
    """A session on a cluster; rows and steps on the way stand in a folder that goes at the end."""
    refuse_without()
    with tempfile.TemporaryDirectory(prefix="teamaround-match-", dir=shared) as folder:
        spark = _session(master, folder)
        try:
            yield lambda release, store, children: _opened(spark, Path(folder), release, store, children)
        finally:
            spark.stop()


def _session(master: str, folder: str) -> SparkSession:
    from pyspark.sql import SparkSession
    from splink.internals.spark.jar_location import similarity_jar_location

    is_here = master.startswith("local")
    chosen = {
        "spark.jars": similarity_jar_location(),
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": PARTS_HERE if is_here else PARTS,
        "spark.default.parallelism": PARTS_HERE if is_here else PARTS,
        "spark.sql.warehouse.dir": folder,
        **(dict.fromkeys(("spark.driver.host", "spark.driver.bindAddress"), "127.0.0.1") if is_here else {}),
    }
    builder = SparkSession.builder.master(master).appName("teamaround match")
    for name, value in chosen.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    spark.sparkContext.setCheckpointDir(folder)
    return spark


@contextmanager
def _opened(
    spark: SparkSession, folder: Path, release: Release, store: Store, children: int
) -> Iterator[Engine]:
    with tempfile.TemporaryDirectory(prefix="rows-", dir=folder) as place:
        again = store.repeats(RECORD) if store.many[RECORD] else {}
        for side in SIDES:
            store.export(side, Path(place))
        yield SparkBulk(spark, Path(place), release, children, again, is_empty=not all(store.many.values()))


class SparkBulk:
    """A release at work on a cluster."""

    def __init__(
        self, spark: SparkSession, folder: Path, release: Release, children: int, again: dict[int, list[str]],
        *, is_empty: bool,
    ) -> None:  # fmt: skip
        self._spark, self._folder, self._release = spark, folder, release
        self._children, self._again, self._is_empty = children, again, is_empty

    def answers(self) -> Iterator[Answer]:
        """Every record with its candidates, in the file's order; those that met nobody too."""
        for side in SIDES:
            self._side(side)
        scored = "(SELECT 0L AS child, 0L AS record, 0D AS bits, 0L AS code LIMIT 0)"
        if not self._is_empty:
            self._weighed()
            scored = "scored"
        found = self._spark.sql(
            f"SELECT r.nth, r.record_id, r.agency, c.record_id AS child, bits, code FROM {RECORD} r"
            f" LEFT JOIN {scored} s ON s.record = r.nth LEFT JOIN {CHILD} c ON c.nth = s.child"
            " ORDER BY r.nth, bits DESC, c.record_id"
        ).toLocalIterator()
        for nth, rows in groupby(found, key=itemgetter(0)):
            met = list(rows)
            _, record, agency, *_ = met[0]
            pairs = [Pair(row[3], row[4], places_of(row[5])) for row in met if row[3] is not None]
            yield Answer((record, *self._again.get(nth, ())), agency or "", pairs)

    def _side(self, side: str) -> None:
        """The rows of one side, and its keys."""
        for name in (side, *(f"{side}_{width}" for width in WIDTHS)):
            self._spark.read.parquet(str(self._folder / f"{name}.parquet")).createOrReplaceTempView(name)

    def _frequencies(self, column: str) -> None:
        """How common each name that is met is, as the release knows it; one that it does not know is a rare one."""
        known = list(self._release.frequencies[column].items())
        self._spark.createDataFrame(known, "value string, share double").createOrReplaceTempView("known")
        rare = SPARK.number.format(repr(self._release.rare[column]))
        self._kept(
            f"SELECT met.`{column}`, coalesce(k.share, {rare}) AS `tf_{column}` FROM"
            f" (SELECT `{column}` FROM {CHILD} UNION SELECT `{column}` FROM {RECORD}) met"
            f" LEFT JOIN known k ON k.value = met.`{column}` WHERE met.`{column}` IS NOT NULL",
            f"frequency_{column}",
        )

    def _kept(self, words: str, name: str) -> None:
        """What a question brings, written down so that it is not asked again."""
        path = str(self._folder / f"{name}.kept")
        self._spark.sql(words).write.mode("overwrite").parquet(path)
        self._spark.read.parquet(path).createOrReplaceTempView(name)

    def _weighed(self) -> None:
        release = self._release
        for column in FREQUENCIES:
            self._frequencies(column)
        self._block("narrow", "", most=release.most_under_a_key)
        self._score("scored_narrow")
        self._kept(
            f"SELECT nth FROM {RECORD} LEFT ANTI JOIN (SELECT record FROM scored_narrow"
            f" WHERE bits >= {release.policy.potential_from}) s ON s.record = nth",
            "unlikely",
        )
        self._block("wide", "LEFT SEMI JOIN unlikely u ON u.nth = r.nth", most=release.most_under_a_wide_key)
        self._kept(
            "SELECT b.* FROM blocked b LEFT ANTI JOIN scored_narrow s ON s.child = b.child AND s.record = b.record",
            "blocked_more",
        )
        self._spark.table("blocked_more").createOrReplaceTempView("blocked")
        self._score("scored_wide")
        self._kept("SELECT * FROM scored_narrow UNION ALL SELECT * FROM scored_wide", "scored")

    def _block(self, width: str, only: str, *, most: int) -> None:
        """Pairs that share a key which does not lead to too many children."""
        self._kept(
            f"SELECT DISTINCT c.nth AS child, r.nth AS record, '{CHILD}-__-' || c.nth AS join_key_l,"
            f" '{RECORD}-__-' || r.nth AS join_key_r, 0 AS match_key FROM {RECORD}_{width} r {only}"
            f" JOIN {CHILD}_{width} c ON c.key = r.key"
            f" JOIN (SELECT key FROM {CHILD}_{width} GROUP BY key HAVING count(*) <= {most}) led ON led.key = r.key",
            "blocked",
        )

    def _score(self, name: str) -> None:
        """Splink's weights, with what each source's own release says more."""
        logging.getLogger("splink").setLevel(logging.ERROR)
        from splink import Linker
        from splink.internals.spark.database_api import SparkAPI

        api = lean(SparkAPI)(spark_session=self._spark, break_lineage_method="parquet")  # type: ignore[no-untyped-call]
        sides = [api.register(side, dataset_display_name=side) for side in SIDES]
        model = Linker(
            sides,
            settings(self._release, children=self._children, said=SPARK),
            log_level=None,
            validate_settings=False,
        )
        for column in FREQUENCIES:
            table = api.register(f"frequency_{column}")
            model.table_management.register_term_frequency_lookup(table, column)
        model.table_management.register_blocked_pairs_for_predict(api.register("blocked"))
        predicted = model.inference.predict().physical_name
        self._kept(
            f"SELECT p.nth_l AS child, p.nth_r AS record, p.match_weight + {more_by_agency(self._release, SPARK)}"
            f" AS bits, {code_in_sql()} AS code FROM {predicted} p JOIN {RECORD} r ON r.nth = p.nth_r",
            name,
        )
        model.table_management.invalidate_cache()  # type: ignore[no-untyped-call]
