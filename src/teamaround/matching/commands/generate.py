"""`teamaround match generate`: invented children and agencies' records of them, with the truth known."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from teamaround.embedded import Problem


def arguments(parser: ArgumentParser) -> None:
    """How many, how faulty, and where to."""
    parser.add_argument(
        "--index", type=int, default=10_000, metavar="N", help="children in the index (10,000)"
    )
    parser.add_argument("--incoming", type=int, default=1_000, metavar="M", help="agencies' records (1,000)")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the files")
    parser.add_argument(
        "--errors", type=float, default=1.0, metavar="X", help="dial: 0 none, 1 usual, 2 twice"
    )
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="another seed, other children (1)")
    parser.add_argument("--parquet", action="store_true", help="Parquet files instead of CSV")


def run(chosen: Namespace) -> int:
    """Write index, incoming and truth."""
    from teamaround.matching.generating.writing import Order, as_parquet, generate

    if chosen.index < 1 or chosen.incoming < 1:
        raise Problem("--index and --incoming want a number of at least 1.")
    if not 0 <= chosen.errors <= 10:
        raise Problem("--errors wants a number from 0 to 10.")
    order = Order(index=chosen.index, incoming=chosen.incoming, errors=chosen.errors, seed=chosen.seed)
    paths = generate(order, chosen.out)
    if chosen.parquet:
        paths = as_parquet(paths)
    for path in paths.values():
        sys.stdout.write(f"{path}\n")
    return 0
