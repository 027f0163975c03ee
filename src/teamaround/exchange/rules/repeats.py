"""Rows of one file that are the same child: the same row twice, more about one child, or a contradiction."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from teamaround.index.rules.ledger import BY_NUMBER, OF_CHILD, OF_LINE

from .reading import RowAsRead, child_hash, row_hash


class Repeat(StrEnum):
    """How a row stands to the rows before it."""

    FIRST = "first"
    SAME_ROW = "same_row"
    SAME_CHILD = "same_child"
    UNSURE = "unsure"
    CONTRADICTS = "contradicts"


@dataclass(frozen=True, slots=True)
class Standing:
    """A row's relation to an earlier row of its file, with the sentence that says so.

    `row_key` stands for the line in this agency's records: a second line about the same is numbered.
    """

    repeat: Repeat
    row_hash: str
    row_key: str
    earlier: int = 0
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class _Seen:
    number: int
    identity: tuple[str, str, str]
    child_hash: str


class Repeats:
    """The rows of one file seen so far, by what they say and by whom they are about."""

    def __init__(self) -> None:
        self._rows: dict[str, int] = {}
        self._lines: Counter[str] = Counter()
        self._children: dict[str, _Seen] = {}

    def look_at(self, row: RowAsRead) -> Standing:
        """How this row stands to the earlier ones; the row counts as seen afterwards."""
        mark, key = row_hash(row), row_key(row)
        earlier = self._rows.setdefault(mark, row.number)
        if earlier != row.number:
            return Standing(Repeat.SAME_ROW, mark, key, earlier, f"It says the same as row {earlier}.")
        self._lines[key] += 1
        line = key if self._lines[key] == 1 else f"{key} line {self._lines[key]}"
        seen = _Seen(row.number, row.identity, child_hash(row) if row.involvement else mark)
        first = self._children.setdefault(source_key(row), seen)
        if first is seen:
            return Standing(Repeat.FIRST, mark, line)
        repeat, sentence = _beside(first, seen, has_number=bool(row.agency_id))
        return Standing(repeat, mark, line, first.number, sentence)


def _beside(first: _Seen, seen: _Seen, *, has_number: bool) -> tuple[Repeat, str]:
    """With the agency's number one child is meant, without it only when all else agrees too."""
    if has_number and not _agree(first.identity, seen.identity):
        return (
            Repeat.CONTRADICTS,
            f"has the same number as row {first.number} but another name or date of birth",
        )
    if has_number or first.child_hash == seen.child_hash:
        return Repeat.SAME_CHILD, f"It is about the same child as row {first.number}."
    return Repeat.UNSURE, f"Row {first.number} has the same name and date of birth but differs otherwise."


def source_key(row: RowAsRead) -> str:
    """What stands for the child in this agency's files: its own number, else name and date, else a number of others."""
    if row.agency_id:
        return f"{BY_NUMBER}{row.agency_id.casefold()}"
    if row.may_be_new:
        return f"child {'|'.join(row.identity)}"
    other = row.nhs_number or row.upn
    return f"other number {other.value}" if other else f"child {'|'.join(row.identity)}"


def record_key(row: RowAsRead) -> str:
    """Under which key it is kept to whom an agency's record of a child was laid."""
    return f"{OF_CHILD}{source_key(row)}"


def line_key(row_key: str) -> str:
    """Under which key it is kept what a line of an agency's records said last."""
    return f"{OF_LINE}{row_key}"


def row_key(row: RowAsRead) -> str:
    """What stands for one line of the agency's records: the child, and the involvement where there is one."""
    involved = row.involvement
    return (
        f"{source_key(row)} {involved.service.casefold()} {involved.starts_on}"
        if involved
        else source_key(row)
    )


def _agree(one: tuple[str, str, str], other: tuple[str, str, str]) -> bool:
    """Whether two rows with one number name one child: what both say is the same."""
    return all(left == right or not left or not right for left, right in zip(one, other, strict=True))
