"""Why an entry is shown, who it is for and how long ago it was checked: in short sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from teamaround.kernel.tongue import into, say

from .asking import METRES_IN_A_MILE
from .freshness import Freshness, freshness


def ages(minimum: float | None, maximum: float | None) -> str:
    """For which ages, in words; empty when any age will do."""
    if minimum is None and maximum is None:
        return ""
    if maximum is None:
        return say("Age {youngest} and over", youngest=_years(minimum))
    if not minimum:
        return say("Up to age {oldest}", oldest=_years(maximum))
    if minimum == maximum:
        return say("Age {age}", age=_years(minimum))
    return say("Ages {youngest} to {oldest}", youngest=_years(minimum), oldest=_years(maximum))


def _years(age: float | None) -> str:
    return f"{age or 0:g}"


def far(metres: float) -> str:
    """How far, in miles; nearer than a quarter of one is not told more exactly."""
    miles = metres / METRES_IN_A_MILE
    if miles < 0.25:
        return say("less than a quarter of a mile")
    if round(miles, 1) == 1:
        return say("1 mile")
    return say("{number} miles", number=f"{miles:.1f}" if miles < 10 else f"{miles:.0f}")


def checked(assured_on: date, *, today: date, by: str = "") -> str:
    """When somebody last looked whether it still holds."""
    months = (today.year - assured_on.year) * 12 + today.month - assured_on.month
    months -= today.day < assured_on.day
    who = say(" by {whom}", whom=by) if by else ""
    if months < 1:
        return say("Checked this month{by}", by=who)
    ago = say("a month ago") if months == 1 else say("{number} months ago", number=months)
    if freshness(assured_on, today=today) in (Freshness.OLD, Freshness.HIDDEN):
        return say("Last checked {ago}{by}. Ring before you go", ago=ago, by=who)
    return say("Checked {ago}{by}", ago=ago, by=who)


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
        yield say("It helps with “{need}” (you wrote “{phrase}”)", need=into(need), phrase=phrase)
    if about == 3:
        yield say("Its name is like your words")
    elif about and not needs:
        yield say("It has some of your words") if any_word else say("It has your words")
    if covers_it:
        yield say("It is for people who live at {place}", place=place)
    if metres is not None:
        yield say("{distance} from {place}", distance=far(metres).capitalize(), place=place)
