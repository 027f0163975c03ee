"""`match evaluate`: an index, incoming records and the truth in, how well they were matched out."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from teamaround.embedded import Problem
from teamaround.matching import tables
from teamaround.matching.bulk import Bulk, Pair
from teamaround.matching.explaining import Explained
from teamaround.matching.files import Table, open_table
from teamaround.matching.measures import Measured, Truth, gap, share
from teamaround.matching.policy import Contender, Decision, Outcome, Policy, decide
from teamaround.matching.release import Release
from teamaround.matching.scoring import levels_of

if TYPE_CHECKING:
    import pyarrow as pa

TRUTH = ("record_id", "child_id", "group", "multiple", "age")
AUTO, BEST = "auto", "best"
FEWEST_FOR_A_GAP = 100
Say = Callable[[str], None]


@dataclass(frozen=True)
class Task:
    """What to evaluate, and how."""

    index: Path
    incoming: Path
    truth: Path
    release: Release
    on: date
    is_trained_first: bool = False
    policy: str = AUTO
    limit: int | None = None
    processes: int = 2
    explained: tuple[str, ...] = ()


def evaluate(task: Task, *, say: Say) -> dict[str, Any]:
    """The figures as JSON; see the guide for what each means."""
    begun = time.monotonic()
    index, incoming = open_table(task.index), open_table(task.incoming, limit=task.limit)
    truth_table = open_table(task.truth, known=TRUTH)
    warned = _warn_of_columns((index, incoming, truth_table), say)
    crowded = tables.crowded_in([index])
    children = tables.load(index, on=task.on, crowded=crowded, processes=task.processes)
    records = tables.load(incoming, on=task.on, crowded=crowded, processes=task.processes)
    for name, loaded in (("index", children), ("incoming", records)):
        _warn_of_lines(name, loaded, say)
    child_rows, record_rows = children.table(), records.table()
    truth = read_truth(truth_table, children.ids, record_rows)
    loaded_in = time.monotonic() - begun
    release = _release(task, child_rows, record_rows, say)
    trained_in = time.monotonic() - begun - loaded_in
    matching = time.monotonic()
    explained = Explained(task.explained)
    measured, widened = measure(release, child_rows, record_rows, truth, how=task.policy, explained=explained)
    matched_in = time.monotonic() - matching
    seconds = {"loading": loaded_in, "training": trained_in, "matching": matched_in}
    return {
        "release": _about(release, task),
        **_figures(measured, release, task.policy),
        "records": {"index": child_rows.num_rows, "incoming": record_rows.num_rows, "widened": widened},
        "seconds": round(sum(seconds.values()), 3),
        "seconds_by_part": {name: round(each, 3) for name, each in seconds.items()},
        "records_per_second": round(record_rows.num_rows / max(matched_in, 0.001), 1),
        "warnings": {**warned, "index": children.faults.as_list(), "incoming": records.faults.as_list()},
        **({"reasons": explained.as_dict(release, child_rows, record_rows)} if task.explained else {}),
    }


def _warn_of_columns(opened: tuple[Table, ...], say: Say) -> dict[str, Any]:
    ignored = {table.path.name: list(table.ignored) for table in opened if table.ignored}
    for name, columns in ignored.items():
        say(f"{name}: not known, so ignored: {', '.join(columns)}")
    return {"ignored_columns": ignored}


def _warn_of_lines(name: str, loaded: tables.Loaded, say: Say) -> None:
    for fault in loaded.faults.as_list():
        say(
            f"{name}: {fault['column']} in {fault['lines']} lines: {fault['words']} (first: {fault['first']})"
        )


def _release(task: Task, children: pa.Table, records: pa.Table, say: Say) -> Release:
    if not task.is_trained_first:
        return task.release
    from teamaround.matching.training import train

    if not children.num_rows or not records.num_rows:
        raise Problem("There is nothing to learn from: one of the files has no records.")
    say("Learning from these files, without their truth")
    return train(children, records, number=0, said={"what": "the files evaluated"}, base=task.release)


def read_truth(table: Table, index_ids: set[str], records: pa.Table) -> Truth:
    """Whom each record is about; the source of a record comes from the record itself."""
    said: dict[str, dict[str, str]] = {}
    for _, line in table.lines():
        if line.get("record_id"):
            said[line["record_id"].strip()] = {name: (line.get(name) or "").strip() for name in TRUTH}
    child = {record: each["child_id"] for record, each in said.items() if each["child_id"]}
    unknown = [record for record in records.column("record_id").to_pylist() if record not in child]
    if unknown:
        raise Problem(f"The truth has no child_id for {len(unknown)} of the incoming records.")
    agencies = zip(records.column("record_id").to_pylist(), records.column("agency").to_pylist(), strict=True)
    facets: dict[str, dict[str, str]] = {"agency": {record: agency or "" for record, agency in agencies}}
    for name in ("group", "multiple", "age"):
        if name in table.columns:
            facets[name] = {record: each[name] for record, each in said.items()}
    return Truth(child, Counter(child[record] for record in index_ids if record in child), facets)


def measure(
    release: Release, children: pa.Table, records: pa.Table, truth: Truth, *, how: str, explained: Explained
) -> tuple[Measured, int]:
    """Every record decided and counted; and how many had to be tried under wide keys."""
    measured = Measured(truth)
    waiting = dict.fromkeys(records.column("record_id").to_pylist())
    if children.num_rows and records.num_rows:
        bulk = Bulk.of(release, children, records)
        for record, found in groupby(bulk.pairs(), key=lambda pair: pair.record):
            pairs = list(found)
            waiting.pop(record)
            explained.take(record, _count(measured, record, pairs, release.policy, how), pairs)
        widened = bulk.widened
        bulk.connection.close()
    else:
        widened = 0
    for record in waiting:
        measured.take(record, Decision(Outcome.NONE, None, float("-inf")), truth.child)
    return measured, widened


def _count(measured: Measured, record: str, pairs: list[Pair], policy: Policy, how: str) -> Decision:
    truth = measured.truth.child
    decision = decide(contenders_of(pairs), policy)
    measured.take(record, decision, truth)
    meant = truth.get(record)
    measured.compared += len(pairs)
    measured.compared_true += sum(truth.get(pair.child) == meant for pair in pairs)
    for pair in _linked(pairs, decision, policy, how):
        (measured.pairs.right if truth.get(pair.child) == meant else measured.pairs.wrong).append(pair.bits)
    return decision


def contenders_of(pairs: list[Pair]) -> Iterator[Contender]:
    """The candidates of one record, as the policy wants them."""
    return (Contender(pair.child, pair.bits, levels_of(pair.places)) for pair in pairs)


def _linked(pairs: list[Pair], decision: Decision, policy: Policy, how: str) -> list[Pair]:
    """The pairs that count as linked: laid by themselves, or each record's best and all that come near it."""
    if how == AUTO:
        return [pair for pair in pairs if decision.outcome is Outcome.MATCH and pair.child == decision.child]
    best = max(pair.bits for pair in pairs)
    return [pair for pair in pairs if pair.bits >= best - policy.margin]


def _figures(measured: Measured, release: Release, how: str) -> dict[str, Any]:
    truth = measured.truth
    true_pairs = sum(
        truth.index_records.get(truth.child[record], 0)
        for record in truth.facets["agency"]
        if record in truth.child
    )
    least = float("-inf") if how == AUTO else release.policy.potential_from
    by_group = measured.facet("group")
    return {
        "policy": how,
        "pairs": {**measured.pairs.at(least, true_pairs), **measured.pairs.best(true_pairs)},
        **{name: value for name, value in measured.every.as_dict().items() if name in ("auto", "review", "found")},
        "blocking": {
            "recall": share(measured.compared_true, true_pairs), "pairs": measured.compared,
        },
        "by_agency": measured.facet("agency"),
        "by_group": by_group,
        "by_age": measured.facet("age"),
        "by_multiple": measured.facet("multiple"),
        "gap_between_groups": gap(by_group, least=FEWEST_FOR_A_GAP),
        "guards": dict(sorted(measured.guards.items())),
    }  # fmt: skip


def _about(release: Release, task: Task) -> dict[str, Any]:
    return {
        "number": release.number,
        "hash": release.hash(),
        "trained_on": dict(release.trained_on),
        "trained_first": task.is_trained_first,
        "policy": release.policy.as_dict(),
    }
