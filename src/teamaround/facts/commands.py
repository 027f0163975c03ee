"""The commands `facts again` and `facts measures`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

from teamaround.kernel.commands import Commands


def register(commands: Commands) -> None:
    """Add them to the program."""
    commands.add(
        "facts again", help="count a number again and say whether it comes out the same", run=_again,
        arguments=_arguments,
    )  # fmt: skip
    commands.add("facts measures", help="list what can be counted", run=_measures)


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("fact", metavar="REF", help="the fact's reference, such as FA-7K2MQ9XDT")


def _again(chosen: Namespace) -> int:
    from teamaround.accounts.door import acting
    from teamaround.accounts.rules import setting_up

    from . import queries

    with acting(setting_up()):
        found = queries.again(chosen.fact)
    fact = found.fact
    sys.stdout.write(f"{fact.title}, {fact.where}, as at {fact.as_at.isoformat()}\n")
    sys.stdout.write(f"taken: {fact.shown} [{fact.source_hash[:16]}]\n")
    sys.stdout.write(f"again: {found.shown} [{found.source_hash[:16]}]\n")
    sys.stdout.write("The same.\n" if found.is_same else "It differs: records have changed since.\n")
    return 0 if found.is_same else 1


def _measures(chosen: Namespace) -> int:
    from . import queries

    for each in queries.measures():
        sys.stdout.write(f"{each.name}: {each.title}. {each.sentence}\n")
    return 0
