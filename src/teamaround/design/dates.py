"""A date typed in three boxes, as people write it: 27 3 2017, 27 mar 2017, 27 / 3 / 2017."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from teamaround.design.words import listed
from teamaround.kernel.months import MONTHS

PARTS = ("day", "month", "year")
Typed = tuple[str, str, str]
_WHOLE = re.compile(r"^\s*(\d{1,2})[\s/.\-]+([a-zA-Z]+|\d{1,2})[\s/.\-]+(\d{4})\s*$")


@dataclass(frozen=True)
class PartDate:
    """A date of which only the year, or the month and year, may be known."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date:
        """The earliest day that it can be."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day that it can be."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])


class ThreeBoxes(forms.Widget):
    """Boxes named `<name>-day`, `<name>-month` and `<name>-year`."""

    def value_from_datadict(
        self,
        data: Mapping[str, Any],
        files: MultiValueDict[str, Any],  # noqa: ARG002 - Django passes it
        name: str,
    ) -> Typed:
        """What was typed; a whole date put into the first box is shared out."""
        day, month, year = (str(data.get(f"{name}-{part}") or "").strip() for part in PARTS)
        whole = None if month or year else _WHOLE.match(day)
        return (whole[1], whole[2], whole[3]) if whole else (day, month, year)

    def value_omitted_from_data(
        self,
        data: Mapping[str, Any],
        files: MultiValueDict[str, Any],  # noqa: ARG002 - Django passes it
        name: str,
    ) -> bool:
        """Whether none of the boxes was on the page that was sent."""
        return not any(f"{name}-{part}" in data for part in PARTS)


class DayMonthYear(forms.Field):
    """A date; with `partial`, a PartDate of which the day, or day and month, may be blank."""

    widget = ThreeBoxes

    def __init__(self, *, partial: bool = False, **options: Any) -> None:
        self.partial = partial
        super().__init__(**options)

    @property
    def called(self) -> str:
        """The field's name at the start of a sentence."""
        return str(self.label or "Date").rstrip("?")

    def clean(self, value: Any) -> Any:
        """The date that was typed, or None when all boxes may be and are blank."""
        typed = boxes(value)
        if not any(typed):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        self._refuse_missing(typed)
        found = PartDate(
            self._year(typed[2]),
            self._month(typed[1]) if typed[1] else None,
            self._day(typed[0]) if typed[0] else None,
        )
        self._refuse_impossible(found)
        return found if self.partial else found.first

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether what was typed differs from what stood there."""
        return boxes(initial) != boxes(data)

    def _refuse_missing(self, typed: Typed) -> None:
        missing = [part for part, text in zip(PARTS, typed, strict=True) if not text]
        if self.partial:
            missing = [part for part in missing if part == "year" or (part == "month" and typed[0])]
        if missing:
            must = listed(f"a {part}" for part in missing)
            raise self._error(f"{self.called} must include {must}", *missing)

    def _year(self, text: str) -> int:
        if not re.fullmatch(r"[0-9]{4}", text):
            raise self._error(f"{self.called}: the year must be 4 numbers, like 2017", "year")
        if not 1900 <= int(text) <= 2100:
            raise self._error(f"{self.called}: check the year", "year")
        return int(text)

    def _month(self, text: str) -> int:
        number = month_number(text)
        if number is None:
            sentence = f"{self.called}: the month must be a number from 1 to 12 or a name like March"
            raise self._error(sentence, "month")
        return number

    def _day(self, text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,2}", text) or not 1 <= int(text) <= 31:
            raise self._error(f"{self.called}: the day must be a number from 1 to 31", "day")
        return int(text)

    def _refuse_impossible(self, found: PartDate) -> None:
        if found.month and found.day and found.day > monthrange(found.year, found.month)[1]:
            name = f"{MONTHS[found.month - 1]} {found.year}"
            raise self._error(f"{self.called}: {name} has no day {found.day}", "day")

    def _error(self, sentence: str, *parts: str) -> ValidationError:
        return ValidationError(sentence, code="date", params={"parts": parts})


def boxes(value: object) -> Typed:
    """The texts of the three boxes for a date, a PartDate, what was typed, or nothing."""
    if isinstance(value, tuple):
        return (str(value[0]), str(value[1]), str(value[2]))
    if isinstance(value, date | PartDate):
        return (str(value.day or ""), str(value.month or ""), str(value.year))
    return ("", "", "")


def month_number(text: str) -> int | None:
    """3 for "3", "03", "mar" and "March"."""
    if re.fullmatch(r"[0-9]{1,2}", text):
        return int(text) if 1 <= int(text) <= 12 else None
    if len(text) < 3:
        return None
    word = "sep" if text.lower() == "sept" else text.lower()
    return next((n for n, name in enumerate(MONTHS, 1) if name.lower().startswith(word)), None)
