"""What is the same for everybody and changes slowly, as one process of the site knows it for some minutes."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Remembered(Generic[T]):
    """Asks once, and again when that is too long ago."""

    def __init__(self, ask: Callable[[], T], *, seconds: float) -> None:
        self._ask, self._seconds = ask, seconds
        self._known: tuple[float, T] | None = None

    def __call__(self) -> T:
        if self._known is None or time.monotonic() - self._known[0] > self._seconds:
            self._known = (time.monotonic(), self._ask())
        return self._known[1]
