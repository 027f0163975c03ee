"""How long a closed common assessment counts as recent, so that people go on from it."""

from __future__ import annotations

from datetime import date

from dateutil.relativedelta import relativedelta

RECENT_MONTHS = 12  # after closing, so long is an assessment still the one to go on from


def is_recent(closed_on: date | None, *, on: date, recent_months: int = RECENT_MONTHS) -> bool:
    """Closed no longer ago than the partnership's months."""
    return closed_on is not None and on <= closed_on + relativedelta(months=recent_months)


def state_on(state: str, closed_on: date | None, *, on: date) -> str:
    """What a pointer says on a day: what was closed lately is simply closed when the months are over."""
    return "closed" if state == "recent" and not is_recent(closed_on, on=on) else state
