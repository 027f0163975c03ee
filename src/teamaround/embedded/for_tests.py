"""Pytest plugin: a throwaway private PostgreSQL for the tests (`-p teamaround.embedded.for_tests`).

Loaded before Django's plugin reads the settings. Workers of xdist use their parent's database.
"""

from __future__ import annotations

import os

from . import connection, running
from .places import TEST, state_folder

_running: running.Running | None = None


def bring_up() -> running.Running | None:
    """Start the tests' database, or do nothing when one was handed on by the parent process."""
    os.environ["TEAMAROUND_INSTALLATION"] = TEST
    os.environ["TEAMAROUND_DEMO"] = "1"
    if os.environ.get(connection.PASSED_ON):
        return None
    database = running.start(state_folder(TEST), throwaway=True)
    database.connections.pass_on(os.environ)
    return database


def pytest_unconfigure() -> None:
    """Leave the database; the last run that uses it stops it."""
    if _running is not None:
        _running.stop()


_running = bring_up()
