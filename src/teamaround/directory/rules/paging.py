"""Pages of a list: as Open Referral UK wants them counted, from one with both ends marked, and as an address asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

USUAL, MOST = 50, 1_000
LONGEST = 7  # digits of a page's number


@dataclass(frozen=True)
class Cut:
    """The rows of one page: from `start` up to, and not with, `end`."""

    page: int
    per_page: int

    @property
    def start(self) -> int:
        return (self.page - 1) * self.per_page

    @property
    def end(self) -> int:
        return self.page * self.per_page


def envelope(cut: Cut, *, total: int, size: int) -> dict[str, Any]:
    """What the standard puts around the `size` rows of a page. An empty list has one page, which is empty."""
    pages = max(1, -(-total // cut.per_page))
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": cut.page,
        "size": size,
        "first_page": cut.page == 1,
        "last_page": cut.page >= pages,
        "empty": not size,
    }


def page_asked(text: str) -> int:
    """The page that an address asks for; the first, when that is none."""
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < LONGEST else 1
