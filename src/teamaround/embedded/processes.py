"""Which processes live: a number in a file may be dead, a zombie, or somebody else by now."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

PROC = Path("/proc")


def state_letter(pid: int, *, proc: Path = PROC) -> str:
    """The kernel's letter for a process (R, S, D, Z, ...), or "" when there is none."""
    if (proc / "self").exists():
        try:
            text = (proc / str(pid) / "stat").read_text()
        except (FileNotFoundError, ProcessLookupError):
            return ""
        return text.rpartition(")")[2].split()[0]
    return _ps(pid, "state=")[:1]


def is_alive(pid: int, *, proc: Path = PROC) -> bool:
    """True for a process that can still do something; a zombie only waits to be counted."""
    return pid > 0 and state_letter(pid, proc=proc) not in ("", "Z", "X")


def was_given(pid: int, argument: str, *, proc: Path = PROC) -> bool:
    """True when a living process was started with this argument, as PostgreSQL is with its data."""
    if not is_alive(pid, proc=proc):
        return False
    if (proc / "self").exists():
        try:
            return argument.encode() in (proc / str(pid) / "cmdline").read_bytes().split(b"\0")
        except OSError:
            return False
    return argument in _ps(pid, "args=")


def end(pid: int, *, how: signal.Signals, within: float) -> bool:
    """Send a signal and wait for the process to be gone; False when it is still there."""
    try:
        os.kill(pid, how)
    except ProcessLookupError:
        return True
    until = time.monotonic() + within
    while is_alive(pid):
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def _ps(pid: int, what: str) -> str:
    """Ask `ps`, where there is no /proc (macOS, BSD)."""
    answer = subprocess.run(
        check=False,
        args=[shutil.which("ps") or "/bin/ps", "-ww", "-o", what, "-p", str(pid)],
        capture_output=True,
        text=True,
    )
    return answer.stdout.strip()
