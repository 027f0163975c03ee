"""`teamaround match train`: learn a model release from an index and incoming records, without their truth."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from teamaround.embedded import Problem


def arguments(parser: ArgumentParser) -> None:
    """From what, and where to."""
    parser.add_argument("--index", type=Path, required=True, help="CSV or Parquet with the children known")
    parser.add_argument("--incoming", type=Path, required=True, help="CSV or Parquet with agencies' records")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="file for the release")
    parser.add_argument(
        "--number", type=int, required=True, metavar="N", help="its number, higher than any before"
    )
    parser.add_argument(
        "--base", type=int, metavar="N", help="take over from this release what the files lack"
    )
    parser.add_argument("--say", default="", metavar="WORDS", help="what the files are, kept in the release")


def run(chosen: Namespace) -> int:
    """Learn, check, write. A release that exists is never written over."""
    from teamaround.matching import release, store, training
    from teamaround.matching.files import open_table
    from teamaround.matching.filling import fill

    if chosen.out.exists():
        raise Problem(f"{chosen.out} is there already. A release is frozen: give the new one another name.")
    if chosen.number in release.numbers():
        raise Problem(f"There is a release {chosen.number} already. Give the new one a number of its own.")
    index, incoming = open_table(chosen.index), open_table(chosen.incoming)
    today = datetime.now(UTC).date()
    with store.opened() as kept:
        fill(kept, index, incoming, on=today)
        if not all(kept.many.values()):
            raise Problem("There is nothing to learn from: one of the files has no records.")
        said = {
            "what": chosen.say,
            "on": today.isoformat(),
            "index": kept.many[store.CHILD],
            "incoming": kept.many[store.RECORD],
        }
        try:
            base = release.load(chosen.base) if chosen.base else None
            learnt = release.check(training.train(kept, number=chosen.number, said=said, base=base))
        except release.Unfit as fault:
            raise Problem(str(fault)) from fault
    chosen.out.write_text(release.as_json(learnt) + "\n", encoding="utf-8")
    sys.stdout.write(f"{chosen.out}\n")
    return 0
