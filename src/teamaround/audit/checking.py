"""Checks a copy of the record against its seals, and the seals against their anchors.

Everything is read once, in order, and only one seal is held at a time, so that a record of
any size can be checked by anybody who has a copy of it and no database.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from . import spans
from .batches import Batch, Fault, batch, slipped_in
from .rules import BY_NUMBER, BY_TRANSACTION, START, SealFacts, empty, holds

NOTHING = SealFacts(0, 0, 0, 0, "", START)

Place = tuple[int, int]  # transaction and number of an entry: the order of the record


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


class _Reader:
    """Follows a record from its first line to its last."""

    def __init__(self, anchors: _Anchors, tally: Tally) -> None:
        self._anchors, self._tally = anchors, tally
        self._batch: Batch | None = None
        self._loose = 0
        self._open: list[spans.Span] = []  # numbers passed over, which a later seal may hold

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
        before = self._batch.seal if self._batch else replace(NOTHING, format=seal.format)
        if self._batch:
            yield from self._batch.faults()
        self._tally.seals += 1
        if seal.number != before.number + 1:
            yield Fault(seal.number, _missing(before.number + 1, seal.number - 1))
        elif not _follows(seal, before):
            yield Fault(seal.number, f"Seal {seal.number} does not follow the one before it.")
        elif self._loose:
            yield Fault(seal.number, f"Before seal {seal.number}: {slipped_in(self._loose)} under no seal.")
        if seal.format != BY_TRANSACTION:
            yield from self._open_and_close(seal, is_first=before.format == BY_TRANSACTION)
        self._loose, self._batch = 0, batch(seal)
        yield from self._anchors.meet(seal)

    def _open_and_close(self, seal: SealFacts, *, is_first: bool) -> Iterator[Fault]:
        """Follow which numbers may still come; the first seal by number may hold any older ones."""
        held = holds(seal)
        late = [(first, min(last, seal.since)) for first, last in held if first <= seal.since]
        if not is_first and spans.without(late, self._open):
            yield Fault(seal.number, f"Seal {seal.number} holds what was settled before it.")
        still = spans.without(spans.without(self._open, held), empty(seal))
        passed = [(seal.since + 1, seal.upto)] if seal.upto > seal.since else []
        self._open = still + spans.without(passed, held)

    def _take(self, entry: Mapping[str, Any]) -> Iterator[Fault]:
        self._tally.entries += 1
        if self._batch and self._batch.takes(entry):
            yield from self._batch.add(entry)
        elif self._batch and self._is_settled(entry["id"], self._batch.seal):
            yield Fault(
                self._batch.seal.number,
                f"Entry {entry['id']} was slipped in: seal {self._batch.seal.number} or one before it "
                "settled its number, without it.",
            )
        else:
            self._loose += 1

    def _is_settled(self, number: int, seal: SealFacts) -> bool:
        """Whether no entry that is still to be sealed can have this number."""
        return seal.format != BY_TRANSACTION and number <= seal.upto and not spans.has(self._open, number)


def _follows(seal: SealFacts, before: SealFacts) -> bool:
    """Whether the seal goes on where the one before it ended."""
    is_change = (before.format, seal.format) == (BY_TRANSACTION, BY_NUMBER)
    goes_on = is_change or (seal.format == before.format and seal.since == before.upto)
    return goes_on and seal.previous == before.hash


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
