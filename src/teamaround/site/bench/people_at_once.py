"""How long pages and saves take with fifty people at once, ten of them writing in the same assessments."""

from __future__ import annotations

import random
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from .desks import Person, Plan, desks, signed_in
from .no_word_lost import WRITERS, let_write, seat
from .times import spread
from .visitor import Visitor
from .writers import Habits, Tally

PEOPLE = 50
AUTOSAVE_PAUSE = 3.0  # seconds from a change until the page saves by itself


class Times:
    """Seconds by kind of page, and which answers were not pages."""

    def __init__(self) -> None:
        self.seconds: dict[str, list[float]] = defaultdict(list)
        self.failed: dict[str, int] = defaultdict(int)
        self._lock = threading.Lock()

    def note(self, page: str, status: int, seconds: float) -> None:
        """Count one page."""
        with self._lock:
            if status == 200:
                self.seconds[page].append(seconds)
            else:
                self.failed[f"{page}: {status or 'no answer'}"] += 1


def measure(everybody: list[Person], *, port: int, rounds: int, pause: float) -> dict[str, Any]:
    """Each reader opens the pages of one of their plans after another; the writers write all the while."""
    times, tally = Times(), Tally(wanted=10**9)
    habits = Habits(pause=AUTOSAVE_PAUSE, breaks=0, presses=0.05)
    writers = seat(desks(everybody, many=WRITERS), port, tally, habits)
    readers = everybody[: PEOPLE - WRITERS]
    writing = threading.Thread(target=lambda: stuck.extend(let_write(writers)))
    stuck: list[str] = []
    visitors = [signed_in(port, person.viewer.account_ref) for person in readers]
    reading = [
        threading.Thread(target=_read, args=(visitor, person, times, rounds, pause))
        for visitor, person in zip(visitors, readers, strict=True)
    ]
    started = time.monotonic()
    for thread in (writing, *reading):
        thread.start()
    for thread in reading:
        thread.join()
    tally.until = 0
    writing.join()
    return {
        "people": len(readers) + len(writers), "writers": len(writers), "pause": pause,
        "seconds": round(time.monotonic() - started, 1),
        "pages": {page: spread(found) for page, found in sorted(times.seconds.items())},
        "all_pages": spread([each for found in times.seconds.values() for each in found]),
        "autosave": spread(tally.seconds), "happened": dict(sorted(tally.happened.items())),
        "failed": dict(times.failed), "stuck": stuck,
    }  # fmt: skip


def _read(visitor: Visitor, person: Person, times: Times, rounds: int, pause: float) -> None:
    dice = random.Random(person.viewer.account_id)  # noqa: S311
    time.sleep(dice.random() * pause)
    for _ in range(rounds):
        for page, path in _pages(dice.choice(person.plans), dice):
            answer = visitor.get(path)
            times.note(page, answer.status, answer.seconds)
            time.sleep(pause * (0.5 + dice.random()))


def _pages(plan: Plan, dice: random.Random) -> Iterator[tuple[str, str]]:
    yield "home", "/"
    yield "child", f"/children/{plan.child}/"
    yield "assessment", f"/assessments/{plan.assessment}/"
    yield "plan", f"/plans/{plan.episode}/"
    yield "writing", plan.writing_page(dice.choice(plan.sections))
