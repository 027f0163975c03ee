"""How dates, times, ages and numbers are put into words on every page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from markupsafe import Markup, escape

LONDON = ZoneInfo("Europe/London")
MONTHS = (
    "January February March April May June July August September October November December"
).split()


def _on(moment: date) -> date:
    """The day in London; a bare date is already one."""
    return moment.astimezone(LONDON).date() if isinstance(moment, datetime) else moment


def day(moment: date) -> str:
    """21 November 2026."""
    on = _on(moment)
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


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
    return f"{moment.astimezone(LONDON):%H:%M}"


def day_and_time(moment: datetime) -> str:
    """21 November 2026 at 10:42."""
    return f"{day(moment)} at {at(moment)}"


def iso(moment: date) -> str:
    """For the datetime attribute of a time element."""
    return moment.isoformat()


def age_on(born: date, on: date) -> str:
    """9 years; for a child under two, months; for one under two months, weeks or days."""
    if on < born:
        return "not yet born"
    months = (on.year - born.year) * 12 + on.month - born.month - (on.day < born.day)
    if months >= 24:
        return plural(months // 12, "year")
    if months >= 2:
        return plural(months, "month")
    days = (on - born).days
    return plural(days // 7, "week") if days >= 14 else plural(days, "day")


def count(number: int) -> str:
    """12,345."""
    return f"{number:,}"


def plural(number: int, one: str, many: str = "") -> str:
    """1 child, 2 children, 12,345 children."""
    return f"{count(number)} {one if number == 1 else many or one + 's'}"


def listed(items: Iterable[object], last: str = "and") -> str:
    """a, b and c."""
    words = [str(item) for item in items]
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def recorded(value: object, otherwise: str = "Not recorded") -> object:
    """The value, or words that say that it is a blank and not a mistake."""
    return otherwise if value is None or value == "" else value


def initials(name: str) -> str:
    """AM for Asha Malik; at most two letters, from the first and the last word."""
    words = [word for word in name.split() if word[0].isalpha()]
    ends = words if len(words) < 2 else [words[0], words[-1]]
    return "".join(word[0].upper() for word in ends)


def paragraphs(text: str) -> Markup:
    """What a person typed, with their blank lines and line ends kept."""
    blocks = [block.strip() for block in text.replace("\r\n", "\n").split("\n\n") if block.strip()]
    lines = [Markup("<br>").join(escape(line) for line in block.split("\n")) for block in blocks]
    return Markup("\n").join(Markup('<p class="govuk-body">{}</p>').format(line) for line in lines)


FILTERS = {
    "day": day,
    "day_short": day_short,
    "month": month,
    "at": at,
    "day_and_time": day_and_time,
    "iso": iso,
    "age_on": age_on,
    "count": count,
    "initials": initials,
    "listed": listed,
    "recorded": recorded,
    "paragraphs": paragraphs,
}
