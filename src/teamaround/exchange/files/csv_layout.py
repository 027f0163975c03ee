"""How a CSV file is laid out: what divides its cells, what quotes them, how its lines end."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

DIVIDERS = (",", ";", "\t", "|")
DIVIDER_WORDS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright bars"}
_NAMES = {"comma": ",", "semicolon": ";", "tab": "\t", "\\t": "\t", "bar": "|", "pipe": "|"}


@dataclass(frozen=True, slots=True)
class Layout:
    """The signs that a CSV file is written with."""

    divider: str = ","
    quote: str = '"'
    space_after_divider: bool = False
    line_end: str = "\r\n"


@dataclass(frozen=True, slots=True)
class LayoutFound:
    """A layout and whether another would do as well."""

    layout: Layout
    certain: bool
    because: str


def divider_named(text: str) -> str | None:
    """The divider that somebody typed: the sign itself or its name."""
    return text if text in DIVIDERS else _NAMES.get(text.strip().casefold())


def tell_layout(sample: str, *, divider: str | None = None) -> LayoutFound:
    """The layout under which most rows of the sample have the same, and the largest, number of cells."""
    line_end = "\r\n" if "\r\n" in sample else "\n" if "\n" in sample or "\r" not in sample else "\r"
    quote = "'" if _single_quoted(sample) else '"'
    scores = {sign: _regularity(_parsed(sample, sign, quote)) for sign in DIVIDERS}
    ranked = sorted(DIVIDERS, key=lambda sign: (-scores[sign], DIVIDERS.index(sign)))
    chosen = divider or ranked[0]
    rival = next((sign for sign in ranked if sign != chosen), ranked[0])
    certain = divider is not None or scores[rival] == 0 or scores[rival] < scores[chosen] * 0.8
    spaced = _space_after(sample, chosen, quote)
    because = (
        "you said so"
        if divider
        else f"most rows then have the same number of cells ({DIVIDER_WORDS[chosen]})"
    )
    return LayoutFound(Layout(chosen, quote, spaced, line_end), certain, because)


class CellReader(Protocol):
    """What reads rows of cells from lines, and counts the lines."""

    @property
    def line_num(self) -> int:
        """Lines read so far."""

    def __iter__(self) -> Iterator[list[str]]:
        """Rows, one at a time."""


def read_cells(lines: Iterable[str], layout: Layout) -> CellReader:
    """A reader of rows under this layout."""
    return csv.reader(
        lines,
        delimiter=layout.divider,
        quotechar=layout.quote,
        skipinitialspace=layout.space_after_divider,
        strict=False,
    )


def _parsed(sample: str, divider: str, quote: str) -> list[list[str]]:
    try:
        return [
            row for row in read_cells(sample.splitlines(keepends=True), Layout(divider, quote)) if any(row)
        ]
    except csv.Error:
        return []


def _regularity(rows: Sequence[Sequence[str]]) -> float:
    """How many rows share the commonest width of two or more, weighed by that width."""
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0.0
    width, times = max(widths.items(), key=lambda pair: (pair[1], pair[0]))
    return times / len(rows) * (1 + width / 100)


def _single_quoted(sample: str) -> bool:
    """Whether cells stand in single quotes: nearly every cell of the first line does, and double quotes are absent."""
    first = next((line for line in sample.splitlines() if line.strip()), "")
    cells = [cell.strip() for sign in DIVIDERS if sign in first for cell in first.split(sign)]
    wrapped = sum(len(cell) > 1 and cell[0] == cell[-1] == "'" for cell in cells)
    return (
        '"' not in sample
        and wrapped > 1
        and wrapped * 10 >= len(first.split(max(DIVIDERS, key=first.count))) * 9
    )


def _space_after(sample: str, divider: str, quote: str) -> bool:
    """Whether quoted cells follow a space, which then is no part of the cell."""
    return divider != "\t" and f"{divider} {quote}" in sample
