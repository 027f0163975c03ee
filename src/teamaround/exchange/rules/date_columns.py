"""How each column writes its dates: found out from the whole column, asked about where it is not certain."""

from __future__ import annotations

import re
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, replace
from datetime import date, timedelta

from teamaround.kernel.dates import DateForm, detect
from teamaround.kernel.refusal import Refusal

from . import fields
from .cells import clean, is_nothing
from .fields import Field
from .mapping import Mapping
from .shapes import Row

MOST_DIFFERENT_VALUES = 20_000
_TIME_OF_DAY = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?\s*(am|pm|Z|[+-]\d{2}:?\d{2})?", re.IGNORECASE)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_SHORT_NAMES = {
    "dmy": DateForm.DAY_MONTH_YEAR, "daymonthyear": DateForm.DAY_MONTH_YEAR, "ddmmyyyy": DateForm.DAY_MONTH_YEAR,
    "mdy": DateForm.MONTH_DAY_YEAR, "monthdayyear": DateForm.MONTH_DAY_YEAR, "mmddyyyy": DateForm.MONTH_DAY_YEAR,
    "ymd": DateForm.YEAR_MONTH_DAY, "iso": DateForm.YEAR_MONTH_DAY, "yearmonthday": DateForm.YEAR_MONTH_DAY,
    "compact": DateForm.COMPACT, "serial": DateForm.SERIAL, "excel": DateForm.SERIAL,
    "ddmonyyyy": DateForm.DAY_NAMED_MONTH, "ddmmyy": DateForm.DAY_MONTH_SHORT_YEAR, "mmddyy": DateForm.MONTH_DAY_SHORT_YEAR,
}  # fmt: skip
_SOME_SWAPPED = (
    "Some cells are dates and some are text:"
    " a spreadsheet may have swapped day and month in those that it took for dates."
)
FORM_WORDS = {
    DateForm.YEAR_MONTH_DAY: "year-month-day, like 2015-03-27",
    DateForm.DAY_MONTH_YEAR: "day/month/year, like 27/03/2015",
    DateForm.MONTH_DAY_YEAR: "month/day/year, like 03/27/2015",
    DateForm.COMPACT: "year, month and day without signs, like 20150327",
    DateForm.DAY_NAMED_MONTH: "day, month by name, year, like 27-Mar-2015",
    DateForm.SERIAL: "a spreadsheet's day number, like 42090",
    DateForm.DAY_MONTH_SHORT_YEAR: "day/month/short year, like 27/03/15",
    DateForm.MONTH_DAY_SHORT_YEAR: "month/day/short year, like 03/27/15",
}


@dataclass(frozen=True, slots=True)
class DateColumn:
    """One column of dates and the form in which it is read."""

    field: Field
    heading: str
    form: DateForm | None
    certain: bool
    because: str
    examples: tuple[str, ...] = ()
    choices: tuple[DateForm, ...] = ()

    @property
    def question(self) -> str:
        """What to ask about this column."""
        shown = ", ".join(f"'{example}'" for example in self.examples)
        return f"How does the column '{self.heading}' write its dates, for example {shown}? {self.because}"


class DateValues:
    """The different values in each column of dates, gathered while a file is read through once."""

    def __init__(self, mapping: Mapping) -> None:
        self._places = {wanted: at for wanted, at in mapping.places.items() if wanted in fields.DATES}
        self._values: dict[Field, dict[str, None]] = {wanted: {} for wanted in self._places}

    def look_at(self, row: Row) -> None:
        """Note a row's dates."""
        for wanted, at in self._places.items():
            values = self._values[wanted]
            if at < len(row.cells) and len(values) < MOST_DIFFERENT_VALUES:
                text = day_part(clean(row.cells[at]))
                if not is_nothing(text):
                    values[text] = None

    def of(self, wanted: Field) -> tuple[str, ...]:
        """The different values of a column."""
        return tuple(self._values.get(wanted, ()))


def tell_forms(
    mapping: Mapping,
    values: DateValues,
    *,
    today: date,
    said: MappingOf[Field, DateForm] | None = None,
    remembered: MappingOf[Field, DateForm] | None = None,
) -> tuple[DateColumn, ...]:
    """The form of every column of dates. What a person says now wins; what was said last time settles doubts only."""
    columns = []
    for wanted in fields.DATES:
        if wanted not in mapping.places:
            continue
        found = _found(wanted, mapping.heading(wanted), values.of(wanted), today)
        columns.append(_settled(found, (said or {}).get(wanted), (remembered or {}).get(wanted)))
    return tuple(columns)


def check_forms(columns: tuple[DateColumn, ...]) -> dict[Field, DateForm]:
    """The forms to read with; refused while any column's form is not certain."""
    open_ones = [column for column in columns if not column.certain]
    if open_ones:
        raise Refusal("dates-to-decide", " ".join(column.question for column in open_ones), field="dates")
    return {column.field: column.form for column in columns if column.form is not None}


def form_named(text: str) -> DateForm:
    """The form that somebody typed: "DD/MM/YYYY", "dmy", "iso"."""
    wanted = text.strip().upper()
    short = _SHORT_NAMES.get(re.sub(r"[^a-z]", "", text.casefold()))
    if wanted == DateForm.COMPACT.value:
        return DateForm.COMPACT
    if wanted in {form.value.upper() for form in DateForm}:
        return next(form for form in DateForm if form.value.upper() == wanted)
    if short is None:
        known = ", ".join(form.value for form in DateForm)
        raise Refusal("no-such-form", f"'{text}' is not a form of date. Use one of: {known}.", field="dates")
    return short


def latest(wanted: Field, today: date) -> date:
    """The last day that a column may name, by which years of two digits are completed."""
    return today + timedelta(days=366) if wanted in (Field.EXPECTED_ON, Field.INVOLVED_UNTIL) else today


def day_part(text: str) -> str:
    """A moment without its time of day."""
    return _TIME_OF_DAY.sub("", text) if ":" in text else text


def iso_day(text: str) -> date | None:
    """The day written year-month-day, which reads the same in every column; None when it is written otherwise."""
    if not _ISO.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _found(wanted: Field, heading: str, values: tuple[str, ...], today: date) -> DateColumn:
    others = [value for value in values if iso_day(value) is None]
    if not values:
        return DateColumn(wanted, heading, None, True, "The column is empty.")
    told = detect(others or values, latest=latest(wanted, today))
    column = DateColumn(
        wanted,
        heading,
        told.form,
        told.certain,
        told.evidence,
        told.examples,
        told.choices or tuple(DateForm),
    )
    if told.certain and others and len(others) < len(values) and told.form is not DateForm.YEAR_MONTH_DAY:
        return replace(column, certain=False, because=_SOME_SWAPPED)
    return column


def _settled(column: DateColumn, said: DateForm | None, remembered: DateForm | None) -> DateColumn:
    if said is not None:
        return replace(column, form=said, certain=True, because="You said so.")
    if not column.certain and remembered is not None and remembered in column.choices:
        return replace(column, form=remembered, certain=True, because="It was so last time.")
    return column
