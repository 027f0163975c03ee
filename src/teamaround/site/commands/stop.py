"""`teamaround stop`: end what runs here."""

from __future__ import annotations

import signal
from argparse import Namespace

from teamaround.embedded import (
    DEMO,
    SITE,
    TEST,
    processes,
    running,
    serving,
    state_base,
)
from teamaround.site.saying import show

LONGEST = 60.0  # seconds for requests under way and for the database


def run(chosen: Namespace) -> int:
    """Stop sites and databases; 1 when a database is still used by another command."""
    stopped = [_stop(name) for name in (SITE, DEMO, TEST) if (state_base() / name).is_dir()]
    return 0 if all(stopped) else 1


def _stop(name: str) -> bool:
    state = state_base() / name
    served = serving.who(state)
    if served:
        processes.end(served.pid, how=signal.SIGTERM, within=LONGEST)
        show(f"Stopped the {name} at {served.url}.")
    if running.stop(state):
        return True
    show(f"The database of the {name} is used by another command, and was left running.")
    return False
