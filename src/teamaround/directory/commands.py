"""The command `directory terms`: the program's own lists of needs, brought into a directory."""

from __future__ import annotations

import sys
from argparse import Namespace

from teamaround.kernel.commands import Commands


def register(commands: Commands) -> None:
    """Add it to the program."""
    commands.add(
        "directory terms",
        help="bring the directory's lists of needs up to date with the program's own",
        run=_terms,
    )


def _terms(chosen: Namespace) -> int:
    from teamaround.accounts.door import acting
    from teamaround.accounts.rules import setting_up
    from teamaround.kernel import clock

    from . import services

    with acting(setting_up()) as by:
        count = services.settle_terms(by=by, now=clock.now())
    sys.stdout.write(f"The directory has {count} terms to sort services by.\n")
    return 0
