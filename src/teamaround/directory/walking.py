"""Through a feed from page to page: each page as the feed tells it, and each of its entries with all that hangs on it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import quote

from teamaround.kernel import clock

from .outward import Outward, Unreachable
from .rules.feeds.cells import Cells
from .rules.feeds.paging import Arrived, FeedPage, Lies, is_whole, page_of, parsed
from .rules.feeds.progress import LONGEST_PAGE
from .rules.feeds.standing import digest

BEAT_EVERY = 20.0  # seconds
MOST_SILENT = 5  # entries that could not be asked for alone, one after another


@dataclass(frozen=True)
class KeyedPage:
    """A page, with those of its entries that have an identifier."""

    told: FeedPage
    keyed: tuple[tuple[str, Mapping[str, Any]], ...]


@dataclass
class Walk:
    """One way through a feed, until a moment at the latest, and no longer at one page than that may take."""

    outward: Outward
    until: datetime
    beat: Callable[[], None]
    _beaten: float = field(default_factory=time.monotonic)
    _silent: int = 0
    _page_until: datetime | None = None

    def page(self, number: int, *, per_page: int) -> KeyedPage:
        """A page of the feed's services; the end when there is no such page any more."""
        self._page_until = min(self.until, clock.now() + LONGEST_PAGE)
        payload = self._asked("/services", page=number, per_page=per_page, full="true")
        if payload is None and number == 1:
            raise Lies("There is no list of services at this address.")
        told = FeedPage(()) if payload is None else page_of(payload, asked=number)
        keyed = tuple((key, each) for each in told.entries if (key := _key(each)))
        if told.entries and not keyed:
            raise Lies(f"Nothing on page {number} has an identifier, so nobody could know it again.")
        return KeyedPage(told, keyed)

    def whole(self, page: KeyedPage, *, known: Mapping[str, str]) -> list[Arrived]:
        """Its entries with everything about them; what the list says is unchanged is not asked for again.

        `known` has what the list said of an entry when it was last told whole.
        """
        return [self._entry(key, each, known.get(key, "")) for key, each in page.keyed]

    def _entry(self, key: str, listed: Mapping[str, Any], before: str) -> Arrived:
        summary = digest(listed)
        if listed.get("last_modified") and before == summary:
            return Arrived(key, summary=summary)
        if is_whole(listed):
            return Arrived(key, listed, summary)
        try:
            found = self._asked(f"/services/{quote(key, safe='')}")
        except (Lies, Unreachable) as met:
            self._silent += 1
            if self._silent >= MOST_SILENT:
                raise
            return Arrived(key, fault=f"Asked for alone, it cannot be had. {met.sentence}")
        self._silent = 0
        if not isinstance(found, Mapping) or _key(found) != key:
            return Arrived(key, fault="Asked for alone, it is not there, or something else came.")
        return Arrived(key, {**listed, **found}, summary)

    def _asked(self, path: str, **asked: str | int) -> Any:
        """The JSON of an answer; None when the feed says that there is nothing."""
        if clock.now() > (self._page_until or self.until):
            raise Unreachable("It took longer than a list of services may take.")
        if time.monotonic() - self._beaten > BEAT_EVERY:
            self.beat()
            self._beaten = time.monotonic()
        answer = self.outward.get(path, **asked)
        if answer.status == 404:
            return None
        if answer.status != 200:
            raise Unreachable(f"It answered with status {answer.status}.")
        return parsed(answer.body)


def _key(entry: Any) -> str:
    return Cells(entry).text("id", most=200) if isinstance(entry, Mapping) else ""
