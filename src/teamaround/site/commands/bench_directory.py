"""`teamaround bench directory`: a directory of true size, as anybody meets it."""

from __future__ import annotations

import os
import random
from argparse import ArgumentParser, Namespace
from typing import Any

from teamaround.embedded import DIRECTORY_BENCH
from teamaround.site.saying import say

from .bench import reported

SERVICES, COUNTY, PORT = 100_000, 200, 8768
SEARCHES, NAMED, PAGES, SECONDS = 300, 400, 300, 15.0
GOALS = {
    "search_p95_ms_to_10000": 50, "search_p95_ms": 100, "pages_per_second": 300, "export_seconds": 60,
    "export_grown_mb": 100, "name_first": 0.98, "slip_first": 0.95, "slip_nothing": 0.05,
}  # fmt: skip


def arguments(parser: ArgumentParser) -> None:
    """How large, where."""
    parser.add_argument(
        "--services", type=int, default=SERVICES, help=f"size of the directory ({SERVICES:,})"
    )
    parser.add_argument("--port", type=int, default=PORT, help=f"port on 127.0.0.1 ({PORT})")
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(chosen: Namespace) -> int:
    """Make the directory, measure, report; 1 when a goal is missed."""
    return reported(_measured(chosen), as_json=chosen.json)


def _measured(chosen: Namespace) -> dict[str, Any]:
    from teamaround.site.bench import county

    with county.served(
        children_wanted=COUNTY, port=chosen.port, installed_as=DIRECTORY_BENCH,
        and_then=lambda: _load(chosen.services),
    ) as served:  # fmt: skip
        figures = _figures(served.port, served.pid)
    return {
        "services": chosen.services, **figures, "goals": GOALS, "met": _met(figures, chosen.services),
        "load": os.getloadavg(),
    }  # fmt: skip


def _load(services: int) -> None:
    from django.db import connections

    from teamaround.site.bench import listings

    listings.load(services)
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")  # which the database does by itself, some minutes later


def _figures(port: int, process: int) -> dict[str, Any]:
    from teamaround.site.bench import directory_asked, directory_times

    named = directory_asked.services(many=NAMED)
    say("Searches with a place")
    found = directory_times.searches(port, directory_asked.wanted(many=SEARCHES, seed=3))
    say("Pages of services from several people at once")
    dice = random.Random(9)  # noqa: S311
    paths = [f"/directory/services/{key}/" for key, _ in dice.sample(named, min(PAGES, len(named)))]
    shown = directory_times.pages(port, paths, seconds=SECONDS)
    say("Everything as a stream")
    told = directory_times.export(port, watched=process)
    say("Services looked for by name")
    items = directory_times.known_items(named, directory_asked.found)
    return {"search": found, "pages": shown, "export": told, "known_items": items}


def _met(figures: dict[str, Any], services: int) -> dict[str, bool]:
    goal = GOALS["search_p95_ms_to_10000" if services <= 10_000 else "search_p95_ms"]
    export, items = figures["export"], figures["known_items"]
    return {
        "search_p95": figures["search"]["p95_ms"] < goal and not figures["search"]["failed"],
        "pages": figures["pages"]["per_second"] >= GOALS["pages_per_second"]
        and not figures["pages"]["failed"],
        "export": export["seconds"] < GOALS["export_seconds"]
        and export["grown_mb"] < GOALS["export_grown_mb"],
        "name_first": items["name_first"] >= GOALS["name_first"],
        "slip_first": items["slip_first"] >= GOALS["slip_first"],
        "slip_nothing": items["slip_nothing"] < GOALS["slip_nothing"],
    }
