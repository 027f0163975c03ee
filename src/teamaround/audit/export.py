"""The record as JSON Lines: {"seal": {...}} before the entries under it, then {"entry": {...}} for each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any, TextIO

from .rules import FIELDS, SealFacts


class Unreadable(ValueError):
    """A line of an export that is neither a seal nor an entry."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def write(record: Iterable[SealFacts | Mapping[str, Any]], out: TextIO) -> int:
    """Write a record line by line; returns how many lines."""
    lines = 0
    for piece in record:
        row = {"seal": asdict(piece)} if isinstance(piece, SealFacts) else {"entry": piece}
        out.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
        lines += 1
    return lines


def read(lines: Iterable[str]) -> Iterator[SealFacts | dict[str, Any]]:
    """Read a record back, a line at a time; Unreadable names the line that is not one."""
    for number, line in enumerate(lines, start=1):
        try:
            row = json.loads(line)
            yield SealFacts(**row["seal"]) if "seal" in row else _entry(row["entry"])
        except (ValueError, TypeError, KeyError):
            raise Unreadable(number) from None


def _entry(row: dict[str, Any]) -> dict[str, Any]:
    entry = {field: row[field] for field in FIELDS}
    if not (isinstance(entry["xid"], int) and isinstance(entry["id"], int)):
        raise TypeError
    return entry
