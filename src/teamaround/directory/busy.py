"""How often somebody without an account may ask in a minute, as one process of the site counts it."""

from __future__ import annotations

import time
from collections import Counter

MOST_KNOWN = 10_000  # addresses counted at a time; more than that in a minute start afresh


class Busy:
    """Counts calls by where they come from, for the minute at hand; nothing of it is kept."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._minute = 0
        self._counted: Counter[str] = Counter()

    def may(self, source: str) -> bool:
        """Count one more from there; whether it is within what one may ask."""
        minute = int(time.monotonic() // 60)
        if minute != self._minute or len(self._counted) > MOST_KNOWN:
            self._minute, self._counted = minute, Counter()
        self._counted[source] += 1
        return self._counted[source] <= self.most
