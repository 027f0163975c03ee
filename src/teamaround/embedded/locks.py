"""Locks between processes. The system lets go of them when their holder dies, however it dies."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Lock:
    """A file that several processes may hold together, or one alone.

    A process forked from the holder does not hold it: were it to, the lock would outlive
    a holder that was killed.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        os.register_at_fork(after_in_child=self.close)

    def take(self, *, alone: bool, within: float = 0) -> bool:
        """Try for `within` seconds; True when it is held."""
        until = time.monotonic() + within
        how = (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB
        while True:
            try:
                fcntl.flock(self._handle, how)
                return True
            except BlockingIOError:
                if time.monotonic() >= until:
                    return False
                time.sleep(0.05)

    def write(self, text: str) -> None:
        """Put a note for others into the file."""
        os.ftruncate(self._handle, 0)
        os.pwrite(self._handle, text.encode(), 0)

    def close(self) -> None:
        """Let go."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


@contextmanager
def alone(path: Path, *, within: float) -> Iterator[None]:
    """Do something while no other process does it; TimeoutError when it takes too long."""
    lock = Lock(path)
    try:
        if not lock.take(alone=True, within=within):
            raise TimeoutError(f"{path.name} was held by another process for {within:.0f} seconds")
        yield
    finally:
        lock.close()
