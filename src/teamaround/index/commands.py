"""The commands `match rekey` (keys made anew) and `match labels` (what people answered)."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import asdict

from teamaround.kernel.commands import Commands

from .rules.labels import by_band


def register(commands: Commands) -> None:
    """Add it to the program."""
    commands.add(
        "match rekey",
        help="make anew the keys by which children are found, where they are of an older version",
        run=_run,
        arguments=_arguments,
    )
    commands.add(
        "match labels",
        help="what people answered of records that may be one child, beside what the bits had said",
        run=tell_labels,
        arguments=_label_arguments,
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


def _label_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--release", type=int, help="only those that were weighed by this release")
    parser.add_argument(
        "--json", action="store_true", help="every answer as a line of JSON, without any name or child"
    )


def tell_labels(chosen: Namespace) -> int:
    """Each answer as JSON, or a line for each band of bits."""
    from teamaround.accounts.door import acting
    from teamaround.accounts.rules import setting_up

    from .labelling import labels

    with acting(setting_up()):
        found = list(labels(release=chosen.release))
    if chosen.json:
        for each in found:
            sys.stdout.write(json.dumps(asdict(each), default=str, ensure_ascii=False) + "\n")
        return 0
    for band in by_band((each.bits, each.is_same) for each in found):
        sys.stdout.write(
            f"{band.words:<20} {band.read:>8,} answers {band.same:>8,} one child"
            f" {band.expected:>10,.1f} expected\n"
        )
    _say(f"{len(found):,} answers")
    return 0


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()
