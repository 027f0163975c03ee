"""Why an entry is shown, who it is for and how long ago it was checked: in short sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from .asking import METRES_IN_A_MILE
from .freshness import Freshness, freshness


def ages(minimum: float | None, maximum: float | None) -> str:
    """For which ages, in words; empty when any age will do."""
    if minimum is None and maximum is None:
        return ""
    if maximum is None:
        return f"Age {_years(minimum)} and over"
    if not minimum:
        return f"Up to age {_years(maximum)}"
    if minimum == maximum:
        return f"Age {_years(minimum)}"
    return f"Ages {_years(minimum)} to {_years(maximum)}"


def _years(age: float | None) -> str:
    return f"{age or 0:g}"


def far(metres: float) -> str:
    """How far, in miles; nearer than a quarter of one is not told more exactly."""
    miles = metres / METRES_IN_A_MILE
    if miles < 0.25:
        return "less than a quarter of a mile"
    if round(miles, 1) == 1:
        return "1 mile"
    return f"{miles:.1f} miles" if miles < 10 else f"{miles:.0f} miles"


def checked(assured_on: date, *, today: date, by: str = "") -> str:
    """When somebody last looked whether it still holds."""
    months = (today.year - assured_on.year) * 12 + today.month - assured_on.month
    months -= today.day < assured_on.day
    who = f" by {by}" if by else ""
    if months < 1:
        return f"Checked this month{who}"
    how_long = "a month ago" if months == 1 else f"{months} months ago"
    if freshness(assured_on, today=today) in (Freshness.OLD, Freshness.HIDDEN):
        return f"Last checked {how_long}{who}. Ring before you go"
    return f"Checked {how_long}{who}"


def why(
    *, about: int, asked: Iterable[tuple[str, str]], covers_it: bool, metres: float | None, place: str,
    any_word: bool,
) -> list[str]:  # fmt: skip
    """Why an entry is among the results. `asked` has the needs that it fits, each with the words that asked for it."""
    return list(_why(about, asked, covers_it, metres, place, any_word))


def _why(
    about: int, asked: Iterable[tuple[str, str]], covers_it: bool, metres: float | None, place: str,
    any_word: bool,
) -> Iterator[str]:  # fmt: skip
    needs = list(asked)
    for need, phrase in needs:
        yield f"It helps with “{need}” (you wrote “{phrase}”)"
    if about == 3:
        yield "Its name is like your words"
    elif about and not needs:
        yield "It has some of your words" if any_word else "It has your words"
    if covers_it:
        yield f"It is for people who live at {place}"
    if metres is not None:
        yield f"{far(metres).capitalize()} from {place}"
