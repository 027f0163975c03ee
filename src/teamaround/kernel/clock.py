"""The one place that reads the clock, so that a test can say what time it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
_fixed: ContextVar[datetime | None] = ContextVar("fixed", default=None)


def now() -> datetime:
    """The moment, in UTC and aware of it."""
    return _fixed.get() or datetime.now(UTC)


def today() -> date:
    """The date in London, which is the date that people mean."""
    return day_of(now())


def day_of(moment: datetime) -> date:
    """The date in London of a moment."""
    return moment.astimezone(LONDON).date()


def midnight(day: date) -> datetime:
    """The moment in London at which a day begins, so that an index on moments is of use."""
    return datetime.combine(day, time(), tzinfo=LONDON)


@contextmanager
def fixed(moment: datetime) -> Iterator[None]:
    """Hold the clock at a moment until the end of the block."""
    token = _fixed.set(moment)
    try:
        yield
    finally:
        _fixed.reset(token)
