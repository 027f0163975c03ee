"""How wide the columns of a table are, from its words: so that whatever lays it out need not try every cell first."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

PARTS, LETTERS, BETWEEN = 80, 82, 2  # parts of the width; letters that fit across a page; between two columns
LONGEST = 150  # letters of a cell that count: a longer one is broken anyhow


def parts_of_width(rows: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """For each column its parts of the whole width, eighty in all; the first row is the headings, whose letters are bold.

    Each has room for its longest word where that can be; what is left over goes to those with long cells.
    """
    columns = list(zip(*rows, strict=True))
    if not columns:
        return ()
    words = [_longest_word(column) + BETWEEN for column in columns]
    least = [ceil(few * PARTS / LETTERS) for few in words]
    if sum(least) > PARTS:
        return _shared(words, [1] * len(columns))
    cells = [min(LONGEST, max(map(len, column))) + BETWEEN for column in columns]
    more = [max(0, many - few) + BETWEEN for many, few in zip(cells, words, strict=True)]
    return _shared(more, least)


def has_room(rows: Sequence[Sequence[str]]) -> bool:
    """Whether every column has room for its longest word; else words have to be broken."""
    columns = list(zip(*rows, strict=True))
    return sum(ceil((_longest_word(column) + BETWEEN) * PARTS / LETTERS) for column in columns) <= PARTS


def _longest_word(column: Sequence[str]) -> int:
    return max((len(word) + (not nth) for nth, cell in enumerate(column) for word in cell.split()), default=1)


def _shared(shares: Sequence[int], least: Sequence[int]) -> tuple[int, ...]:
    """Whole parts shared out on top of the least of each: the largest rests are rounded up, and all add up."""
    parts = max(0, PARTS - sum(least))
    exact = [parts * each / sum(shares) for each in shares]
    whole = [few + int(each) for few, each in zip(least, exact, strict=True)]
    by_rest = sorted(range(len(exact)), key=lambda nth: exact[nth] - int(exact[nth]), reverse=True)
    for nth in by_rest[: max(0, PARTS - sum(whole))]:
        whole[nth] += 1
    return tuple(whole)
