"""What is wrong in a row, said so that the person who sent the file can mend it."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from .cells import shortened


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in one cell, or with the whole row when `column` is empty.

    `says` goes on from the value ("is not a date"); `remedy` is what to do. A notice has the same
    shape: something that was left out or put right, which does not keep the row from being taken.
    """

    row: int
    column: str
    value: str
    says: str
    remedy: str

    @property
    def sentence(self) -> str:
        """Row, column, value and remedy in words."""
        place = f"Row {self.row}, column {self.column}:" if self.column else f"Row {self.row}"
        value = f" '{shortened(self.value)}'" if self.value else ""
        return f"{place}{value} {self.says}. {self.remedy}".strip()

    def as_json(self) -> dict[str, str | int]:
        """For the report: the parts, and the sentence that they make."""
        return {**asdict(self), "sentence": self.sentence}


def reason_cell(faults: tuple[Fault, ...]) -> str:
    """All faults of one row for the column of reasons, without the row's number, which may change."""
    return " ".join(_without_row(fault) for fault in faults)


def _without_row(fault: Fault) -> str:
    place = f"{fault.column}:" if fault.column else "This row"
    value = f" '{shortened(fault.value)}'" if fault.value else ""
    return f"{place}{value} {fault.says}. {fault.remedy}".strip()
