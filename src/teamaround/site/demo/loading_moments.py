"""When things were done: plausible moments in the past, in order, and never after now."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zlib import crc32

from teamaround.kernel.clock import LONDON

OPENING, MINUTES = time(8, 45), 7 * 60
BETWEEN = timedelta(minutes=3)


class Diary:
    """The moments of one child or household: each is later than the one before."""

    def __init__(self, *, now: datetime, salt: str) -> None:
        self.now = now
        self._minute = crc32(salt.encode()) % MINUTES
        self._last: datetime | None = None

    def on(self, day: date) -> datetime:
        """A moment on a day, or as soon after as what happened before allows."""
        opening = datetime.combine(day, OPENING, LONDON)
        moment = opening + timedelta(minutes=self._minute)
        if self._last is not None and moment <= self._last:
            moment = self._last + BETWEEN
        self._last = min(moment, self.now)
        return self._last

    def then(self) -> datetime:
        """The moment after the last one."""
        self._last = self.now if self._last is None else min(self._last + BETWEEN, self.now)
        return self._last
