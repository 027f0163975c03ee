"""Pages of a list as Open Referral UK wants them counted: from one, with both ends marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

USUAL, MOST = 50, 1_000


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


def envelope(cut: Cut, *, total: int, contents: Sequence[Any]) -> dict[str, Any]:
    """A page with what the standard puts around it. An empty list has one page, which is empty."""
    pages = max(1, -(-total // cut.per_page))
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": cut.page,
        "size": len(contents),
        "first_page": cut.page == 1,
        "last_page": cut.page >= pages,
        "empty": not contents,
        "contents": list(contents),
    }
