"""`teamaround bench improvement`: plans of true size, their frozen months, and a paper in its three forms."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from typing import Any

from teamaround.embedded import PLANS_BENCH
from teamaround.site.saying import say

from .bench import reported

ACTIONS, MONTHS, OWNERS, ROUNDS, COUNTY, PORT = 5_000, 36, 300, 10, 200, 8769
GOALS = {"page_p95_ms": 200, "three_forms_ms": 2000}


def arguments(parser: ArgumentParser) -> None:
    """How many, where."""
    parser.add_argument("--actions", type=int, default=ACTIONS, help=f"actions in all ({ACTIONS:,})")
    parser.add_argument("--months", type=int, default=MONTHS, help=f"frozen months of each plan ({MONTHS})")
    parser.add_argument(
        "--owners", type=int, default=OWNERS, help=f"people who answer for actions ({OWNERS})"
    )
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"rounds of each reader ({ROUNDS})")
    parser.add_argument("--port", type=int, default=PORT, help=f"port on 127.0.0.1 ({PORT})")
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(chosen: Namespace) -> int:
    """Make the plans, measure, report; 1 when a goal is missed."""
    return reported(_measured(chosen), as_json=chosen.json)


def _measured(chosen: Namespace) -> dict[str, Any]:
    from teamaround.site.bench import county

    with county.served(
        children_wanted=COUNTY, port=chosen.port, installed_as=PLANS_BENCH, and_then=lambda: _load(chosen)
    ) as served:
        figures = _figures(served.port, chosen.rounds)
    return {
        "actions": chosen.actions, "frozen_months": chosen.months, "owners": chosen.owners, **figures, "goals": GOALS,
        "met": _met(figures), "load": os.getloadavg(),
    }  # fmt: skip


def _load(chosen: Namespace) -> None:
    from teamaround.site.bench import plans

    plans.load(plans.Wanted(chosen.actions, chosen.months, chosen.owners))


def _figures(port: int, rounds: int) -> dict[str, Any]:
    from teamaround.site.bench import paper_times, plan_times

    found = plan_times.places()
    say(f"Pages with {plan_times.PEOPLE} people at once, who read for a second between pages")
    pages = plan_times.pages(found, port=port, rounds=rounds)
    say("Frozen months made again")
    remade = plan_times.remade(found)
    say(f"A paper with {paper_times.ACTIONS} actions and {paper_times.CHARTS} charts")
    return {"reading": pages, "made_again": remade, "paper": paper_times.measure(port=port)}


def _met(figures: dict[str, Any]) -> dict[str, bool]:
    pages, remade = figures["reading"], figures["made_again"]
    slowest = max((page["p95_ms"] for page in pages["pages"].values()), default=1e9)
    return {
        "every_page_p95": slowest < GOALS["page_p95_ms"] and not pages["failed"],
        "months_made_again_identical": remade["n"] > 0 and remade["identical"] == remade["n"],
        "paper_in_three_forms": figures["paper"]["three_forms"]["p95_ms"] < GOALS["three_forms_ms"],
    }
