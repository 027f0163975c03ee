"""How long ago somebody checked an entry, and what follows from it (R34).

Checked within three months it is fresh, as the national standard asks; after six it is shown as old;
after twelve it is no longer found, and its page says why.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from dateutil.relativedelta import relativedelta

FRESH_MONTHS, OLD_MONTHS, HIDDEN_MONTHS = 3, 6, 12


class Freshness(StrEnum):
    """How far an entry can be relied on."""

    FRESH = "fresh"
    CHECKED = "checked"
    OLD = "old"
    HIDDEN = "hidden"


def freshness(assured_on: date, *, today: date) -> Freshness:
    """How fresh an entry is that was checked on a day."""
    if assured_on >= today - relativedelta(months=FRESH_MONTHS):
        return Freshness.FRESH
    if assured_on >= old_before(today):
        return Freshness.CHECKED
    return Freshness.OLD if assured_on >= hidden_before(today) else Freshness.HIDDEN


def old_before(today: date) -> date:
    """What was checked before this day is shown as old."""
    return today - relativedelta(months=OLD_MONTHS)


def hidden_before(today: date) -> date:
    """What was checked before this day is found no more."""
    return today - relativedelta(months=HIDDEN_MONTHS)
