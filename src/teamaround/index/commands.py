"""The command `match rekey`: keys and likenesses made anew."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from teamaround.kernel.commands import Commands


def register(commands: Commands) -> None:
    """Add it to the program."""
    commands.add(
        "match rekey",
        help="make anew the keys by which children are found, where they are of an older version",
        run=_run,
        arguments=_arguments,
    )


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--all", action="store_true", help="of all children; without it a rekeying that was stopped goes on"
    )


def _run(chosen: Namespace) -> int:
    from .services.rekeying import begin_anew, rekey

    if chosen.all:
        begin_anew()
    done = rekey(progress=lambda many: _say(f"{many:,} children"))
    _say(f"Done: {done:,} children are kept under new keys." if done else "All keys are of this version.")
    return 0


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()
