"""What the program says on the terminal: results on stdout, all the rest on stderr."""

from __future__ import annotations

import sys
import time


def say(sentence: str) -> None:
    """One line of progress."""
    aside(f"· {sentence}\n")


def show(result: str) -> None:
    """A line that was asked for."""
    sys.stdout.write(result + "\n")
    sys.stdout.flush()


def complain(sentence: str) -> None:
    """What stands in the way."""
    aside(f"teamaround: {sentence}\n")


def aside(text: str) -> None:
    """Text that is not the result."""
    sys.stderr.write(text)
    sys.stderr.flush()


class Progress:
    """A bar on a terminal, a line every ten seconds elsewhere."""

    WIDTH = 30

    def __init__(self) -> None:
        self._last = 0.0
        self._open = False

    def __call__(self, what: str, done: int = 0, total: int = 0) -> None:
        """Show that `done` of `total` of something is ready; without a total, just say it."""
        if not total:
            self.close()
            say(what)
            return
        finished = done >= total
        every = 0.1 if sys.stderr.isatty() else 10
        if finished or time.monotonic() - self._last >= every:
            self._last = time.monotonic()
            self._show(what, done, total)
        if finished:
            self.close()

    def _show(self, what: str, done: int, total: int) -> None:
        if not sys.stderr.isatty():
            say(f"{what}: {done:,} of {total:,}")
            return
        full = self.WIDTH * min(done, total) // total
        bar = "█" * full + "░" * (self.WIDTH - full)
        aside(f"\r· {bar} {what}: {done:,} of {total:,} ")
        self._open = True

    def close(self) -> None:
        """End the bar's line."""
        if self._open:
            aside("\n")
            self._open = False
