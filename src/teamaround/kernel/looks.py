"""Which children the work at hand has shown, so that no look goes unrecorded.

A query that hands out a child's facts for showing calls `touched`. Whoever opened the
work (a page, an API call, a command) collects what was touched and writes the audit row
before anything leaves. Touching outside such work is an error: there would be no record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class NobodyIsLooking(RuntimeError):
    """A child's facts were asked for outside a page, call or command that records looks."""


_touched: ContextVar[set[int] | None] = ContextVar("touched", default=None)


def touched(children: Iterable[int]) -> None:
    """Note that these children's facts are about to be shown."""
    looked = _touched.get()
    if looked is None:
        raise NobodyIsLooking("open the work with a page or with acting(viewer) first")
    looked.update(children)


@contextmanager
def collecting() -> Iterator[set[int]]:
    """Collect the children touched until the end of the block."""
    looked: set[int] = set()
    token = _touched.set(looked)
    try:
        yield looked
    finally:
        _touched.reset(token)
