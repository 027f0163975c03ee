"""What the work at hand has found out already, so that one page does not ask the same thing twice.

Only work that changes nothing remembers: within it, an answer stays as good as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

T = TypeVar("T")
_known: ContextVar[dict[Hashable, Any] | None] = ContextVar("known", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Remember until the end of the block."""
    token = _known.set({})
    try:
        yield
    finally:
        _known.reset(token)


def remembered(what: Hashable, ask: Callable[[], T]) -> T:
    """What was found out under this name before, or else asked now."""
    known = _known.get()
    if known is None:
        return ask()
    if what not in known:
        known[what] = ask()
    found: T = known[what]
    return found
