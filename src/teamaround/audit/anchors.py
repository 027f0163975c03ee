"""The anchor file: every seal kept outside the database, so that a cut tail is seen."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from .rules import SealFacts


def write(path: Path, facts: SealFacts) -> None:
    """Append a seal to the file outside the database, on disk before this returns."""
    line = json.dumps({name: getattr(facts, name) for name in facts.__slots__})
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        os.write(handle, line.encode() + b"\n")
        os.fsync(handle)
    finally:
        os.close(handle)


def length(path: Path) -> int:
    """How many bytes the file has by now. Ask before looking at a record that is being sealed."""
    return path.stat().st_size if path.exists() else 0


def read(path: Path, *, upto: int | None = None) -> Iterator[SealFacts]:
    """The seals as the anchor file has them, in its order; a half-written line is passed over.

    With `upto`, only what stands in its first so many bytes.
    """
    if not path.exists():
        return
    with path.open("rb") as lines:
        for line in lines:
            if upto is not None:
                upto -= len(line)
                if upto < 0:
                    return
            try:
                yield SealFacts(**json.loads(line))
            except (ValueError, TypeError):
                continue


def end_last_line(path: Path) -> None:
    """Close a line that a crash left half written, so that the next one stands by itself."""
    if path.exists() and path.stat().st_size:
        with path.open("r+b") as file:
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                file.write(b"\n")
