"""How a package adds its commands to the program, without knowing the program."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from typing import Protocol

Run = Callable[[Namespace], int]
Arguments = Callable[[ArgumentParser], None]


class Commands(Protocol):
    """Collects commands. Modules that register must import quickly: no Django at the top."""

    def add(
        self,
        name: str,
        *,
        help: str,
        run: Run,
        arguments: Arguments | None = None,
        needs_django: bool = True,
    ) -> None:
        """Add one command; a name of two words ("audit verify") is a command in a group.

        `help` is one line without a full stop. `run` gets the parsed arguments and gives the
        exit code. With `needs_django` the installation's database is up and Django is ready
        when `run` is called; Refusal and Problem may be raised and end in their sentence.
        """
