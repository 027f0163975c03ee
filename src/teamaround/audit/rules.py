"""How entries are sealed, and how a copy of them is checked without the database.

A seal covers every entry whose transaction number lies at or above the previous seal's
`upto` and below its own, in the order (transaction, number). A transaction number below
the oldest one still running can gain no more entries, so nothing can slip in behind a
seal. Each seal hashes the one before it; the anchor file outside the database makes a
cut tail visible, which a chain alone cannot show.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FIELDS = (
    "id", "xid", "at", "account_ref", "account_id", "agency_id", "act", "purpose", "children",
    "about", "said", "terms", "detail", "source", "request_id",
)  # fmt: skip
START = "0" * 64


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


def seal_hash(*, previous: str, number: int, since: int, upto: int, entries: Iterable[bytes]) -> str:
    """SHA-256 over the previous seal's hash, the range, and each entry with its length."""
    digest = hashlib.sha256(f"{previous}|{number}|{since}|{upto}|".encode())
    for entry in entries:
        digest.update(len(entry).to_bytes(8, "big"))
        digest.update(entry)
    return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with the audit, in words, and where."""

    seal: int
    sentence: str


def verify(
    *, seals: Sequence[SealFacts], entries: Sequence[Mapping[str, Any]], anchors: Sequence[SealFacts]
) -> list[Fault]:
    """Every fault that a copy of the entries, the seals and the anchors shows; empty when whole.

    Entries newer than the last seal are not judged: they have not been sealed yet.
    """
    return [*_chain_faults(seals, entries), *_anchor_faults(seals, anchors)]


def _chain_faults(
    seals: Sequence[SealFacts], entries: Sequence[Mapping[str, Any]]
) -> Iterator[Fault]:
    ordered = sorted(entries, key=lambda entry: (entry["xid"], entry["id"]))
    previous, upto, place = START, 0, 0
    for expected, seal in enumerate(seals, start=1):
        if seal.number != expected:
            yield Fault(expected, f"Seal {expected} is missing: the next one is {seal.number}.")
            return
        if seal.previous != previous or seal.since != upto:
            yield Fault(seal.number, f"Seal {seal.number} does not follow the one before it.")
        first = place
        while place < len(ordered) and ordered[place]["xid"] < seal.upto:
            place += 1
        batch = ordered[first:place]
        yield from _batch_faults(seal, batch)
        previous, upto = seal.hash, seal.upto


def _batch_faults(seal: SealFacts, batch: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    if len(batch) != seal.count:
        word = "fewer" if len(batch) < seal.count else "more"
        yield Fault(
            seal.number,
            f"Seal {seal.number} was made over {seal.count} entries and there are {word}: {len(batch)}.",
        )
        return
    found = seal_hash(
        previous=seal.previous, number=seal.number, since=seal.since, upto=seal.upto,
        entries=map(canonical, batch),
    )  # fmt: skip
    if found != seal.hash:
        yield Fault(
            seal.number,
            f"An entry under seal {seal.number} was changed or exchanged after it was sealed.",
        )


def _anchor_faults(seals: Sequence[SealFacts], anchors: Sequence[SealFacts]) -> Iterator[Fault]:
    kept = {seal.number: seal.hash for seal in seals}
    for anchor in anchors:
        if anchor.number not in kept:
            yield Fault(
                anchor.number,
                f"Seal {anchor.number} is in the anchor file but no longer in the database: "
                "the end of the record was cut off, or an old copy was put back.",
            )
        elif kept[anchor.number] != anchor.hash:
            yield Fault(
                anchor.number, f"Seal {anchor.number} differs from its anchor: it was made again."
            )
    if anchors and seals and seals[-1].number - anchors[-1].number > 1:
        yield Fault(anchors[-1].number + 1, "The anchor file ends before the seals do.")
