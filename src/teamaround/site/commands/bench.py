"""`teamaround bench spine`: the spine's figures on an invented county of true size."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from typing import Any

from teamaround.site.saying import say, show

CHILDREN, REQUESTS, ROUNDS, PORT = 150_000, 10_000, 15, 8765
GOALS = {
    "page_p95_ms": 200, "queries": 25, "audit_added_p95_ms": 5, "without_audit_row": 0,
}  # fmt: skip


def arguments(parser: ArgumentParser) -> None:
    """How large, how many, how shown."""
    parser.add_argument("--children", type=int, default=CHILDREN, help=f"size of the county ({CHILDREN:,})")
    parser.add_argument("--requests", type=int, default=REQUESTS, help=f"requests under kills ({REQUESTS:,})")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"rounds of each person ({ROUNDS})")
    parser.add_argument("--port", type=int, default=PORT, help=f"port on 127.0.0.1 ({PORT})")
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(chosen: Namespace) -> int:
    """Make the county, measure, report; 1 when a goal is missed."""
    return reported(_measured(chosen), as_json=chosen.json)


def reported(report: dict[str, Any], *, as_json: bool) -> int:
    """Show what was measured; 1 when a goal is missed."""
    if as_json:
        show(json.dumps(report, indent=2))
    else:
        for name, value in report.items():
            show(f"{name}: {json.dumps(value)}")
    return 0 if all(report["met"].values()) else 1


def _measured(chosen: Namespace) -> dict[str, Any]:
    from teamaround.site.bench import costs, county, faults, times

    with county.served(children_wanted=chosen.children, port=chosen.port) as served:
        sample = county.sample(many=2000, seed=1)
        say("Times with 20 people at once, who read for a second between pages")
        reading = times.measure(sample, port=served.port, rounds=chosen.rounds, pause=times.PAUSE).report()
        say("The same without a pause: as fast as the machine can")
        hurried = times.measure(sample, port=served.port, rounds=chosen.rounds, pause=0).report()
        say("What the audit adds, and queries a page")
        added, counts = costs.audit_cost(sample), costs.query_counts(sample)
        say(f"{chosen.requests:,} requests while workers, and once the database, are killed")
        cluster = served.database.cluster
        assert cluster is not None
        marks = faults.measure(sample, served, postmaster=cluster.pid, requests=chosen.requests)
    met = {
        "search_p95": reading["search"].get("p95_ms", 1e9) < GOALS["page_p95_ms"],
        "child_p95": reading["child"].get("p95_ms", 1e9) < GOALS["page_p95_ms"],
        "queries": max(counts.values()) <= GOALS["queries"],
        "audit_added": added["added_p95_ms"] < GOALS["audit_added_p95_ms"],
        "every_look_marked": marks["without_audit_row"] == 0 and marks["children_shown"] > 0,
    }
    return {
        "children": chosen.children, "people_at_once": times.PEOPLE, "reading": reading,
        "hurried": hurried, "audit": added, "queries": counts, "faults": marks, "met": met,
    }  # fmt: skip
