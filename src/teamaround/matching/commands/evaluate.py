"""`teamaround match evaluate`: how well records are matched when it is known whom each is about."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from teamaround.embedded import Problem
from teamaround.matching.commands.saying import aside


def arguments(parser: ArgumentParser) -> None:
    """The files, the release, and how to count."""
    parser.add_argument("--index", type=Path, required=True, help="CSV or Parquet with the children known")
    parser.add_argument("--incoming", type=Path, required=True, help="CSV or Parquet with agencies' records")
    parser.add_argument("--truth", type=Path, required=True, help="record_id, child_id for both")
    parser.add_argument("--release", metavar="N", help="number or file of a release (the newest)")
    parser.add_argument(
        "--train", action="store_true", help="learn from these files first, without the truth"
    )
    parser.add_argument(
        "--policy", choices=("auto", "best"), default="auto",
        help="what counts as linked: laid without asking, or each record's best",
    )  # fmt: skip
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N incoming records")
    parser.add_argument(
        "--explain", action="append", default=[], metavar="ID", help="tell why, for this record"
    )
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(chosen: Namespace) -> int:
    """Match, measure, tell."""
    from teamaround.matching import release
    from teamaround.matching.commands.release import of
    from teamaround.matching.evaluating import Task, evaluate

    if chosen.limit is not None and chosen.limit < 1:
        raise Problem("--limit wants a number of at least 1.")
    try:
        task = Task(
            index=chosen.index, incoming=chosen.incoming, truth=chosen.truth,
            release=of(chosen.release) if chosen.release else release.load(),
            on=datetime.now(UTC).date(),
            is_trained_first=chosen.train, policy=chosen.policy, limit=chosen.limit, explained=tuple(chosen.explain),
        )  # fmt: skip
        figures = evaluate(task, say=aside)
    except release.Unfit as fault:
        raise Problem(str(fault)) from fault
    told = json.dumps(figures, indent=2, ensure_ascii=False) if chosen.json else "\n".join(_lines(figures))
    sys.stdout.write(told + "\n")
    return 0


def _lines(figures: dict[str, Any], indent: str = "") -> list[str]:
    """The figures as indented lines; the waterfalls as they are."""
    lines: list[str] = []
    for name, value in figures.items():
        if isinstance(value, dict):
            lines += [f"{indent}{name}:", *_lines(value, indent + "  ")]
        elif isinstance(value, str) and "\n" in value:
            lines += [f"{indent}{name}:", *(f"{indent}  {line}" for line in value.splitlines())]
        else:
            lines.append(f"{indent}{name}: {value}")
    return lines
