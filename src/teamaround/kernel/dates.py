"""Dates as agencies write them: which form a whole column is in, and each value read in that form.

A form is never guessed in silence. When every day and month is 12 or less, nothing in the column can tell
03/04/2015 from 04/03/2015, and `Detected.certain` is False until a person has said which it is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from teamaround.kernel.months import MONTHS
from teamaround.kernel.refusal import Refusal

Cell = str | int | float | date | datetime | None

STRAYS_BORNE = (
    0.05  # a row in another form is refused by itself, so a few of them leave the column's form plain
)
AGAINST_BORNE = 0.01  # rows with the day where the month should be hint at others that cannot be seen

_MONTHS = {name[:3].casefold(): month for month, name in enumerate(MONTHS, 1)}
_EXCEL_START = date(1899, 12, 30)
_TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
_SHAPES = {
    "iso": re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})" + _TIME),
    "year_first": re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})" + _TIME),
    "long": re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})" + _TIME),
    "short": re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{2})" + _TIME),
    "compact": re.compile(r"(\d{4})(\d{2})(\d{2})"),
    "named": re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[\s\-/.]+([A-Za-z]{3,9})\.?[\s\-/.,]+(\d{4}|\d{2})"),
    "serial": re.compile(r"(\d{4,5})(?:\.\d+)?"),
}


class DateForm(StrEnum):
    """The ways in which a column may write its dates."""

    YEAR_MONTH_DAY = "YYYY-MM-DD"
    DAY_MONTH_YEAR = "DD/MM/YYYY"
    MONTH_DAY_YEAR = "MM/DD/YYYY"
    COMPACT = "YYYYMMDD"
    DAY_NAMED_MONTH = "DD-Mon-YYYY"
    SERIAL = "spreadsheet day number"
    DAY_MONTH_SHORT_YEAR = "DD/MM/YY"
    MONTH_DAY_SHORT_YEAR = "MM/DD/YY"


_SHAPE_OF = {
    DateForm.YEAR_MONTH_DAY: ("iso", "year_first"),
    DateForm.DAY_MONTH_YEAR: ("long",),
    DateForm.MONTH_DAY_YEAR: ("long",),
    DateForm.COMPACT: ("compact",),
    DateForm.DAY_NAMED_MONTH: ("named",),
    DateForm.SERIAL: ("serial",),
    DateForm.DAY_MONTH_SHORT_YEAR: ("short",),
    DateForm.MONTH_DAY_SHORT_YEAR: ("short",),
}
_MONTH_FIRST = frozenset((DateForm.MONTH_DAY_YEAR, DateForm.MONTH_DAY_SHORT_YEAR))


@dataclass(frozen=True, slots=True)
class Detected:
    """What a column's values say about its form.

    examples are values that settled the matter, or, when it is not settled, that could be read in either way.
    choices are the forms that a person may have to choose from. unreadable counts values in none of these forms.
    """

    form: DateForm | None
    certain: bool
    evidence: str
    examples: tuple[str, ...] = ()
    choices: tuple[DateForm, ...] = ()
    unreadable: int = 0


def detect(values: Iterable[Cell], *, latest: date) -> Detected:
    """The form of a column of dates, none of which should lie after `latest`."""
    texts, real_dates = [], 0
    for value in values:
        if isinstance(value, date):
            real_dates += 1
        elif text := _as_text(value):
            texts.append(text)
    if not texts:
        found = DateForm.YEAR_MONTH_DAY if real_dates else None
        said = "The file keeps these as dates." if real_dates else "The column is empty."
        return Detected(found, bool(real_dates), said)
    return _detect_in(texts, latest)


def _detect_in(texts: Sequence[str], latest: date) -> Detected:
    by_shape: dict[str, list[str]] = {}
    for text in texts:
        by_shape.setdefault(_shape(text), []).append(text)
    unreadable = by_shape.pop("", [])
    if not by_shape:
        return Detected(
            None,
            False,
            "None of these values looks like a date.",
            _few(unreadable),
            unreadable=len(unreadable),
        )
    if set(by_shape) == {"iso", "year_first"}:
        by_shape = {"iso": by_shape["iso"] + by_shape["year_first"]}
    shape = max(by_shape, key=lambda each: len(by_shape[each]))
    strays = sum(map(len, by_shape.values())) - len(by_shape[shape])
    if strays > STRAYS_BORNE * len(texts):
        return _of_mixed(by_shape, len(unreadable))
    found = _of_shape(shape, by_shape[shape], latest)
    return replace(found, unreadable=len(unreadable) + strays)


def _of_mixed(by_shape: dict[str, list[str]], unreadable: int) -> Detected:
    counts = Counter({shape: len(texts) for shape, texts in by_shape.items()})
    forms = tuple(form for shape, _ in counts.most_common() for form in DateForm if shape in _SHAPE_OF[form])
    examples = tuple(texts[0] for texts in by_shape.values())
    return Detected(
        forms[0], False, "The column mixes several ways of writing a date.", examples, forms, unreadable
    )


def _of_shape(shape: str, texts: Sequence[str], latest: date) -> Detected:
    if shape == "long":
        return _day_or_month_first(texts, DateForm.DAY_MONTH_YEAR, DateForm.MONTH_DAY_YEAR)
    if shape == "short":
        return _short_years(texts, latest)
    form = next(form for form, shapes in _SHAPE_OF.items() if shape in shapes)
    if form is DateForm.SERIAL:
        return Detected(
            form, False, "These look like the day numbers of a spreadsheet.", _few(texts), (form,)
        )
    return Detected(form, True, f"All values are written {form.value}.", _few(texts), (form,))


def _day_or_month_first(texts: Sequence[str], day_first: DateForm, month_first: DateForm) -> Detected:
    choices = (day_first, month_first)
    parted = [(text, *_first_two(text)) for text in texts]
    days = [text for text, first, second in parted if first > 12 >= second]
    months = [text for text, first, second in parted if second > 12 >= first]
    fewer, more = sorted((len(days), len(months)))
    if fewer > AGAINST_BORNE * more:
        return Detected(
            day_first,
            False,
            "Some values put the day first and some the month.",
            (days[0], months[0]),
            choices,
        )
    if len(days) > len(months):
        return Detected(
            day_first,
            True,
            "The first number is sometimes more than 12, so it is the day.",
            _few(days),
            choices,
        )
    if months:
        return Detected(
            month_first,
            True,
            "The second number is sometimes more than 12, so it is the day.",
            _few(months),
            choices,
        )
    return Detected(
        day_first,
        False,
        "No day is later than the 12th, so day and month cannot be told apart.",
        _few(texts),
        choices,
    )


def _short_years(texts: Sequence[str], latest: date) -> Detected:
    """Two-digit years are certain only when some first number can be neither a month nor a year up to now."""
    found = _day_or_month_first(texts, DateForm.DAY_MONTH_SHORT_YEAR, DateForm.MONTH_DAY_SHORT_YEAR)
    cannot_be_year = any(
        _first_two(text)[0] > latest.year % 100 or int(text[-2:]) > 31
        for text in texts
        if text[-2:].isdigit()
    )
    if found.certain and not cannot_be_year:
        return Detected(
            found.form,
            False,
            "The year has two digits, and might also stand first.",
            found.examples,
            found.choices,
        )
    return found


def parse(value: Cell, form: DateForm, *, latest: date) -> date:
    """The date that a value stands for in this form.

    Two-digit years fall in the hundred years up to `latest`. Raises Refusal, which never repeats the value.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = _as_text(value)
    if not text:
        raise Refusal("date-missing", "Give a date.")
    found = next((match for shape in _SHAPE_OF[form] if (match := _SHAPES[shape].fullmatch(text))), None)
    if found is None:
        raise Refusal("date-form", f"Write the date as {form.value}.")
    return (
        _serial(int(found[1]))
        if form is DateForm.SERIAL
        else _from_parts(found[1], found[2], found[3], form, latest)
    )


def _from_parts(first: str, second: str, third: str, form: DateForm, latest: date) -> date:
    if form in (DateForm.YEAR_MONTH_DAY, DateForm.COMPACT):
        first, third = third, first
    if form in _MONTH_FIRST:
        first, second = second, first
    month = int(second) if second.isdigit() else _MONTHS.get(second[:3].casefold(), 0)
    year = int(third) if len(third) == 4 else _in_full(int(third), latest)
    if not 1 <= month <= 12:
        raise Refusal("date-month", "The month must be between 1 and 12.")
    try:
        return date(year, month, int(first))
    except ValueError:
        raise Refusal("date-day", "That month does not have that day.") from None


def _serial(days: int) -> date:
    return _EXCEL_START + timedelta(days=days)


def _in_full(year: int, latest: date) -> int:
    full = latest.year - latest.year % 100 + year
    return full if full <= latest.year else full - 100


def _as_text(value: Cell) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else " ".join(str(value).split())


def _shape(text: str) -> str:
    for shape, pattern in _SHAPES.items():
        if found := pattern.fullmatch(text):
            is_month = shape != "named" or found[2][:3].casefold() in _MONTHS
            return shape if is_month else ""
    return ""


def _first_two(text: str) -> tuple[int, int]:
    numbers = re.findall(r"\d+", text)
    return int(numbers[0]), int(numbers[1])


def _few(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))[:3]
