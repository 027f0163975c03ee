"""What the program says on the terminal while it works. Results go to stdout, this to stderr."""

from __future__ import annotations

import sys
import time


def say(sentence: str) -> None:
    """One line of progress."""
    print(f"· {sentence}", file=sys.stderr, flush=True)


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
        print(
            f"\r· {bar} {what}: {done:,} of {total:,} ",
            end="",
            file=sys.stderr,
            flush=True,
        )
        self._open = True

    def close(self) -> None:
        """End the bar's line."""
        if self._open:
            print(file=sys.stderr, flush=True)
            self._open = False
