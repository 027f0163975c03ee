"""One page of a feed as it came, and whether there is another: a feed's own counting is not believed blindly."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MOST_ON_A_PAGE = 5_000
NESTED = (
    "service_at_locations", "phones", "schedules", "service_areas", "languages", "cost_options", "contacts",
    "attributes", "funding", "required_documents",
)  # fmt: skip


class Lies(Exception):
    """A source says what cannot be; with a sentence for those who keep the directory."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True)
class FeedPage:
    """The entries of a page, and what the feed says about its pages; None where it does not say."""

    entries: tuple[Any, ...]
    is_last: bool | None = None
    total_pages: int | None = None
    total_items: int | None = None
    number: int | None = None
    notes: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Arrived:
    """An entry as it came. Without `raw`, its list said that nothing has changed since; `fault` says why it cannot be used."""

    key: str
    raw: Any = None
    summary: str = ""
    fault: str = ""


def parsed(body: bytes) -> Any:
    """An answer's JSON; says what it is when it is none."""
    if body.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<":
        raise Lies(
            "It answered with a web page instead of data. Ask whoever runs it for the address of the feed."
        )
    try:
        return json.loads(body.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Lies("Its answer is not written as JSON, or is damaged.") from None


def _no_number(text: str) -> Any:
    raise ValueError(text)


def page_of(payload: Any, *, asked: int) -> FeedPage:
    """A page of the standard's envelope; `asked` is the number that we asked for, from one."""
    if not isinstance(payload, Mapping) or not isinstance(payload.get("contents"), list):
        raise Lies("Its answer is not a page of services: it has no list called contents.")
    entries = tuple(payload["contents"])
    if len(entries) > MOST_ON_A_PAGE:
        raise Lies(f"Page {asked} holds more than {MOST_ON_A_PAGE:,} entries.")
    number = _count(payload.get("page_number"))
    if number is not None and number != asked:
        raise Lies(f"Asked for page {asked} it sent page {number}, so nobody can know what is missing.")
    last = payload.get("last_page")
    return FeedPage(
        entries, is_last=last if isinstance(last, bool) else None, total_pages=_count(payload.get("total_pages")),
        total_items=_count(payload.get("total_items")), number=number, notes=_wrong_size(payload, asked),
    )  # fmt: skip


def _wrong_size(payload: Mapping[str, Any], asked: int) -> tuple[str, ...]:
    size, held = _count(payload.get("size")), len(payload["contents"])
    if size is None or size == held:
        return ()
    return (f"Page {asked} says that it holds {size:,} entries and holds {held:,}.",)


def _count(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def is_end(page: FeedPage, *, asked: int) -> bool:
    """Whether this was the last page: only when nothing that the feed says speaks against it, or nothing comes."""
    if not page.entries:
        return True
    says = [each for each in (page.is_last, _is_past(page, asked)) if each is not None]
    return bool(says) and all(says)


def _is_past(page: FeedPage, asked: int) -> bool | None:
    return None if page.total_pages is None else asked >= page.total_pages


def disagreements(page: FeedPage, *, told: int, asked: int) -> list[str]:
    """What the feed said about its whole length, and is not so."""
    found = []
    if page.total_items is not None and page.total_items != told:
        found.append(f"It says that it has {page.total_items:,} entries; {told:,} were found.")
    pages = asked if page.entries else max(1, asked - 1)
    if page.total_pages is not None and max(1, page.total_pages) != pages:
        found.append(f"It says that it has {page.total_pages:,} pages; {pages:,} were found.")
    return found


def is_whole(entry: Any) -> bool:
    """Whether an entry of a list came with what hangs on it, so that it need not be asked for alone."""
    return isinstance(entry, Mapping) and any(name in entry for name in NESTED)
