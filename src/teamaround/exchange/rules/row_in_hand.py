"""A row while it is being checked: its cells by field, what it is checked against, what was found so far."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from datetime import date

from teamaround.kernel.dates import DateForm, parse
from teamaround.kernel.refusal import Refusal

from .cells import clean, is_nothing
from .date_columns import FORM_WORDS, day_part, iso_day, latest
from .faults import Fault
from .fields import Field
from .mapping import Mapping
from .shapes import Row


@dataclass(frozen=True, slots=True)
class Terms:
    """What a row is checked against.

    `services` are the agency's own: name to "is sensitive" (R9). `forms` say how each column writes its dates.
    """

    mapping: Mapping
    forms: MappingOf[Field, DateForm]
    today: date
    services: MappingOf[str, bool] = field(default_factory=dict)


class RowInHand:
    """A row while it is being checked: its cells by field, and what was found wrong so far."""

    def __init__(self, row: Row, terms: Terms) -> None:
        self.number = row.number
        self.terms = terms
        self.faults: list[Fault] = []
        self.notices: list[Fault] = []
        self._cells = {
            wanted: row.cells[at] for wanted, at in terms.mapping.places.items() if at < len(row.cells)
        }
        self._note_flaws(row)

    def text(self, wanted: Field) -> str:
        """The cell of a field, cleaned; nothing when the file lacks it or the cell says that there is nothing."""
        cell = self._cells.get(wanted)
        if not cell:
            return ""
        text = clean(cell)
        return "" if is_nothing(text) else text

    def line(self, wanted: Field, *, most: int) -> str:
        """The cell of a field that has to fit one line; longer ones and ones with line breaks are faults."""
        text = self.text(wanted)
        if "\n" in text:
            self.fault(
                wanted,
                "runs over several lines",
                "Often a quotation mark is missing in this row or the one before. Mend it.",
            )
            return ""
        if len(text) > most:
            self.fault(
                wanted,
                f"is longer than {most} letters",
                "Shorten it, or check that the row's values stand under the right headings.",
            )
            return ""
        return text

    def date(self, wanted: Field) -> date | None:
        """The day that a cell names in the form settled for its column; an impossible one is a fault."""
        text = day_part(self.line(wanted, most=60))
        if not text:
            return None
        day = iso_day(text)
        form = self.terms.forms.get(wanted)
        if day is not None:
            return day
        if form is None:
            self.fault(
                wanted,
                "is in a column whose form of date is not settled",
                "Say how the column writes its dates.",
            )
            return None
        try:
            return parse(text, form, latest=latest(wanted, self.terms.today))
        except Refusal as refusal:
            why = "" if refusal.code == "date-form" else f"{refusal.sentence} "
            self.fault(wanted, "is not a date", f"{why}Write it as {FORM_WORDS[form]}.")
            return None

    def fault(self, wanted: Field, says: str, remedy: str) -> None:
        """Something that keeps the row from being taken."""
        self.faults.append(self._about(wanted, says, remedy))

    def row_fault(self, says: str, remedy: str) -> None:
        """Something wrong with the row as a whole."""
        self.faults.append(Fault(self.number, "", "", says, remedy))

    def notice(self, wanted: Field, says: str, remedy: str) -> None:
        """Something left out or put right, which the sender should know of."""
        self.notices.append(self._about(wanted, says, remedy))

    def notices_about(self, *wanted: Field) -> list[Fault]:
        """Notices so far about these fields."""
        headings = {self.terms.mapping.heading(each) for each in wanted}
        return [notice for notice in self.notices if notice.column in headings]

    def _about(self, wanted: Field, says: str, remedy: str) -> Fault:
        return Fault(
            self.number, self.terms.mapping.heading(wanted), clean(self._cells.get(wanted, "")), says, remedy
        )

    def _note_flaws(self, row: Row) -> None:
        used = {at: wanted for wanted, at in self.terms.mapping.places.items()}
        for flaw in row.flaws:
            says, _, remedy = flaw.sentence.partition(". ")
            if flaw.at is None:
                self.row_fault(says, f"{remedy or 'Check the row'}.")
            elif flaw.at in used:
                self.fault(used[flaw.at], says, f"{remedy}.")
