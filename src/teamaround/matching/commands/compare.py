"""`teamaround match compare`: which decisions another release would change."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from teamaround.embedded import Problem
from teamaround.matching.commands.saying import aside

SHOWN = 20


def arguments(parser: ArgumentParser) -> None:
    """Which releases, and on what."""
    parser.add_argument("old", metavar="OLD", help="number or file of a release")
    parser.add_argument("new", metavar="NEW", help="number or file of another")
    parser.add_argument("--index", type=Path, required=True, help="CSV or Parquet with the children known")
    parser.add_argument("--incoming", type=Path, required=True, help="CSV or Parquet with agencies' records")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N incoming records")
    parser.add_argument(
        "--show", type=int, default=SHOWN, metavar="N", help=f"tell the first N changed records ({SHOWN})"
    )
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(chosen: Namespace) -> int:
    """Decide with both, tell what differs."""
    from teamaround.matching import release
    from teamaround.matching.commands.release import of
    from teamaround.matching.comparing import compare
    from teamaround.matching.evaluating import warn_of_columns, warn_of_lines
    from teamaround.matching.files import open_table
    from teamaround.matching.filling import fill
    from teamaround.matching.store import opened

    if (chosen.limit is not None and chosen.limit < 1) or chosen.show < 0:
        raise Problem("--limit wants a number of at least 1, and --show one that is not below nought.")
    try:
        old, new = of(chosen.old), of(chosen.new)
    except release.Unfit as fault:
        raise Problem(str(fault)) from fault
    index, incoming = open_table(chosen.index), open_table(chosen.incoming, limit=chosen.limit)
    warned = warn_of_columns((index, incoming), aside)
    with opened() as store:
        filled = fill(store, index, incoming, on=datetime.now(UTC).date())
        warned |= warn_of_lines(filled, aside)
        told = {**compare(old, new, store, shown=chosen.show), "warnings": warned}
    text = json.dumps(told, indent=2, ensure_ascii=False) if chosen.json else "\n".join(_lines(told))
    sys.stdout.write(text + "\n")
    return 0


def _lines(told: dict[str, Any]) -> list[str]:
    """The counts, then each changed record with what changed."""
    lines = [
        f"From release {told['old']['number']} to {told['new']['number']}:"
        f" {told['changed']} of {told['records']['incoming']} records would be decided otherwise.",
        "",
    ]
    lines += [f"  {words:<40}{many:>9}" for words, many in told["by_outcome"].items()]
    lines += ["", "What weighed most:"]
    lines += [f"  {words:<60}{many:>9}" for words, many in told["by_evidence"].items()]
    lines += ["", "By agency (changed of all):"]
    for agency, counted in told["by_agency"].items():
        lines.append(f"  {agency:<40}{counted.get('changed', 0):>9} of {counted['records']}")
    for each in told["first"]:
        lines += ["", *_record(each)]
    return lines


def _record(each: dict[str, Any]) -> list[str]:
    old, new = each["old"], each["new"]
    about = f" about {each['about']}" if "about" in each else ""
    lines = [
        f"{each['record_id']} ({each['agency'] or 'agency not said'}){about}: {_said(old)} -> {_said(new)}"
    ]
    for level in each.get("levels", ()):
        lines.append(f"  {level['what']:<58}{level['old']:>+8.1f} -> {level['new']:>+.1f}")
    return lines


def _said(decision: dict[str, Any]) -> str:
    bits = f" at {decision['bits']:+.1f}" if "bits" in decision else ""
    guards = f" ({', '.join(decision['guards'])})" if decision.get("guards") else ""
    return f"{decision['outcome']}{bits}{guards}"
