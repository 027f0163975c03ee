"""Rows of one file that are the same child: the same row twice, more about one child, or a contradiction."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .reading import RowAsRead, row_hash


class Repeat(StrEnum):
    """How a row stands to the rows before it."""

    FIRST = "first"
    SAME_ROW = "same_row"
    SAME_CHILD = "same_child"
    CONTRADICTS = "contradicts"


@dataclass(frozen=True, slots=True)
class Standing:
    """A row's relation to an earlier row of its file, with the sentence that says so."""

    repeat: Repeat
    row_hash: str
    earlier: int = 0
    sentence: str = ""


class Repeats:
    """The rows of one file seen so far, by what they say and by the agency's own number."""

    def __init__(self) -> None:
        self._rows: dict[str, int] = {}
        self._children: dict[str, tuple[int, tuple[str, str, str, str]]] = {}

    def look_at(self, row: RowAsRead) -> Standing:
        """How this row stands to the earlier ones; the row counts as seen afterwards."""
        mark = row_hash(row)
        earlier = self._rows.setdefault(mark, row.number)
        if earlier != row.number:
            return Standing(Repeat.SAME_ROW, mark, earlier, f"It says the same as row {earlier}.")
        if not row.agency_id:
            return Standing(Repeat.FIRST, mark)
        first, identity = self._children.setdefault(row.agency_id.casefold(), (row.number, row.identity))
        if first == row.number:
            return Standing(Repeat.FIRST, mark)
        if _agree(identity, row.identity):
            return Standing(Repeat.SAME_CHILD, mark, first, f"It is about the same child as row {first}.")
        return Standing(
            Repeat.CONTRADICTS,
            mark,
            first,
            f"has the same number as row {first} but another name or date of birth",
        )


def _agree(one: tuple[str, str, str, str], other: tuple[str, str, str, str]) -> bool:
    """Whether two rows with one number name one child: what both say is the same."""
    return all(left == right or not left or not right for left, right in zip(one, other, strict=True))
