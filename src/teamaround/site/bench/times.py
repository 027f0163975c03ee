"""How long pages take with several people at once."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from .county import Sample
from .visitor import Visitor

PEOPLE = 20
PAUSE = 1.0  # seconds that somebody reads before the next click, where people read at all


@dataclass
class Times:
    """Seconds by kind of page, and what failed."""

    search: list[float] = field(default_factory=list)
    child: list[float] = field(default_factory=list)
    failed: int = 0

    def report(self) -> dict[str, Any]:
        """Milliseconds."""
        return {
            "search": spread(self.search), "child": spread(self.child), "failed": self.failed,
        }  # fmt: skip


def spread(seconds: list[float]) -> dict[str, float | int]:
    """How many, and how long in milliseconds: the middle, the slowest of twenty and of a hundred, the slowest."""
    ordered = sorted(seconds)
    if not ordered:
        return {"n": 0}
    return {
        "n": len(ordered),
        "p50_ms": round(1000 * median(ordered), 1),
        "p95_ms": round(1000 * ordered[int(0.95 * (len(ordered) - 1))], 1),
        "p99_ms": round(1000 * ordered[int(0.99 * (len(ordered) - 1))], 1),
        "max_ms": round(1000 * ordered[-1], 1),
    }


def measure(sample: Sample, *, port: int, rounds: int, pause: float, people: int = PEOPLE) -> Times:
    """Each person searches, reads, opens a child, reads; `rounds` times."""
    times, lock = Times(), threading.Lock()

    def visit(number: int) -> None:
        dice = random.Random(number)  # noqa: S311
        visitor = Visitor(port)
        visitor.sign_in(sample.accounts[number % len(sample.accounts)])
        time.sleep(dice.random() * pause)
        for _ in range(rounds):
            ref, name = dice.choice(sample.children)
            search, child, failed = _one_round(visitor, ref, name, pause * (0.5 + dice.random()))
            with lock:
                times.search += search
                times.child += child
                times.failed += failed

    threads = [threading.Thread(target=visit, args=(number,)) for number in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def _one_round(visitor: Visitor, ref: str, name: str, pause: float) -> tuple[list[float], list[float], int]:
    """A search with what it found counts as one page, as the person waits for both."""
    asked = visitor.post("/find/", {"name": name, "purpose": "help"})
    if asked.status != 302:
        return [], [], 1
    found = visitor.get(asked.headers["location"])
    time.sleep(pause)
    child = visitor.get(f"/children/{ref}/")
    time.sleep(pause)
    failed = (found.status != 200) + (child.status != 200)
    return [asked.seconds + found.seconds], [child.seconds], failed
