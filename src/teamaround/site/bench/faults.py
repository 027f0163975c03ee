"""Is a child ever shown without a mark, while workers and the database are killed?

Clients keep the bytes that reached their sockets, whole pages and torn ones. Afterwards each
reference of a child in those bytes is looked for in the audit, under the number of the very
request where that number arrived, else under the account.
"""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .county import Sample, Served, numbers_of, wait_until_well
from .visitor import Answer, Visitor

EVERY = 0.7  # seconds between two kills


@dataclass
class Seen:
    """What reached the sockets: (account, request number, child) of every child shown."""

    shown: list[tuple[str, str, str]] = field(default_factory=list)
    requests: int = 0
    whole: int = 0
    torn: int = 0
    refused: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def note(self, account: str, answer: Answer) -> None:
        """Keep what one answer showed."""
        with self.lock:
            self.requests += 1
            self.whole += answer.status in (200, 302)
            self.refused += answer.status >= 400
            self.torn += answer.status == 0
            if answer.status != 302:
                self.shown += [(account, answer.request_id, ref) for ref in answer.children]


@dataclass
class Kills:
    """What was killed."""

    workers: int = 0
    databases: int = 0


def measure(
    sample: Sample, served: Served, *, postmaster: Callable[[], int], requests: int, people: int = 8
) -> dict[str, Any]:
    """Mixed requests under kills; then every child shown is looked for in the audit."""
    seen, kills, done = Seen(), Kills(), threading.Event()
    killer = threading.Thread(target=kill_now_and_then, args=(served, postmaster, kills, done))
    started = time.monotonic()
    killer.start()
    try:
        _visit_all(sample, served.port, seen, requests=requests, people=people)
    finally:
        done.set()
        killer.join()
    wait_until_well(served.port)
    return {
        "requests": seen.requests, "whole": seen.whole, "torn_or_refused": seen.torn + seen.refused,
        "workers_killed": kills.workers, "databases_killed": kills.databases,
        "children_shown": len(seen.shown), "without_audit_row": len(_without_mark(seen)),
        "seconds": round(time.monotonic() - started, 1),
    }  # fmt: skip


def _visit_all(sample: Sample, port: int, seen: Seen, *, requests: int, people: int) -> None:
    def visit(number: int) -> None:
        dice = random.Random(1000 + number)  # noqa: S311
        account = sample.accounts[number % len(sample.accounts)]
        visitor = Visitor(port)
        while seen.requests < requests:
            if not visitor.token and not visitor.sign_in(account):
                time.sleep(0.3)
                continue
            _one_request(visitor, account, sample, dice, seen)

    threads = [threading.Thread(target=visit, args=(number,)) for number in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _one_request(visitor: Visitor, account: str, sample: Sample, dice: random.Random, seen: Seen) -> None:
    ref, name = dice.choice(sample.children)
    what = dice.random()
    if what < 0.4:
        answer = visitor.get(f"/children/{ref}/")
    elif what < 0.5:
        answer = visitor.get(f"/children/{ref}/involved/")
    elif what < 0.6:
        answer = visitor.get("/")
    else:
        answer = visitor.post("/find/", {"name": name, "purpose": "help"})
        if answer.status == 302:
            seen.note(account, answer)
            answer = visitor.get(answer.headers["location"])
    seen.note(account, answer)
    if answer.status in (401, 403) or (
        answer.status == 302 and "sign-in" in answer.headers.get("location", "")
    ):
        visitor.token = ""
    if answer.status in (0, 503):
        time.sleep(0.2)


def kill_now_and_then(
    served: Served, postmaster: Callable[[], int], kills: Kills, done: threading.Event, every: float = EVERY
) -> None:
    """Workers at random all the time; the database once, after a while."""
    dice, turn = random.Random(7), 0  # noqa: S311
    while not done.wait(every * (0.5 + dice.random())):
        turn += 1
        if turn == 20 and _kill(postmaster()):
            kills.databases += 1
            continue
        workers = list(_workers(served.pid))
        if workers:
            kills.workers += _kill(dice.choice(workers))


def _kill(pid: int) -> bool:
    if not pid:
        return False
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    return True


def _workers(launcher: int) -> Iterator[int]:
    """The web workers beneath the launcher: children of its child that is gunicorn."""
    for middle in _children_of(launcher):
        yield from _children_of(middle)


def _children_of(pid: int) -> list[int]:
    """Our own processes beneath one; PostgreSQL's belong to another account or program."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [int(word) for word in task.read_text().split()]
        except OSError:
            continue
    return [child for child in found if _is_ours(child)]


def _is_ours(pid: int) -> bool:
    try:
        return b"postgres" not in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def _without_mark(seen: Seen) -> list[tuple[str, str, str]]:
    """Children shown that no audit entry of that request (or account) names."""
    from django.db import connections

    connections.close_all()  # the database that they led to was killed
    from teamaround.audit import queries as audit

    numbers = numbers_of({ref for _, _, ref in seen.shown})
    by_request, by_account = audit.children_shown()
    return [
        (account, request, ref)
        for account, request, ref in seen.shown
        if numbers[ref] not in (by_request.get(request, set()) if request else by_account.get(account, set()))
    ]
