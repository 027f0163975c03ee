"""The program `teamaround`: every package's commands behind one name."""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import dataclass
from typing import NoReturn

from teamaround.embedded import DEMO, Problem
from teamaround.kernel.commands import Arguments, Run

from . import faults, installation
from .saying import aside, complain, say, show

PACKAGES = (
    "site", "improvement", "exchange", "episodes", "assessments", "requests", "directory", "localities", "committees", "facts", "index", "matching",
    "people", "sharing", "accounts", "agencies", "rounds", "audit", "design",
)  # fmt: skip
INTRODUCTION = """Teamaround: the agencies around a child work as one team.

  ./teamaround demo      try it with an invented county
  ./teamaround up        serve it for real work

Commands (each has its own --help; --on demo or --on site before a command says which one it is about):
"""


@dataclass(frozen=True)
class Command:
    """One thing that the program can do."""

    name: str
    help: str
    run: Run
    arguments: Arguments | None
    needs_django: bool


class Register:
    """The commands of all packages."""

    def __init__(self) -> None:
        self.commands: dict[str, Command] = {}

    def add(
        self,
        name: str,
        *,
        help: str,
        run: Run,
        arguments: Arguments | None = None,
        needs_django: bool = True,
    ) -> None:
        if name in self.commands:
            raise ValueError(f"two packages register the command {name}")
        self.commands[name] = Command(name, help, run, arguments, needs_django)

    def find(self, words: list[str]) -> tuple[Command, list[str]] | None:
        """The command that these words begin with, and the words after it."""
        for length in (2, 1):
            command = self.commands.get(" ".join(words[:length]))
            if command and len(words) >= length:
                return command, words[length:]
        return None

    def listing(self) -> str:
        """One line for each command."""
        width = max(map(len, self.commands), default=0)
        lines = [f"  {name:<{width}}  {self.commands[name].help}" for name in sorted(self.commands)]
        return INTRODUCTION + "\n".join(lines)


def collect() -> Register:
    """Ask every package for its commands."""
    register = Register()
    for package in PACKAGES:
        module = f"teamaround.{package}.commands"
        if importlib.util.find_spec(module):
            importlib.import_module(module).register(register)
    return register


def main(words: list[str] | None = None) -> NoReturn:
    """Run a command; every way out is an exit code, and a sentence where something is wrong."""
    sys.exit(_run(sys.argv[1:] if words is None else words))


def _run(words: list[str]) -> int:
    try:
        return _dispatch(words)
    except KeyboardInterrupt:
        aside("\nStopped.\n")
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as fault:
        if faults.is_debugging():
            raise
        complain(faults.explain(fault))
        return 1


def _dispatch(words: list[str]) -> int:
    named, words = _named_installation(words)
    register = collect()
    if not words or words[0] in ("--help", "-h", "help"):
        show(register.listing())
        return 0
    found = register.find(words)
    if found is None:
        raise Problem(f"There is no command “{words[0]}”. ./teamaround --help lists them all.")
    command, rest = found
    parser = ArgumentParser(prog=f"teamaround {command.name}", description=f"{command.help}.")
    if command.arguments:
        command.arguments(parser)
    arguments, unknown = parser.parse_known_args(rest)
    if unknown and not hasattr(arguments, "rest"):
        parser.error(f"unknown: {' '.join(unknown)}")
    arguments.rest = unknown
    return perform(command, arguments, named)


def _named_installation(words: list[str]) -> tuple[str | None, list[str]]:
    if words[:1] != ["--on"]:
        return None, words
    if len(words) < 2 or not words[1].isalpha():
        raise Problem("--on wants the name of an installation: --on site or --on demo.")
    return words[1], words[2:]


def perform(command: Command, arguments: Namespace, named: str | None) -> int:
    """Run a command, on a database that is up when it needs one."""
    if not command.needs_django:
        if named:
            installation.enter(named)
        return command.run(arguments)
    name = installation.choose(named)
    if name == DEMO:
        say("On the demo county (for real work: --on site)")
    database = installation.bring_up(name, say=say)
    try:
        installation.set_up_django()
        return command.run(arguments)
    finally:
        _leave_django()
        database.stop()


def _leave_django() -> None:
    """Close connections, so that stopping the database interrupts nobody."""
    if "django.db" in sys.modules:
        from django.db import connections

        for connection in connections.all(initialized_only=True):
            connection.close()
            if hasattr(connection, "close_pool"):
                connection.close_pool()
