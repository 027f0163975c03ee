"""When an organisation is reminded that nobody has checked its entries, and what the letter says (R34)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from teamaround.kernel import ages

from .freshness import HIDDEN_MONTHS, old_before

ROUND = "directory.remind"  # what is done once a day by itself
AGAIN_AFTER = timedelta(days=60)
GOOD_FOR = timedelta(days=60)  # the link, until the next letter
GIVEN_UP_AFTER = relativedelta(months=18)  # since somebody last checked: then nobody is there to remind


def is_due(assured_on: date, *, reminded_on: date | None, today: date) -> bool:
    """Whether somebody is to be reminded of an entry today: after six months, then every two."""
    if not today - GIVEN_UP_AFTER <= assured_on < old_before(today):
        return False
    return reminded_on is None or today - reminded_on >= AGAIN_AFTER


def hidden_from(assured_on: date) -> date:
    """The day from which an entry is found no more, unless somebody checks it."""
    return assured_on + relativedelta(months=HIDDEN_MONTHS, days=1)


def letter(organisation: str, entries: Iterable[tuple[str, date]], *, address: str, today: date) -> str:
    """The body of the letter; `entries` are names with the day on which each was last checked."""
    lines = "\n".join(_line(name, assured_on, today) for name, assured_on in entries)
    return (
        f"Families find {organisation} in the directory of services. Nobody has checked these entries for "
        "six months or more:\n\n"
        f"{lines}\n\n"
        "Is everything still right? Open this link, look, and say so. You need no account:\n\n"
        f"{address}\n\n"
        "On the page of each entry you can also tell us what has changed.\n"
        "An entry that nobody checks for a year is found no more.\n"
    )


def _line(name: str, assured_on: date, today: date) -> str:
    last_day = hidden_from(assured_on)
    if last_day <= today:
        return f"- {name}: found no more since {ages.in_words(last_day)}"
    return f"- {name}: last checked on {ages.in_words(assured_on)}, found until {ages.in_words(last_day)}"
