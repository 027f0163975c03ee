"""What becomes of each row, and the report that accounts for every one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum

from .faults import Fault


class RowOutcome(StrEnum):
    """What became of a row; every row has exactly one."""

    MATCHED = "matched"
    NEW = "new"
    UNCHANGED = "unchanged"
    NEEDS_PERSON = "needs_person"
    REFUSED = "refused"
    QUARANTINED = "quarantined"


OUTCOME_SENTENCES = {
    RowOutcome.MATCHED: "The child was in the index already; what this row adds was recorded.",
    RowOutcome.NEW: "The child was not in the index and was registered.",
    RowOutcome.UNCHANGED: "The row says nothing that was not recorded before.",
    RowOutcome.NEEDS_PERSON: "The index team has to decide who this is; nothing was recorded yet.",
    RowOutcome.REFUSED: "The row cannot be used as it is; it goes back with the reason.",
    RowOutcome.QUARANTINED: "The index team has to look at this row; nothing was recorded.",
}
PREVIEW_SENTENCES = {
    RowOutcome.MATCHED: "The child is in the index already; what the row adds would be recorded.",
    RowOutcome.NEW: "The child is not in the index and would be registered.",
    RowOutcome.UNCHANGED: "The row says nothing that is not recorded already.",
    RowOutcome.NEEDS_PERSON: "The index team would have to decide who this is.",
    RowOutcome.REFUSED: "The row cannot be used as it is; it would go back with the reason.",
    RowOutcome.QUARANTINED: "The index team would have to look at this row.",
}
OUTCOME_WORDS = {
    RowOutcome.MATCHED: "Matched",
    RowOutcome.NEW: "New",
    RowOutcome.UNCHANGED: "Unchanged",
    RowOutcome.NEEDS_PERSON: "Needs a person",
    RowOutcome.REFUSED: "Refused",
    RowOutcome.QUARANTINED: "In quarantine",
}
SENT_BACK = frozenset({RowOutcome.REFUSED})


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of a file by outcome; they always add up to `rows` once the file is done."""

    rows: int = 0
    matched: int = 0
    new: int = 0
    needs_person: int = 0
    refused: int = 0
    quarantined: int = 0
    unchanged: int = 0

    @property
    def accounted_for(self) -> int:
        """Rows that have an outcome."""
        return sum(getattr(self, outcome.value) for outcome in RowOutcome)

    @property
    def reconciles(self) -> bool:
        """Whether every row has exactly one outcome."""
        return self.accounted_for == self.rows

    def plus(self, outcomes: Iterable[RowOutcome]) -> Counts:
        """These counts and some more rows."""
        added = dict.fromkeys(RowOutcome, 0)
        for outcome in outcomes:
            added[outcome] += 1
        return replace(
            self,
            rows=self.rows + sum(added.values()),
            **{outcome.value: getattr(self, outcome.value) + times for outcome, times in added.items()},
        )

    def as_json(self) -> dict[str, int]:
        """The counts by name."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Report:
    """What a file came to: its counts, each refusal, and what was noticed or left out."""

    file_name: str
    agency: str
    is_dry_run: bool
    counts: Counts
    refusals: tuple[Fault, ...] = ()
    notices: tuple[Fault, ...] = ()
    about_the_file: tuple[str, ...] = ()
    state: str = ""
    reference: str = ""
    seconds: float = field(default=0.0, compare=False)

    def as_json(self) -> dict[str, object]:
        """The report for a program: the counts at the top level, then refusals and notices in full."""
        return {
            **self.counts.as_json(),
            "file": self.file_name,
            "agency": self.agency,
            "dry_run": self.is_dry_run,
            "state": self.state,
            "reference": self.reference,
            "seconds": round(self.seconds, 1),
            "refusals": [fault.as_json() for fault in self.refusals],
            "notices": [fault.as_json() for fault in self.notices],
            "about_the_file": list(self.about_the_file),
        }

    def as_text(self, *, most: int = 20) -> str:
        """The report for a person: counts in words, then the first refusals and notices."""
        opening = "Tried out, nothing recorded" if self.is_dry_run else "Taken in"
        lines = [f"{self.file_name}, for {self.agency}. {opening}. {_rows(self.counts.rows)}:"]
        lines += [
            f"  {getattr(self.counts, outcome.value):>8,}  {words}" for outcome, words in _counted_words()
        ]
        lines += [*_listed("Refused", self.refusals, most), *_listed("Noticed", self.notices, most)]
        lines += [f"About the file: {sentence}" for sentence in self.about_the_file]
        return "\n".join(lines)


def _counted_words() -> list[tuple[RowOutcome, str]]:
    return [(outcome, OUTCOME_WORDS[outcome].lower()) for outcome in RowOutcome]


def _listed(title: str, faults: tuple[Fault, ...], most: int) -> list[str]:
    if not faults:
        return []
    lines = [f"{title}:", *(f"  {fault.sentence}" for fault in faults[:most])]
    return [*lines, f"  ... and {len(faults) - most:,} more."] if len(faults) > most else lines


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"
