"""Keeps a site's processes and its database alive until somebody says stop."""

from __future__ import annotations

import os
import select
import signal
import time
from collections.abc import Callable

from teamaround.embedded import Problem
from teamaround.embedded.running import Running

from .children import Child
from .saying import say

LOOK_EVERY = 1.0  # seconds
TRY_AGAIN_AFTER = 5.0
GRACE = 25.0  # seconds for requests under way when the site is stopped


class Watch:
    """Looks once a second, and at once when a child dies or somebody asks to stop."""

    def __init__(self, database: Running, children: list[Child]) -> None:
        self.database = database
        self.children = children
        self._stopping = False
        self._not_before = 0.0
        self._wake, self._woken = os.pipe()

    def until_stopped(self, *, ready: Callable[[], None]) -> int:
        """Keep everything alive; the exit code is 1 when a part cannot start at all."""
        self._listen()
        try:
            while not self._stopping:
                if not all(child.keep() for child in self.children):
                    return 1
                ready()
                self._mend_database()
                self._sleep()
            return 0
        finally:
            for child in self.children:
                child.end(within=GRACE)

    def _listen(self) -> None:
        for handle in (self._wake, self._woken):
            os.set_blocking(handle, False)
        signal.set_wakeup_fd(self._woken)
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def _stop(self, *_: object) -> None:
        self._stopping = True

    def _sleep(self) -> None:
        if select.select([self._wake], [], [], LOOK_EVERY)[0]:
            os.read(self._wake, 4096)

    def _mend_database(self) -> None:
        """Start a private database that died; what was committed is all there again."""
        if self.database.is_up() or time.monotonic() < self._not_before:
            return
        say("The database stopped; starting it again")
        try:
            self.database.revive(say=say)
            say("The database is back")
        except Problem as problem:
            say(f"{problem} Trying again")
            self._not_before = time.monotonic() + TRY_AGAIN_AFTER
