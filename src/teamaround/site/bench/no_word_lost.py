"""Is any word lost while several people write in the same boxes, connections break and workers are killed?"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from teamaround.accounts.door import acting
from teamaround.assessments import queries as assessments

from .county import Served, wait_until_well
from .desks import Desk, Person, desks, signed_in
from .faults import Kills, kill_now_and_then
from .keeping import Compared, Typed, compare
from .times import spread
from .writers import Habits, Tally, Writer

WRITERS = 10
EVERY = 10.0  # seconds between two kills
SHOWN = 5  # words that are named when something is lost


def measure(
    everybody: list[Person], served: Served, *, postmaster: Callable[[], int] | None, edits: int
) -> dict[str, Any]:
    """So many edits under kills; then everything typed is compared with everything kept."""
    tally, kills, done = Tally(wanted=edits), Kills(), threading.Event()
    at = desks(everybody, many=WRITERS)
    before = [text for texts in _kept(everybody, at) for text in texts]
    writers = seat(at, served.port, tally, Habits())
    started = time.monotonic()
    killer = threading.Thread(
        target=kill_now_and_then, args=(served, postmaster or (lambda: 0), kills, done, EVERY)
    )
    killer.start()
    try:
        stuck = let_write(writers)
    finally:
        done.set()
        killer.join()
    wait_until_well(served.port)
    typed = Typed()
    for writer in writers:
        typed.join(writer.typed)
    standing, history = _kept(everybody, at)
    found = compare(typed, standing=standing, history=history, from_before=before)
    return {
        "edits": tally.edits, "writers": len(writers), "assessments": len({desk.plan for desk in at}),
        "seconds": round(time.monotonic() - started, 1), "saves": spread(tally.seconds),
        "happened": dict(sorted(tally.happened.items())),
        "workers_killed": kills.workers, "databases_killed": kills.databases, "stuck": stuck,
        **_told(found),
    }  # fmt: skip


def _told(found: Compared) -> dict[str, Any]:
    told: dict[str, Any] = {
        "words_typed": found.words_typed, "words_lost": len(found.lost),
        "words_moved_unasked": len(found.only_in_history), "texts_nobody_typed": len(found.never_typed),
    }  # fmt: skip
    if not found.is_whole:
        told["examples"] = [*found.lost[:SHOWN], *found.only_in_history[:SHOWN], *found.never_typed[:SHOWN]]
    return told


def seat(at: list[Desk], port: int, tally: Tally, habits: Habits) -> list[Writer]:
    """A writer at each desk; their words are of this run alone."""
    first = int(time.time()) % 1_000_000 * 100
    numbers = {desk_number: first + desk_number for desk_number in range(len(at))}
    return [
        Writer(
            desk, signed_in(port, desk.account), tally, habits, number=numbers[nth],
            same={numbers[other] for other, one in enumerate(at) if one.account == desk.account},
        )
        for nth, desk in enumerate(at)
    ]  # fmt: skip


def let_write(writers: list[Writer]) -> list[str]:
    """All at once; returns what any of them stumbled over."""
    stuck: list[str] = []

    def one(writer: Writer) -> None:
        try:
            writer.write()
        except Exception as failure:
            stuck.append(f"{type(failure).__name__}: {failure}")

    threads = [threading.Thread(target=one, args=(writer,)) for writer in writers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return stuck


def _kept(everybody: list[Person], at: list[Desk]) -> tuple[list[str], list[str]]:
    """What stands in the boxes of these assessments, and what stood there before."""
    from django.db import connections

    connections.close_all()  # the database that they led to may have been killed
    standing, history = [], []
    for plan in {desk.plan for desk in at}:
        reader = next(person.viewer for person in everybody if plan in person.plans)
        with acting(reader):
            found = assessments.assessment(plan.assessment)
            assert found is not None
            standing += [answer.text for answer in assessments.sheet(found).values()]
            history += list(assessments.earlier(found).values_list("text", flat=True))
    return standing, history
