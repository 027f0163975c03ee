"""`teamaround match release`: the model releases that there are, and what one holds."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from teamaround.embedded import Problem

if TYPE_CHECKING:
    from teamaround.matching.release import Release


def arguments(parser: ArgumentParser) -> None:
    """Which, if any."""
    parser.add_argument("number", nargs="?", help="its number, or a file; without one, all are listed")


def run(chosen: Namespace) -> int:
    """List the releases, or tell one in words and bits."""
    from teamaround.matching import release

    try:
        found = of(chosen.number) if chosen.number else None
        lines = _told(found) if found else [_listed(release.load(number)) for number in release.numbers()]
    except release.Unfit as fault:
        raise Problem(str(fault)) from fault
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


def of(name: str) -> Release:
    """A release by its number or by its file."""
    from teamaround.matching import release

    if name.isdigit():
        return release.load(int(name))
    path = Path(name)
    if not path.is_file():
        raise Problem(f"There is no release {name}, and no file of that name.")
    return release.read(path)


def _listed(release: Release) -> str:
    return f"{release.number}  {release.hash()[:16]}  {release.trained_on.get('what', '')}"


def _told(release: Release) -> list[str]:
    from teamaround.matching.comparisons import COMPARED

    policy = release.policy
    lines = [
        f"Release {release.number}, {release.hash()}",
        f"Learnt from: {release.trained_on.get('what', '')} (hash {str(release.trained_on.get('hash', ''))[:16]})",
        f"Laid without asking from {policy.automatic_from:g} bits, asked about from {policy.potential_from:g},"
        f" margin {policy.margin:g}, kept down to {policy.leave_below:g}; guards: {', '.join(policy.guards)}",
        "",
    ]
    sources = ["", *release.agencies]
    lines.append(f"{'bits':<58}" + "".join(f"{source or 'all':>14}" for source in sources))
    for compared in COMPARED:
        for place, level in enumerate(compared.level_names):
            bits = "".join(
                f"{release.learnt(source, compared.name).bits()[place]:>+14.1f}" for source in sources
            )
            lines.append(f"{compared.words_of(level):<58}{bits}")
    return lines
