"""`teamaround match bulk`: a decision for every record of a file."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from teamaround.embedded import Problem
from teamaround.matching.commands.saying import aside

if TYPE_CHECKING:
    from teamaround.matching.deciding import Counts, Decided, Opened

DUCKDB, SPARK = "duckdb", "spark"


def arguments(parser: ArgumentParser) -> None:
    """The files, the engine, and where to."""
    parser.add_argument("--index", type=Path, required=True, help="CSV or Parquet with the children known")
    parser.add_argument("--incoming", type=Path, required=True, help="CSV or Parquet with agencies' records")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="decisions.csv or .parquet")
    parser.add_argument("--release", metavar="N", help="number or file of a release (the newest)")
    parser.add_argument(
        "--engine", choices=(DUCKDB, SPARK), default=DUCKDB, help="this machine's DuckDB, or Spark"
    )
    parser.add_argument("--master", default="local[*]", metavar="URL", help="Spark's master (local[*])")
    parser.add_argument(
        "--shared", type=Path, metavar="DIR", help="for Spark: a folder that the whole cluster sees"
    )
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N incoming records")


def run(chosen: Namespace) -> int:
    """Decide, write, count."""
    from teamaround.matching import deciding, release
    from teamaround.matching.commands.release import of
    from teamaround.matching.evaluating import warn_of_columns, warn_of_lines
    from teamaround.matching.files import open_table
    from teamaround.matching.filling import fill
    from teamaround.matching.store import opened

    _check(chosen)
    try:
        model = of(chosen.release) if chosen.release else release.load()
    except release.Unfit as fault:
        raise Problem(str(fault)) from fault
    index, incoming = open_table(chosen.index), open_table(chosen.incoming, limit=chosen.limit)
    warn_of_columns((index, incoming), aside)
    counts = deciding.Counts()
    with opened() as store, _engine(chosen) as engine:
        warn_of_lines(fill(store, index, incoming, on=datetime.now(UTC).date()), aside)
        _write(chosen.out, _counted(deciding.decisions(model, store, engine), counts))
    lines = [f"{words:<30}{many:>9}" for words, many in sorted(counts.outcomes.items())]
    sys.stdout.write(
        "\n".join([*lines, f"{'founding a new child':<30}{counts.founded:>9}", str(chosen.out)]) + "\n"
    )
    return 0


def _check(chosen: Namespace) -> None:
    if chosen.limit is not None and chosen.limit < 1:
        raise Problem("--limit wants a number of at least 1.")
    if chosen.out.suffix not in (".csv", ".parquet"):
        raise Problem("--out wants a file that ends in .csv or .parquet.")
    if not chosen.out.parent.is_dir():
        raise Problem(f"There is no folder {chosen.out.parent}.")


@contextmanager
def _engine(chosen: Namespace) -> Iterator[Opened]:
    if chosen.engine == DUCKDB:
        from teamaround.matching.deciding import OnThisMachine

        yield OnThisMachine
        return
    from teamaround.matching.spark import on_spark

    with on_spark(chosen.master, shared=chosen.shared) as opened:
        yield opened


def _counted(decided: Iterator[Decided], counts: Counts) -> Iterator[Decided]:
    for each in decided:
        counts.add(each)
        yield each


def _write(out: Path, decided: Iterator[Decided]) -> None:
    from teamaround.matching.decisions import write_csv, write_parquet

    write = write_csv if out.suffix == ".csv" else write_parquet
    write(out, decided)
