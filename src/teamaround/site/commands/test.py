"""`teamaround test`: every test, against a private PostgreSQL of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from argparse import Namespace
from pathlib import Path

from teamaround.embedded import TEST
from teamaround.embedded.connection import PASSED_ON
from teamaround.site import installation
from teamaround.site.saying import say

CLONE = Path(__file__).resolve().parents[4]
AT_ONCE = (
    "-n",
    "2",
    "--dist",
    "worksteal",
)  # journeys are long and stand last: whoever is done takes some over


def run(chosen: Namespace) -> int:
    """Run pytest on a fresh process; its closing line is the last one. Its exit code is ours."""
    os.environ.pop(PASSED_ON, None)
    database = installation.bring_up(TEST, say=say)
    try:
        environment = dict(os.environ)
        database.connections.pass_on(environment)
        signal.signal(signal.SIGINT, lambda *_: None)  # Ctrl-C is pytest's, which then closes in order
        command = [sys.executable, "-m", "pytest", *words(chosen.rest)]
        return subprocess.run(command, cwd=CLONE, env=environment, check=False).returncode
    finally:
        database.stop()


def words(given: list[str]) -> list[str]:
    """Pytest's arguments: two processes at once unless somebody chose otherwise."""
    chose = any(word.startswith(("-n", "--numprocesses", "-p no:xdist")) for word in given)
    return given if chose else [*AT_ONCE, *given]
