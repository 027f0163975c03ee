"""`teamaround bench assessments`: what a county at work is like, and that no word is lost in it."""

from __future__ import annotations

import os
import platform
from argparse import ArgumentParser, Namespace
from typing import Any

from teamaround.site.saying import say

from .bench import reported

CHILDREN, EPISODES, EDITS, ROUNDS, PORT = 150_000, 20_000, 100_000, 8, 8766
CHILDREN_AN_EPISODE = 4  # at the least: a small county has fewer episodes than were asked for
PAUSE = 8.0  # seconds that somebody reads an assessment or a plan before the next click
HURRIED, HURRIED_ROUNDS = 1.0, 2  # the same beyond what two cores can bear: how it gives way, no goal
GOALS = {"page_p95_ms": 200, "autosave_p95_ms": 100, "words_lost": 0, "long_one_ms": 2000}


def arguments(parser: ArgumentParser) -> None:
    """How large, how many, how shown."""
    parser.add_argument("--children", type=int, default=CHILDREN, help=f"size of the county ({CHILDREN:,})")
    parser.add_argument(
        "--episodes", type=int, default=EPISODES,
        help=f"open episodes ({EPISODES:,}; in a small county one for {CHILDREN_AN_EPISODE} children)",
    )  # fmt: skip
    parser.add_argument(
        "--edits", type=int, default=EDITS, help=f"edits under broken connections ({EDITS:,})"
    )
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"rounds of each reader ({ROUNDS})")
    parser.add_argument("--pause", type=float, default=PAUSE, help=f"seconds of reading a page ({PAUSE:g})")
    parser.add_argument("--port", type=int, default=PORT, help=f"port on 127.0.0.1 ({PORT})")
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(chosen: Namespace) -> int:
    """Make the county and its episodes, measure, report; 1 when a goal is missed."""
    return reported(_measured(chosen), as_json=chosen.json)


def _measured(chosen: Namespace) -> dict[str, Any]:
    from teamaround.site.bench import county

    episodes = min(chosen.episodes, max(1, chosen.children // CHILDREN_AN_EPISODE))
    with county.served(
        children_wanted=chosen.children, port=chosen.port, and_then=lambda: _open_episodes(episodes)
    ) as served:
        figures = _figures(chosen, served)
    return {
        "children": chosen.children, **figures, "goals": GOALS, "met": _met(figures), "machine": _machine(),
    }  # fmt: skip


def _open_episodes(wanted: int) -> None:
    from teamaround.site.bench import open_work

    open_work.open_until(wanted)


def _figures(chosen: Namespace, served: Any) -> dict[str, Any]:
    from teamaround.site.bench import desks, long_one, no_word_lost, open_work, people_at_once

    load = {"before": os.getloadavg()}
    everybody = desks.people(people_at_once.PEOPLE)
    say(f"{people_at_once.PEOPLE} people at once, {no_word_lost.WRITERS} of them writing together")
    pages = people_at_once.measure(everybody, port=served.port, rounds=chosen.rounds, pause=chosen.pause)
    load["after_pages"] = os.getloadavg()
    say("The same people in a hurry: a second a page")
    hurried = people_at_once.measure(everybody, port=served.port, rounds=HURRIED_ROUNDS, pause=HURRIED)
    say(f"{long_one.WORDS:,} words in one assessment")
    long = long_one.measure(everybody[-1], port=served.port)
    say(f"{chosen.edits:,} edits while connections break and workers are killed")
    cluster = served.database.cluster
    kept = no_word_lost.measure(
        everybody, served, postmaster=cluster.pid if cluster else None, edits=chosen.edits
    )
    return {
        "open_episodes": open_work.how_many_open(), "people_at_once": pages, "in_a_hurry": hurried,
        "long_assessment": long, "no_word_lost": kept, "load": load,
    }  # fmt: skip


def _met(figures: dict[str, Any]) -> dict[str, bool]:
    at_once, kept = figures["people_at_once"], figures["no_word_lost"]
    slowest = max((page["p95_ms"] for page in at_once["pages"].values()), default=1e9)
    return {
        "every_page_p95": slowest < GOALS["page_p95_ms"] and not at_once["failed"],
        "autosave_p95": at_once["autosave"].get("p95_ms", 1e9) < GOALS["autosave_p95_ms"],
        "no_word_lost": kept["words_lost"] == GOALS["words_lost"] and kept["words_typed"] > 0 and not kept["stuck"],
        "nothing_moved_or_garbled": kept["words_moved_unasked"] == 0 and kept["texts_nobody_typed"] == 0,
        "long_one_prints": figures["long_assessment"]["pdf"].get("p95_ms", 1e9) < GOALS["long_one_ms"],
        "long_one_opens": figures["long_assessment"]["open"].get("p95_ms", 1e9) < GOALS["long_one_ms"],
    }  # fmt: skip


def _machine() -> dict[str, Any]:
    return {"processors": os.cpu_count(), "kind": platform.machine(), "python": platform.python_version()}
