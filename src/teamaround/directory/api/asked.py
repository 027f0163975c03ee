"""Reading what a call asks for; whatever is not as described is refused with a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time
from typing import TypeVar
from uuid import UUID

from teamaround.kernel import postcodes

from .. import queries
from ..rules.asking import Ground, Hours, Wanted
from ..rules.listing import day_code
from ..rules.paging import MOST, USUAL, Cut

T = TypeVar("T")
LONGEST = 200
JSON, NDJSON = "json", "ndjson"
YES, NO = {"true", "1"}, {"false", "0"}


class Bad(Exception):
    """A call that cannot be answered: status, a word for programs, a sentence for people."""

    def __init__(self, status: int, error: str, message: str) -> None:
        super().__init__(error)
        self.status, self.error, self.message = status, error, message


class Asked:
    """The parameters of one call."""

    def __init__(self, given: Mapping[str, str]) -> None:
        self._given = given

    def text(self, name: str) -> str:
        """A text; empty when it is not there."""
        value = self._given.get(name, "").strip()
        if len(value) > LONGEST or "\x00" in value:
            raise Bad(400, name, f"Give {name} in at most {LONGEST} characters.")
        return value

    def flag(self, name: str) -> bool:
        """Yes or no; no when it is not there."""
        value = self.text(name).lower()
        if value and value not in YES | NO:
            raise Bad(400, name, f"Say true or false for {name}.")
        return value in YES

    def number(self, name: str, *, least: float, most: float) -> float | None:
        """A number between two others."""
        value = self._read(name, float, "a number")
        if value is not None and not least <= value <= most:
            raise Bad(400, name, f"Give {name} as a number from {least:g} to {most:g}.")
        return value

    def whole(self, name: str, *, usual: int, most: int) -> int:
        """A whole number from one."""
        value = self._read(name, int, "a whole number")
        if value is not None and not 1 <= value <= most:
            raise Bad(400, name, f"Give {name} as a whole number from 1 to {most}.")
        return usual if value is None else value

    def key(self, name: str) -> UUID | None:
        """The identifier of an entry."""
        return self._read(name, UUID, "a UUID")

    def moment(self, name: str) -> datetime | None:
        """A day or a moment; without a zone it is meant as universal time."""
        return self._read(name, _moment, "a date or a date and time, such as 2026-11-20T09:30:00Z")

    def time_of_day(self, name: str) -> time | None:
        """A time of day."""
        return self._read(name, time.fromisoformat, "a time such as 09:30")

    def _read(self, name: str, read: Callable[[str], T], kind: str) -> T | None:
        value = self.text(name)
        if not value:
            return None
        try:
            return read(value)
        except (ValueError, OverflowError):
            raise Bad(400, name, f"Give {name} as {kind}.") from None

    # ------------------------------------------------------------ several at once

    def format(self) -> str:
        """json or ndjson."""
        value = self.text("format").lower() or JSON
        if value not in (JSON, NDJSON):
            raise Bad(400, "format", "Ask for the format json or ndjson.")
        return value

    def cut(self) -> Cut:
        """Which page."""
        page = self.whole("page", usual=1, most=1_000_000)
        return Cut(page, self.whole("per_page", usual=USUAL, most=MOST))

    def hours(self) -> Hours | None:
        """A day, and a span that the opening hours lie in."""
        day, start, end = self.text("day"), self.time_of_day("start_time"), self.time_of_day("end_time")
        code = day_code(day) if day else ""
        if code is None:
            raise Bad(400, "day", "Give a day of the week, such as MO or Monday.")
        return Hours(code, start, end, within=True) if code or start or end else None

    def services(self) -> Wanted:
        """What a list of services is asked for."""
        return Wanted(
            words=self.text("search"), minimum_age=self.number("minimum_age", least=0, most=120),
            maximum_age=self.number("maximum_age", least=0, most=120), hours=self.hours(),
            term_id=self.key("taxonomy_term_id"), taxonomy_id=self.key("taxonomy_id"),
            organisation_id=self.key("organization_id"), modified_after=self.moment("modified_after"),
        )  # fmt: skip

    def ground(self) -> tuple[Ground | None, float | None, bool]:
        """The ground of a postcode and how near; and whether a postcode was asked for at all."""
        code, metres = self.text("postcode"), self.number("proximity", least=0, most=1_000_000)
        if metres is not None and not code:
            raise Bad(400, "proximity", "Give a postcode as well: proximity counts from it.")
        if code and not postcodes.is_valid_shape(code):
            raise Bad(400, "postcode", "Give a whole postcode, such as ZY1 1AA.")
        return (queries.ground_of(code) if code else None), metres, bool(code)


def _moment(text: str) -> datetime:
    """A moment as ISO 8601 writes it; a plus that became a space on the way is put back."""
    found = datetime.fromisoformat(text.replace(" ", "+") if "T" in text else text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
