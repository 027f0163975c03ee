"""Checks a copy of the record against its seals, and the seals against their anchors.

Everything is read once, in order, and only one seal is held at a time, so that a record of
any size can be checked by anybody who has a copy of it and no database.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .rules import START, SealFacts, canonical, length_of, opening

Place = tuple[int, int]  # transaction and number of an entry: the order of the record


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with the record, in words, and the seal where it was found."""

    seal: int
    sentence: str


@dataclass
class Tally:
    """How much was read."""

    entries: int = 0
    seals: int = 0
    unsealed: int = 0


def verify(
    record: Iterable[SealFacts | Mapping[str, Any]],
    *, anchors: Iterable[SealFacts] | None = None, tally: Tally | None = None,
) -> Iterator[Fault]:  # fmt: skip
    """Every fault of a record: each seal followed by its entries, then those not sealed yet.

    `anchors` are the seals as the file outside the database has them; None when there is no
    such file, and then nobody can tell whether the end of the record was cut off.
    """
    return _Reader(_Anchors(anchors), tally or Tally()).read(record)


@dataclass
class _Batch:
    """The entries under one seal, as far as they have been read."""

    seal: SealFacts
    count: int = 0
    digest: Any = field(init=False)

    def __post_init__(self) -> None:
        self.digest = hashlib.sha256(opening(self.seal))

    def takes(self, entry: Mapping[str, Any]) -> bool:
        return bool(self.seal.since <= entry["xid"] < self.seal.upto)

    def add(self, entry: bytes) -> None:
        self.count += 1
        self.digest.update(length_of(entry))
        self.digest.update(entry)

    def faults(self) -> Iterator[Fault]:
        seal, number = self.seal, self.seal.number
        if self.count < seal.count:
            yield Fault(number, f"Seal {number}: {_removed(seal.count - self.count)} under it.")
        elif self.count > seal.count:
            yield Fault(number, f"Seal {number}: {_slipped_in(self.count - seal.count)} under it.")
        elif self.digest.hexdigest() != seal.hash:
            yield Fault(
                number,
                f"Seal {number}: an entry under it was changed, or exchanged for another, "
                "after it was sealed.",
            )


def _removed(count: int) -> str:
    return "1 entry was removed from" if count == 1 else f"{count:,} entries were removed from"


def _slipped_in(count: int) -> str:
    return "1 entry was slipped in" if count == 1 else f"{count:,} entries were slipped in"


class _Reader:
    """Follows a record from its first line to its last."""

    def __init__(self, anchors: _Anchors, tally: Tally) -> None:
        self._anchors, self._tally = anchors, tally
        self._batch: _Batch | None = None
        self._loose = 0
        self._last: Place = (-1, -1)

    def read(self, record: Iterable[SealFacts | Mapping[str, Any]]) -> Iterator[Fault]:
        for piece in record:
            if isinstance(piece, SealFacts):
                yield from self._begin(piece)
            else:
                yield from self._take(piece)
        if self._batch:
            yield from self._batch.faults()
        self._tally.unsealed = self._loose
        yield from self._anchors.end(self._batch.seal.number if self._batch else 0)

    def _begin(self, seal: SealFacts) -> Iterator[Fault]:
        before = self._batch.seal if self._batch else SealFacts(0, 0, 0, 0, "", START)
        if self._batch:
            yield from self._batch.faults()
        self._tally.seals += 1
        if seal.number != before.number + 1:
            yield Fault(seal.number, _missing(before.number + 1, seal.number - 1))
        elif seal.previous != before.hash or seal.since != before.upto:
            yield Fault(seal.number, f"Seal {seal.number} does not follow the one before it.")
        elif self._loose:
            yield Fault(seal.number, f"Before seal {seal.number}: {_slipped_in(self._loose)} under no seal.")
        self._loose, self._batch = 0, _Batch(seal)
        yield from self._anchors.meet(seal)

    def _take(self, entry: Mapping[str, Any]) -> Iterator[Fault]:
        self._tally.entries += 1
        place = (entry["xid"], entry["id"])
        if place <= self._last:
            number = self._batch.seal.number if self._batch else 0
            yield Fault(number, f"Entry {entry['id']} is not where it belongs in the order.")
        self._last = place
        if self._batch and self._batch.takes(entry):
            self._batch.add(canonical(entry))
        else:
            self._loose += 1


def _missing(first: int, last: int) -> str:
    if last < first:
        return f"Seal {last + 1} stands where seal {first} should."
    return f"Seal {first} is missing." if first == last else f"Seals {first} to {last} are missing."


class _Anchors:
    """The file outside the database, read alongside the seals."""

    def __init__(self, anchors: Iterable[SealFacts] | None) -> None:
        self._rows = None if anchors is None else iter(anchors)
        self._next: SealFacts | None = None
        self._kept = ""  # hash of the seal met last
        self._unanchored: list[int] = []  # first and last seal since the newest anchor
        self._step()

    def _step(self) -> None:
        self._next = next(self._rows, None) if self._rows is not None else None

    def meet(self, seal: SealFacts) -> Iterator[Fault]:
        """Compare a seal with its anchor."""
        if self._rows is None:
            return
        while self._next and self._next.number < seal.number:
            yield from self._passed(self._next, seal.number - 1)
            self._step()
        if not self._next or self._next.number > seal.number:
            self._unanchored = [*self._unanchored[:1], seal.number]
            return
        if self._unanchored:
            first = self._unanchored[0]
            yield Fault(first, f"Seal {first} is not in the anchor file, and later ones are.")
            self._unanchored = []
        self._kept = seal.hash
        if self._next.hash != seal.hash:
            yield Fault(seal.number, f"Seal {seal.number} differs from its anchor: it was made again.")
        self._step()

    def _passed(self, anchor: SealFacts, met: int) -> Iterator[Fault]:
        """An anchor for a seal that has gone by: the same one twice is harmless."""
        if anchor.number != met or anchor.hash != self._kept:
            yield Fault(
                anchor.number,
                f"The anchor file goes back to seal {anchor.number}: the record was cut off there "
                "and went on anew.",
            )

    def end(self, last: int) -> Iterator[Fault]:
        """What the file has beyond the last seal, or lacks before it."""
        beyond: list[int] = []
        while self._next:
            if self._next.number > last:
                beyond = [*beyond[:1], self._next.number]
            else:
                yield from self._passed(self._next, last)
            self._step()
        if beyond:
            which = f"Seal {beyond[0]} is" if len(beyond) == 1 else f"Seals {beyond[0]} to {beyond[-1]} are"
            yield Fault(
                beyond[0],
                f"{which} in the anchor file and no longer in the record: its end was cut off, "
                "or an old copy was put back.",
            )
        if len(self._unanchored) > 1:  # the very last may not have reached the file before a crash
            first, newest = self._unanchored
            yield Fault(first, f"The anchor file ends before seal {first}, and the seals go on to {newest}.")
