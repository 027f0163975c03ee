"""How entries are sealed; `checking` says how a copy of them is checked without the database.

An entry has a number, given out one after another; those of transactions that came to nothing
stay empty. A seal says exactly which numbers it holds, whatever committed when: those above
the seal before it, and any lower ones whose transaction has ended since. A number passed over
stays open until a seal holds it, or until a seal says that it will stay empty; so nothing
waits for anybody, and nothing can slip in behind a seal. Each seal hashes the one before it;
the anchor file outside the database makes a cut tail visible, which a chain alone cannot show.

Seals of the first kind (`format` 1) covered a range of transaction numbers instead. None is
made any more; those that were made go on being checked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from . import spans

FIELDS = (
    "id", "xid", "at", "account_ref", "account_id", "agency_id", "act", "purpose", "children",
    "about", "said", "terms", "detail", "source", "request_id",
)  # fmt: skip
START = "0" * 64
ANCHOR_FILE = "audit-anchors.jsonl"  # in the folder of the installation, outside the database
BY_TRANSACTION, BY_NUMBER = 1, 2  # formats


@dataclass(frozen=True, slots=True)
class SealFacts:
    """One seal: which `count` entries it holds, and the hash over them.

    `holds` are their numbers as spans; `empty` those passed over earlier that no entry will
    ever have; `since` and `upto` the highest number given out before it and up to it. In
    format 1 the entries are those with `since` <= transaction < `upto`.
    """

    number: int
    since: int
    upto: int
    count: int
    previous: str
    hash: str
    format: int = BY_TRANSACTION
    holds: str = ""
    empty: str = ""


def canonical(entry: Mapping[str, Any], kind: int = BY_NUMBER) -> bytes:
    """The one way to write an entry as bytes: sorted JSON without spaces, UTF-8.

    The number of its transaction means nothing in another database, so only the first
    format hashes it.
    """
    fields = FIELDS if kind == BY_TRANSACTION else tuple(name for name in FIELDS if name != "xid")
    return json.dumps(
        {field: entry[field] for field in fields},
        sort_keys=True, separators=(",", ":"), ensure_ascii=False,
    ).encode()  # fmt: skip


def opening(seal: SealFacts) -> bytes:
    """What a seal says before its entries: the hash before it, its number and what it holds."""
    said: tuple[object, ...] = (seal.previous, seal.number, seal.since, seal.upto)
    if seal.format != BY_TRANSACTION:
        said = (seal.format, *said, seal.holds, seal.empty)
    return "".join(f"{part}|" for part in said).encode()


def holds(seal: SealFacts) -> list[spans.Span]:
    """The numbers of the entries under a seal; none when somebody wrote nonsense over them."""
    return _spans(seal.holds)


def empty(seal: SealFacts) -> list[spans.Span]:
    """The numbers that a seal says will stay empty."""
    return _spans(seal.empty)


def _spans(text: str) -> list[spans.Span]:
    try:
        return spans.read(text)
    except ValueError:
        return []


class Hashing:
    """Entries one after another under SHA-256, each with its length before it."""

    def __init__(self, opening: bytes = b"") -> None:
        self.count = 0
        self._digest = hashlib.sha256(opening)

    def add(self, entry: bytes) -> None:
        """One more entry."""
        self.count += 1
        self._digest.update(len(entry).to_bytes(8, "big"))
        self._digest.update(entry)

    def result(self) -> str:
        """The hash so far."""
        return self._digest.hexdigest()


def begun(seal: SealFacts) -> Hashing:
    """What the entries under a seal are added to."""
    return Hashing(opening(seal) if seal.format == BY_TRANSACTION else b"")


def hash_of(seal: SealFacts, entries: Hashing) -> str:
    """The hash that a seal over these entries must have."""
    if seal.format == BY_TRANSACTION:
        return entries.result()
    return hashlib.sha256(opening(seal) + entries.result().encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Gap:
    """Numbers given out and not seen yet: their transactions are below `horizon`."""

    first: int
    last: int
    horizon: int


def gaps_after(
    gaps: Iterable[Gap], *, held: list[spans.Span], since: int, upto: int, oldest: int, horizon: int
) -> tuple[list[Gap], list[spans.Span]]:
    """The gaps that stay open behind a seal, and the numbers that will stay empty for good.

    Nothing below transaction `oldest` is running any more: what such a one has not shown by
    now it will never show. A gap that is new may still be filled by one below `horizon`.
    """
    opened: list[Gap] = []
    never: list[spans.Span] = []
    for gap in gaps:
        for first, last in spans.without([(gap.first, gap.last)], held):
            if gap.horizon <= oldest:
                never.append((first, last))
            else:
                opened.append(Gap(first, last, gap.horizon))
    passed = spans.without([(since + 1, upto)], held) if upto > since else []
    return [*opened, *(Gap(first, last, horizon) for first, last in passed)], never
