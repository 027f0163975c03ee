"""`teamaround match bench`: matching on an index of true size, beside Splink on the same data in the same run."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from teamaround.embedded import MATCH_BENCH
from teamaround.site.saying import say

from .bench import reported

CHILDREN, INCOMING, BULK, PORT = 1_000_000, 100_000, 10_000, 8767
COUNTY = 200  # children of the small county whose people and agencies are used
ASKED, CALLED, CLIENTS = 2_000, 900, 8
GOALS = {
    "matcher_p95_ms": 10, "call_p95_ms": 50, "times_faster_than_splink_p95": 100,
    "bulk_records_per_second": 3_000,
}  # fmt: skip


def arguments(parser: ArgumentParser) -> None:
    """How large, how many."""
    parser.add_argument("--children", type=int, default=CHILDREN, help=f"size of the index ({CHILDREN:,})")
    parser.add_argument("--incoming", type=int, default=INCOMING, help=f"agencies' records ({INCOMING:,})")
    parser.add_argument(
        "--bulk", type=int, default=BULK,
        help=f"how many of them are taken in as a file, at most 100,000 ({BULK:,})",
    )  # fmt: skip
    parser.add_argument("--port", type=int, default=PORT, help=f"port on 127.0.0.1 ({PORT})")
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(chosen: Namespace) -> int:
    """Make the index, measure, report; 1 when a goal is missed."""
    return reported(_measured(chosen), as_json=chosen.json)


def _measured(chosen: Namespace) -> dict[str, Any]:
    from teamaround.embedded import state_folder
    from teamaround.site.bench import county, matching_index

    folder = state_folder(MATCH_BENCH) / f"{chosen.children}"
    folder.mkdir(exist_ok=True)
    files = matching_index.files(folder, children=chosen.children, incoming=chosen.incoming)
    with county.served(
        children_wanted=COUNTY,
        port=chosen.port,
        installed_as=MATCH_BENCH,
        and_then=lambda: matching_index.load(files["index"]),
    ) as served:
        figures = _figures(chosen, files, served.port)
    return {
        "children": chosen.children, "incoming": chosen.incoming, **figures, "goals": GOALS,
        "met": _met(figures), "load": os.getloadavg(),
    }  # fmt: skip


def _figures(chosen: Namespace, files: dict[str, Path], port: int) -> dict[str, Any]:
    from teamaround.site.bench import county, matching_bulk, matching_index, matching_times

    viewer = county.finders()[0]
    asked = matching_index.records(files["incoming"], many=ASKED + CALLED * 2)
    say("The matcher alone")
    alone = matching_times.matcher(viewer, asked[:ASKED])
    say("Whole calls, from one client and from eight")
    tokens = [matching_times.token(viewer) for _ in range(CLIENTS + 1)]
    one = matching_times.calls(port, tokens[:1], asked[ASKED : ASKED + CALLED])
    eight = matching_times.calls(port, tokens[1:], asked[ASKED + CALLED :])
    say("Splink on the same files")
    splink = matching_times.splink(files)
    say(f"A file of {chosen.bulk:,} records taken in")
    return {
        "matcher": alone, "call_one_client": one, "call_eight_clients": eight, "splink": splink,
        "bulk": matching_bulk.take_in(files["incoming"], many=chosen.bulk),
        "memory": matching_times.memory(),
    }  # fmt: skip


def _met(figures: dict[str, Any]) -> dict[str, bool]:
    matcher = figures["matcher"]["p95_ms"]
    return {
        "matcher_p95": matcher < GOALS["matcher_p95_ms"],
        "call_p95": figures["call_one_client"]["p95_ms"] < GOALS["call_p95_ms"],
        "all_calls_answered": set(figures["call_one_client"]["statuses"]) == {200},
        "faster_than_splink": figures["splink"]["one_record"]["p95_ms"]
        >= GOALS["times_faster_than_splink_p95"] * matcher,
        "bulk": figures["bulk"]["records_per_second"] >= GOALS["bulk_records_per_second"],
    }
