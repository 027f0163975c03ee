"""One object of a feed, its values read by what they ought to be: what is something else is left out, and said."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from urllib.parse import urlsplit

MOST_ROWS = 200
LINE, WORDS, LONG = 300, 2_000, 10_000
MOST_NOTES = 12
_TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
_SPACES = re.compile(r"[^\S\n]+")
_EMAIL = re.compile(r"[^@\s,;<>]{1,64}@[^@\s,;<>]+\.[^@\s,;<>]{2,}")


class Faulty(Exception):
    """An entry that cannot be used; with a sentence that says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class Cells:
    """The fields of one object. `notes` gathers what was left out, for the whole entry."""

    raw: Mapping[str, Any]
    where: str = ""
    notes: list[str] = field(default_factory=list)

    def text(self, name: str, *, most: int = LINE) -> str:
        """A text without marks of the web and signs that nobody sees; empty when there is none."""
        value = self.raw.get(name)
        if isinstance(value, bool) or (value is not None and not isinstance(value, str | int | float)):
            self._note(name, "is no text")
            return ""
        tidy = plain_text("" if value is None else str(value))
        if len(tidy) > most:
            self._note(name, f"was cut at {most:,} letters")
        return tidy[:most].rstrip()

    def number(self, name: str, *, least: float, most: float) -> float | None:
        """A number within bounds; one that is written as text counts."""
        value = self.raw.get(name)
        if value is None or value == "":
            return None
        try:
            number = math.nan if isinstance(value, bool) else float(value)
        except (TypeError, ValueError, OverflowError):
            number = math.nan
        if not least <= number <= most:
            self._note(name, f"is no number from {least:g} to {most:g}")
            return None
        return number

    def day(self, name: str) -> date | None:
        """A day written as 2026-11-22, or with a time after it."""
        text = self.text(name)
        if not text:
            return None
        try:
            found = datetime.fromisoformat(text.replace("Z", "+00:00")).date()
        except ValueError:
            self._note(name, "is no date")
            return None
        return found if 1900 < found.year < 2200 else None

    def time(self, name: str) -> time | None:
        """A time of day, written as 09:30 or 09:30:00, perhaps with its distance from Greenwich."""
        text = self.text(name)
        if not text:
            return None
        try:
            return time.fromisoformat(text.replace("Z", "")).replace(tzinfo=None, microsecond=0)
        except ValueError:
            self._note(name, "is no time of day")
            return None

    def url(self, name: str) -> str:
        """An address of the web that a page may link to."""
        text = self.text(name, most=LINE)
        if not text:
            return ""
        address = text if "://" in text else f"https://{text}"
        try:
            parts = urlsplit(address)
            is_good = parts.scheme.lower() in ("http", "https") and "." in (parts.hostname or "")
        except ValueError:
            is_good = False
        if is_good and " " not in address:
            return address
        self._note(name, "is no address of the web")
        return ""

    def email(self, name: str) -> str:
        """An address for e-mail."""
        text = self.text(name).removeprefix("mailto:")
        if not text or _EMAIL.fullmatch(text):
            return text
        self._note(name, "is no e-mail address")
        return ""

    def rows(self, name: str) -> list[Cells]:
        """The objects in a list."""
        value = self.raw.get(name)
        if value is None:
            return []
        if not isinstance(value, list):
            self._note(name, "is no list")
            return []
        good = [each for each in value if isinstance(each, Mapping)]
        if len(good) < len(value):
            self._note(name, "holds something that is no object")
        if len(good) > MOST_ROWS:
            self._note(name, f"was cut after {MOST_ROWS}")
        return [Cells(each, f"{self.where}{name}.", self.notes) for each in good[:MOST_ROWS]]

    def one(self, name: str) -> Cells:
        """The object in a field; an empty one when there is none."""
        value = self.raw.get(name)
        if value is not None and not isinstance(value, Mapping):
            self._note(name, "is no object")
        return Cells(value if isinstance(value, Mapping) else {}, f"{self.where}{name}.", self.notes)

    def _note(self, name: str, what: str) -> None:
        sentence = f"{self.where}{name} {what}"
        if len(self.notes) < MOST_NOTES and sentence not in self.notes:
            self.notes.append(sentence)


def plain_text(text: str) -> str:
    """A text as people read it, whatever it was written for."""
    if _TAGS.search(text):
        text = html.unescape(_TAGS.sub(" ", text))
    text = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n")).strip()
