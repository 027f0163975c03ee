"""One site for one installation: who serves it now, and where."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path

from . import processes
from .locks import Lock

FILE = "serving"


@dataclass(frozen=True)
class Serving:
    """A site that is up, or coming up."""

    pid: int
    url: str


def claim(state: Path, url: str) -> Lock | None:
    """Become the one that serves this installation; None when another one does."""
    lock = Lock(state / FILE)
    # A site that was just killed lets go within a moment.
    if not lock.take(alone=True, within=1):
        lock.close()
        return None
    lock.write(json.dumps({"pid": os.getpid(), "url": url}))
    return lock


def who(state: Path) -> Serving | None:
    """Who serves this installation; what a dead process wrote is passed over."""
    path = state / FILE
    if not path.exists():
        return None
    lock = Lock(path)
    try:
        if lock.take(alone=False):
            return None
        note = json.loads(path.read_text())
        return Serving(**note) if processes.is_alive(note["pid"]) else None
    except (ValueError, TypeError, KeyError):
        return None
    finally:
        lock.close()
