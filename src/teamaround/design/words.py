"""How dates, times, ages and numbers are put into words on every page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from unicodedata import bidirectional

from markupsafe import Markup, escape

from teamaround.kernel import ages, clock, tongue
from teamaround.kernel.months import MONTHS


def _on(moment: date) -> date:
    """The day in London; a bare date is already one."""
    return clock.day_of(moment) if isinstance(moment, datetime) else moment


def day(moment: date) -> str:
    """21 November 2026."""
    on = _on(moment)
    return f"{on.day} {tongue.into(MONTHS[on.month - 1])} {on.year}"


def day_short(moment: date) -> str:
    """21 Nov 2026, for tables."""
    on = _on(moment)
    return f"{on.day} {MONTHS[on.month - 1][:3]} {on.year}"


def month(moment: date) -> str:
    """November 2026."""
    on = _on(moment)
    return f"{MONTHS[on.month - 1]} {on.year}"


def at(moment: datetime) -> str:
    """10:42, as the clock on the wall in London says."""
    return f"{moment.astimezone(clock.LONDON):%H:%M}"


def day_and_time(moment: datetime) -> str:
    """21 November 2026 at 10:42."""
    return f"{day(moment)} at {at(moment)}"


def iso(moment: date) -> str:
    """For the datetime attribute of a time element."""
    return moment.isoformat()


def count(number: int) -> str:
    """12,345."""
    return f"{number:,}"


def plural(number: int, one: str, many: str = "") -> str:
    """1 child, 2 children, 12,345 children."""
    return f"{count(number)} {tongue.say_number(number, one, many or one + 's')}"


def listed(items: Iterable[object], last: str = "and") -> str:
    """a, b and c."""
    words = [str(item) for item in items]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def recorded(value: object, otherwise: str = "Not recorded") -> object:
    """The value, or words that say that it is a blank and not a mistake."""
    return tongue.into(otherwise) if value is None or value == "" else value


APART = "\u200c"  # zero width non-joiner


def initials(name: str) -> str:
    """AM for Asha Malik; at most two letters, from the first and the last word.

    Arabic letters join their neighbours into a word; a sign between keeps them apart.
    """
    words = [word for word in name.split() if word[0].isalpha()]
    ends = words if len(words) < 2 else [words[0], words[-1]]
    letters = [word[0].upper() for word in ends]
    return (APART if any(bidirectional(letter) == "AL" for letter in letters) else "").join(letters)


def paragraphs(text: str) -> Markup:
    """What a person typed, with their blank lines and line ends kept."""
    blocks = [block.strip() for block in text.replace("\r\n", "\n").split("\n\n") if block.strip()]
    lines = [Markup("<br>").join(escape(line) for line in block.split("\n")) for block in blocks]
    return Markup("\n").join(Markup('<p class="govuk-body" dir="auto">{}</p>').format(line) for line in lines)


def way(text: str) -> str:
    """Which way a text runs, by its first letter: rtl or ltr, for paper, which does not find out by itself."""
    first = next((letter for letter in map(bidirectional, text) if letter in ("L", "R", "AL")), "L")
    return "ltr" if first == "L" else "rtl"


def on_paper(text: str) -> Markup:
    """What a person typed as paragraphs, each running the way its words do."""
    blocks = [block.strip() for block in text.replace("\r\n", "\n").split("\n\n") if block.strip()]
    return Markup("\n").join(
        Markup('<p{}>{}</p>').format(
            Markup(' dir="rtl"') if way(block) == "rtl" else "",
            Markup("<br>").join(escape(line) for line in block.split("\n")),
        )
        for block in blocks
    )  # fmt: skip


FILTERS = {
    "day": day,
    "day_short": day_short,
    "month": month,
    "at": at,
    "day_and_time": day_and_time,
    "iso": iso,
    "age_on": ages.age_in_words,
    "near": ages.near_in_words,
    "count": count,
    "initials": initials,
    "listed": listed,
    "recorded": recorded,
    "paragraphs": paragraphs,
    "on_paper": on_paper,
    "way": way,
}
