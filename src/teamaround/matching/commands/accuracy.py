"""`teamaround match accuracy`: freezes what was measured of a release, to ship beside it."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from teamaround.embedded import Problem


def arguments(parser: ArgumentParser) -> None:
    """Which figures, and what they were measured on."""
    parser.add_argument("figures", type=Path, help="what `match evaluate --json` wrote")
    parser.add_argument("--release", metavar="N", help="number or file of the release (the newest)")
    parser.add_argument(
        "--say", required=True, metavar="WORDS", help="what was measured on what, for the page"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="file for the report")


def run(chosen: Namespace) -> int:
    """Check that the figures are of this release, and write them."""
    from teamaround.matching import accuracy, release
    from teamaround.matching.commands.release import of

    if chosen.out.exists():
        raise Problem(f"{chosen.out} is there already. A report is frozen: give the new one another name.")
    try:
        model = of(chosen.release) if chosen.release else release.load()
        told = json.loads(chosen.figures.read_text(encoding="utf-8"))
    except release.Unfit as fault:
        raise Problem(str(fault)) from fault
    except (OSError, ValueError) as fault:
        raise Problem(f"{chosen.figures} cannot be read as JSON.") from fault
    report = accuracy.frozen(told, release=model, say=chosen.say, on=datetime.now(UTC).date())
    chosen.out.write_text(accuracy.as_text(report), encoding="utf-8")
    sys.stdout.write(f"{chosen.out}\n")
    return 0
