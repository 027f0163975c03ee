"""Forked processes: each inherits the loaded program, so that all share its memory."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from . import faults
from .saying import complain

GAVE_UP = 3  # gunicorn's own code for "cannot start", too
LONGEST_PAUSE = 30.0
PR_SET_PDEATHSIG = 1


def run_to_end(work: Callable[[], None]) -> bool:
    """Do something in a process of its own, which takes its memory with it; False when it failed."""
    pid = fork(work)
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status) == 0


def fork(work: Callable[[], None]) -> int:
    """Start a child that ends when its parent does; returns its number."""
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        os._exit(_live(work, parent))
    return pid


def _live(work: Callable[[], None], parent: int) -> int:
    """A child's whole life; returns its exit code."""
    try:
        _begin(parent)
        work()
        code: object = 0
    except SystemExit as end:
        code = end.code
    except KeyboardInterrupt:
        code = 130
    except BaseException as fault:
        if faults.is_debugging():
            sys.excepthook(type(fault), fault, fault.__traceback__)
        complain(faults.explain(fault))
        code = 1
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):
            stream.flush()
    return code if isinstance(code, int) else 0 if code is None else 1


def _begin(parent: int) -> None:
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the parent, which ends us in order
    die_with_parent()
    if os.getppid() != parent:
        raise SystemExit(0)


def die_with_parent() -> None:
    """Ask Linux to end this process when its parent is killed. Elsewhere there is no such thing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


@dataclass
class Child:
    """A child that should always be there: started again when it dies, more slowly each time."""

    name: str
    work: Callable[[], None]
    pid: int = 0
    started: float = 0.0
    pause: float = 0.5
    not_before: float = 0.0
    gave_up: bool = False

    def keep(self) -> bool:
        """Start it if it is not there; False when it said that it cannot start at all."""
        now = time.monotonic()
        if self.pid and not self.gave_up and not self._has_ended(now):
            return True
        if not self.gave_up and now >= self.not_before:
            self.pid, self.started = fork(self.work), now
        return not self.gave_up

    def _has_ended(self, now: float) -> bool:
        """Count the child when it ended, and settle when it may start again."""
        pid, status = os.waitpid(self.pid, os.WNOHANG)
        if not pid:
            return False
        self.gave_up = os.waitstatus_to_exitcode(status) == GAVE_UP
        self.pause = 0.5 if now - self.started > 60 else min(self.pause * 2, LONGEST_PAUSE)
        self.pid, self.not_before = 0, now + self.pause
        return True

    def end(self, *, within: float) -> None:
        """End it in order, or at once when it takes too long."""
        if not self.pid:
            return
        os.kill(self.pid, signal.SIGTERM)
        until = time.monotonic() + within
        while time.monotonic() < until:
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                self.pid = 0
                return
            time.sleep(0.05)
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self.pid = 0
