"""Spark gives the same decisions from the same release; tried where Spark and Java are."""

import importlib.util
import shutil

import pytest

from teamaround.embedded import Problem
from teamaround.matching import release
from teamaround.matching.deciding import OnThisMachine, decisions
from teamaround.matching.files import open_table
from teamaround.matching.filling import fill
from teamaround.matching.generating.writing import Order, generate
from teamaround.matching.spark import on_spark, refuse_without
from teamaround.matching.store import opened
from teamaround.matching.tests.rows import TODAY

pytest.importorskip("splink")
needs_spark = pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is None or shutil.which("java") is None,
    reason="Spark is an extra of its own, and it needs Java",
)


def test_without_spark_or_java_a_sentence_says_what_is_missing(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(Problem, match=r"needs (the extra “spark”|Java 17 or newer).*--engine duckdb"):
        refuse_without()


@needs_spark
@pytest.mark.slow
@pytest.mark.enable_socket
@pytest.mark.filterwarnings("ignore")
def test_spark_decides_as_duckdb_does(tmp_path):
    paths = generate(Order(index=600, incoming=150, errors=3.0, seed=8), tmp_path, processes=1)
    tables = [open_table(paths[name]) for name in ("index", "incoming")]
    with opened() as store:
        fill(store, *tables, on=TODAY, processes=1)
        here = {each.record: each for each in decisions(release.load(), store, OnThisMachine)}
    with opened() as store, on_spark("local[2]") as engine:
        fill(store, *tables, on=TODAY, processes=1)
        there = {each.record: each for each in decisions(release.load(), store, engine)}
    assert set(here) == set(there)
    for record, one in here.items():
        other = there[record]
        assert one.decision.bits == pytest.approx(other.decision.bits, abs=1e-9)
        assert (one.founder, one.is_new, one.decision.outcome, one.decision.child, one.decision.guards) == (
            other.founder, other.is_new, other.decision.outcome, other.decision.child, other.decision.guards,
        )  # fmt: skip
        assert one.decision.contenders == other.decision.contenders
