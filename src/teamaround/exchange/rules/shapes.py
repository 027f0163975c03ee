"""What a file gives: its rows as text, flaws seen while reading them, and questions about the file itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something about one cell (or, with no place, the whole row) that was seen while reading the file."""

    at: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row as text. `number` is what a spreadsheet shows beside it: counted from 1, headings included."""

    number: int
    cells: tuple[str, ...]
    flaws: tuple[Flaw, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """Something about the file that only a person can settle, and the option that settles it."""

    about: str
    sentence: str
    choices: tuple[str, ...]
    proposed: str
