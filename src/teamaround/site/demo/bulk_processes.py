"""Work shared out among forked processes, each with a connection of its own."""

from __future__ import annotations

import multiprocessing
import traceback
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections

from teamaround.site.children import die_with_parent

AHEAD = 2  # batches that wait for each process, so that none is idle and memory stays small
_work: list[Callable[[Any], int]] = []


def in_processes(work: Callable[[Any], int], processes: int) -> Callable[[Iterable[Any]], Iterator[int]]:
    """Something like `map(work, batches)` that does the work elsewhere; answers come as they are ready."""

    def run(batches: Iterable[Any]) -> Iterator[int]:
        _leave_database()
        _work[:] = [work]
        context = multiprocessing.get_context("fork")
        with ProcessPoolExecutor(processes, mp_context=context, initializer=_begin) as pool:
            waiting: set[Future[int]] = set()
            for batch in batches:
                waiting.add(pool.submit(_one, batch))
                if len(waiting) >= processes * AHEAD:
                    ready, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                    yield from (each.result() for each in ready)
            yield from (each.result() for each in waiting)

    return run


class Failed(RuntimeError):
    """What went wrong in another process, as text: not every exception can travel."""


def _one(batch: Any) -> int:
    try:
        return _work[0](batch)
    except Exception:
        raise Failed(traceback.format_exc()) from None


def _leave_database() -> None:
    """A connection does not survive a fork: close them, and the pools that would open more."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


def _plan_once() -> None:
    """Let the database plan each statement once: here the same few hundred are said thousands of times."""
    connections.settings[DEFAULT_DB_ALIAS]["OPTIONS"] |= {"server_side_binding": True, "prepare_threshold": 3}
    del connections[DEFAULT_DB_ALIAS]


def _begin() -> None:
    die_with_parent()
    _plan_once()
