"""`match evaluate`: an index, incoming records and the truth in, how well they were matched out."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from teamaround.embedded import Problem
from teamaround.matching.bulk import Answer, Bulk, Pair
from teamaround.matching.explaining import Explained
from teamaround.matching.files import Table, open_table
from teamaround.matching.filling import Filled, fill
from teamaround.matching.measures import Measured, Truth, gap, share
from teamaround.matching.policy import Contender, Decision, Outcome, Policy, decide
from teamaround.matching.release import Release
from teamaround.matching.scoring import levels_of
from teamaround.matching.store import CHILD, RECORD, Store, opened

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
    index, incoming = open_table(task.index), open_table(task.incoming, limit=task.limit)
    truth_table = open_table(task.truth, known=TRUTH)
    clock = Clock()
    warned = warn_of_columns((index, incoming, truth_table), say)
    with opened() as store:
        filled = fill(store, index, incoming, on=task.on, processes=task.processes)
        faults = warn_of_lines(filled, say)
        truth = read_truth(truth_table, filled, store)
        clock.lap("loading")
        release = _release(task, store, say)
        clock.lap("training")
        explained = Explained(task.explained)
        bulk = Bulk.of(release, store)
        measured = measure(bulk, truth, how=task.policy, explained=explained)
        clock.lap("matching")
        many = store.many[RECORD]
        return {
            "release": _about(release, task),
            **_figures(measured, release, task.policy),
            "records": {"index": store.many[CHILD], "incoming": many, "widened": bulk.widened},
            "seconds": round(sum(clock.laps.values()), 3),
            "seconds_by_part": clock.laps,
            "records_per_second": round(many / max(clock.laps["matching"], 0.001), 1),
            "warnings": {**warned, **faults},
            **({"reasons": explained.as_dict(release, store)} if task.explained else {}),
        }


class Clock:
    """Seconds from one lap to the next, by name."""

    def __init__(self) -> None:
        self._last = time.monotonic()
        self.laps: dict[str, float] = {}

    def lap(self, name: str) -> None:
        """What was done until now is called so."""
        now = time.monotonic()
        self.laps[name] = round(now - self._last, 3)
        self._last = now


def warn_of_columns(opened: tuple[Table, ...], say: Say) -> dict[str, Any]:
    """Columns that are in no list of ours are named."""
    ignored = {table.path.name: list(table.ignored) for table in opened if table.ignored}
    for name, columns in ignored.items():
        say(f"{name}: not known, so ignored: {', '.join(columns)}")
    return {"ignored_columns": ignored}


def warn_of_lines(filled: Filled, say: Say) -> dict[str, Any]:
    """What was wrong in lines is told with where it stands."""
    told = {"index": filled.children.faults.as_list(), "incoming": filled.records.faults.as_list()}
    for name, faults in told.items():
        for each in faults:
            say(
                f"{name}: {each['column']} in {each['lines']} lines: {each['words']} (first: {each['first']})"
            )
    return told


def _release(task: Task, store: Store, say: Say) -> Release:
    if not task.is_trained_first:
        return task.release
    from teamaround.matching.training import train

    if not all(store.many.values()):
        raise Problem("There is nothing to learn from: one of the files has no records.")
    say("Learning from these files, without their truth")
    return train(store, number=0, said={"what": "the files evaluated"}, base=task.release)


def read_truth(table: Table, filled: Filled, store: Store) -> Truth:
    """Whom each record is about; the source of a record comes from the record itself."""
    asked: dict[str, str] = {}
    if store.many[RECORD]:
        asked = {
            record: agency or "" for record, agency in store.ask(f"SELECT record_id, agency FROM {RECORD}")
        }
    broken_down = [name for name in ("group", "multiple", "age") if name in table.columns]
    facets: dict[str, dict[str, str]] = {"agency": asked, **{name: {} for name in broken_down}}
    child: dict[str, str] = {}
    kept: dict[str, str] = {}  # one string for each value, however often it is said
    for _, line in table.lines():
        record, meant = (line.get("record_id") or "").strip(), (line.get("child_id") or "").strip()
        if record and meant:
            child[record] = kept.setdefault(meant, meant)
            for name in broken_down if record in asked else ():
                value = (line.get(name) or "").strip()
                facets[name][record] = kept.setdefault(value, value)
    unknown = sum(record not in child for record in asked)
    if unknown:
        raise Problem(f"The truth has no child_id for {unknown} of the incoming records.")
    return Truth(child, Counter(child[record] for record in filled.children.ids if record in child), facets)


def measure(bulk: Bulk, truth: Truth, *, how: str, explained: Explained) -> Measured:
    """Every record decided and counted."""
    measured = Measured(truth)
    for answer in bulk.answers():
        decision = decide(contenders_of(answer.pairs), bulk.release.policy)
        _count(measured, answer, decision, bulk.release.policy, how)
        explained.take(answer, decision)
    return measured


def _count(measured: Measured, answer: Answer, decision: Decision, policy: Policy, how: str) -> None:
    """A decision holds for every record that reads the same; each may mean another child."""
    truth = measured.truth.child
    linked = _linked(answer.pairs, decision, policy, how)
    compared = Counter(truth.get(pair.child) for pair in answer.pairs)
    for record in answer.records:
        measured.take(record, decision, truth)
        meant = truth.get(record)
        measured.compared += len(answer.pairs)
        measured.compared_true += compared[meant]
        for pair in linked:
            (measured.pairs.right if truth.get(pair.child) == meant else measured.pairs.wrong).append(
                pair.bits
            )


def contenders_of(pairs: list[Pair]) -> Iterator[Contender]:
    """The candidates of one record, as the policy wants them."""
    return (Contender(pair.child, pair.bits, _levels_of(pair.places)) for pair in pairs)


_levels_of = lru_cache(maxsize=65_536)(levels_of)  # of a county's pairs most reach levels met before


def _linked(pairs: list[Pair], decision: Decision, policy: Policy, how: str) -> list[Pair]:
    """The pairs that count as linked: laid by themselves, or each record's best and all that come near it."""
    if how == AUTO:
        return [pair for pair in pairs if decision.outcome is Outcome.MATCH and pair.child == decision.child]
    return [pair for pair in pairs if pair.bits >= pairs[0].bits - policy.margin]


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
