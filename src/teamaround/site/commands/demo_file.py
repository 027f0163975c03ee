"""`teamaround demo-file`: an invented agency's file, with a known number of faulty rows, to try imports with."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path


def arguments(parser: ArgumentParser) -> None:
    """Where to, how large, how faulty, in what form."""
    parser.add_argument(
        "file", type=Path, help="where to write it; the ending says which form: .csv or .xlsx"
    )
    parser.add_argument("--rows", type=int, default=10_000, help="how many rows (10000)")
    parser.add_argument("--faulty", type=int, default=300, help="how many of them must be refused (300)")
    parser.add_argument("--seed", type=int, default=1, help="another number makes another file")
    parser.add_argument(
        "--encoding", default="utf-8-sig", choices=("utf-8", "utf-8-sig", "cp1252", "utf-16"),
        help="how a CSV file writes its letters (utf-8-sig, as spreadsheets do)",
    )  # fmt: skip
    parser.add_argument("--json", action="store_true", help="say what was planted as JSON")


def run(chosen: Namespace) -> int:
    """Write the file and say what an import should find in it."""
    from teamaround.kernel import clock
    from teamaround.kernel.refusal import Refusal
    from teamaround.site.demo.county.faulty import faulty_file

    try:
        made = faulty_file(chosen.rows, chosen.faulty, chosen.seed, today=clock.today())
    except ValueError as error:
        raise Refusal("size", f"No such file can be made: {error}.") from error
    is_sheet = chosen.file.suffix.lower() == ".xlsx"
    chosen.file.write_bytes(made.as_xlsx() if is_sheet else made.as_csv(chosen.encoding))
    expected = asdict(made.expected)
    said = (
        f"{chosen.file}: {expected['rows']} rows. An import should refuse {expected['refused']}, remark on "
        f"{expected['noticed']} numbers, and find {expected['repeated']} rows repeated."
    )
    sys.stdout.write((json.dumps(expected, indent=2) if chosen.json else said) + "\n")
    return 0
