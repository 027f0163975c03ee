"""Whether a page of a list says of itself what is so, and whether all of its pages together are the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .findings import Fault

NUMBERS = ("total_items", "total_pages", "page_number", "size")
TRUTHS = ("first_page", "last_page", "empty")


def page_faults(told: Any, *, asked: int, per_page: int) -> Iterator[Fault]:
    """What is wrong around the entries of a page. An empty list has one page, which is empty."""
    if not isinstance(told, Mapping):
        yield Fault("the answer", "is not an object", "Answer with a page: a JSON object with contents.")
        return
    missing = list(_missing(told))
    yield from missing
    if not missing:
        yield from _miscounted(told, asked, per_page)


def _missing(told: Mapping[str, Any]) -> Iterator[Fault]:
    for name in NUMBERS:
        if isinstance(told.get(name), bool) or not isinstance(told.get(name), int):
            yield Fault(name, "is missing or is not a whole number", f"Every page must say {name}.")
    for name in TRUTHS:
        if not isinstance(told.get(name), bool):
            yield Fault(name, "is missing or is neither true nor false", f"Every page must say {name}.")
    if not isinstance(told.get("contents"), list):
        yield Fault("contents", "is missing or is not a list", "Put the entries of the page into contents.")


def _miscounted(told: Mapping[str, Any], asked: int, per_page: int) -> Iterator[Fault]:
    held, total, pages = len(told["contents"]), told["total_items"], max(1, told["total_pages"])
    wrong = {
        "page_number": (told["page_number"] != asked, "is not the page that was asked for"),
        "size": (told["size"] != held, "is not how many entries the page holds"),
        "first_page": (told["first_page"] != (asked == 1), "is wrong for this page"),
        "last_page": (told["last_page"] != (asked >= pages), "is wrong for this page"),
        "empty": (told["empty"] != (not held), "is wrong for this page"),
        "total_items": (total < held, "is less than this page alone holds"),
        "total_pages": (told["total_pages"] < 0 or pages > max(1, total), "is more than there are entries"),
        "contents": (
            held > per_page or (held < per_page and asked < pages),
            "does not hold as many entries as were asked for",
        ),
    }
    for name, (is_wrong, what) in wrong.items():
        if is_wrong:
            yield Fault(name, what, f"Count {name} from the entries themselves.")


def list_faults(ids: Sequence[Any], *, total_items: int, is_whole: bool) -> Iterator[Fault]:
    """What is wrong with the pages together. `is_whole` says that every page was read."""
    twice = [key for key, times in Counter(map(str, ids)).items() if times > 1]
    if twice:
        yield Fault(
            "contents", f"has {len(twice):,} entries more than once",
            "Order the list by something that does not change, and give each entry an identifier of its own.",
        )  # fmt: skip
    if is_whole and not twice and len(ids) != total_items:
        yield Fault(
            "total_items", f"says {total_items:,} and the pages hold {len(ids):,}",
            "Count what the pages show, by the same conditions.",
        )  # fmt: skip


def pages_to_read(pages: int, *, most: int) -> list[int]:
    """Every page, or of a long list the first ones, the middle and the last: each once, at most so many."""
    if pages <= most:
        return list(range(1, pages + 1))
    return sorted({*range(1, most - 1), pages // 2, pages})
