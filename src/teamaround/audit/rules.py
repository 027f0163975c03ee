"""How entries are sealed; `checking` says how a copy of them is checked without the database.

A seal covers every entry whose transaction number lies at or above the previous seal's
`upto` and below its own, in the order (transaction, number). A transaction number below
the oldest one still running can gain no more entries, so nothing can slip in behind a
seal. Each seal hashes the one before it; the anchor file outside the database makes a
cut tail visible, which a chain alone cannot show.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

FIELDS = (
    "id", "xid", "at", "account_ref", "account_id", "agency_id", "act", "purpose", "children",
    "about", "said", "terms", "detail", "source", "request_id",
)  # fmt: skip
START = "0" * 64
ANCHOR_FILE = "audit-anchors.jsonl"  # in the folder of the installation, outside the database


@dataclass(frozen=True, slots=True)
class SealFacts:
    """One seal: the `count` entries with `since` <= transaction < `upto`, and the hash over them."""

    number: int
    since: int
    upto: int
    count: int
    previous: str
    hash: str


def canonical(entry: Mapping[str, Any]) -> bytes:
    """The one way to write an entry as bytes: sorted JSON without spaces, UTF-8."""
    return json.dumps(
        {field: entry[field] for field in FIELDS},
        sort_keys=True, separators=(",", ":"), ensure_ascii=False,
    ).encode()  # fmt: skip


def opening(seal: SealFacts) -> bytes:
    """What a seal's hash begins with: the hash before it, its number and its range."""
    return f"{seal.previous}|{seal.number}|{seal.since}|{seal.upto}|".encode()


def length_of(entry: bytes) -> bytes:
    """What stands before each entry under the hash, so that no two batches run together."""
    return len(entry).to_bytes(8, "big")


def sealed(*, previous: str, number: int, since: int, upto: int, entries: Iterable[bytes]) -> SealFacts:
    """The seal over these entries: SHA-256 over the seal before, the range, and each entry."""
    draft = SealFacts(number, since, upto, 0, previous, "")
    digest, count = hashlib.sha256(opening(draft)), 0
    for entry in entries:
        digest.update(length_of(entry))
        digest.update(entry)
        count += 1
    return replace(draft, count=count, hash=digest.hexdigest())
