"""The private PostgreSQL, and where an installation keeps its own things. Plain Python, no Django.

running.start(state_folder("demo"))                # for commands
connections().app, connections().owner            # for Django's settings
"""

from .connection import Connections, connections
from .places import (
    BENCH,
    DEMO,
    DIRECTORY_BENCH,
    MATCH_BENCH,
    PLANS_BENCH,
    SITE,
    TEST,
    secret,
    state_base,
    state_folder,
)
from .problem import Problem

__all__ = [
    "BENCH", "DEMO", "DIRECTORY_BENCH", "MATCH_BENCH", "PLANS_BENCH", "SITE", "TEST", "Connections", "Problem", "connections", "secret",
    "state_base", "state_folder",
]  # fmt: skip
