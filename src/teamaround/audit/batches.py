"""The entries under one seal, as they are read one after another from a copy of the record."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from . import spans
from .rules import BY_TRANSACTION, SealFacts, begun, canonical, hash_of, holds

MOST_NAMED = 5  # numbers named in one sentence


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with the record, in words, and the seal where it was found."""

    seal: int
    sentence: str


class Batch(ABC):
    """What every kind of batch does."""

    def __init__(self, seal: SealFacts) -> None:
        self.seal = seal
        self._entries = begun(seal)

    @abstractmethod
    def takes(self, entry: Mapping[str, Any]) -> bool:
        """Whether the entry is said to stand under the seal."""

    def add(self, entry: Mapping[str, Any]) -> Iterator[Fault]:
        """Take the entry in; a fault when it does not come in its place."""
        self._entries.add(canonical(entry, self.seal.format))
        return iter(())

    def faults(self) -> Iterator[Fault]:
        """What is wrong when the last entry has been read."""
        seal, number, read = self.seal, self.seal.number, self._entries.count
        if read < seal.count:
            yield Fault(number, f"Seal {number}: {removed(seal.count - read)} under it{self._which()}.")
        elif read > seal.count:
            yield Fault(number, f"Seal {number}: {slipped_in(read - seal.count)} under it.")
        elif hash_of(seal, self._entries) != seal.hash:
            yield Fault(
                number,
                f"Seal {number}: an entry under it was changed, or exchanged for another, "
                "after it was sealed.",
            )

    def _which(self) -> str:
        return ""


class ByTransaction(Batch):
    """Under a seal of the first kind: a range of transactions, in the order (transaction, number)."""

    _last = (-1, -1)

    def takes(self, entry: Mapping[str, Any]) -> bool:
        return bool(max(self.seal.since, 1) <= entry["xid"] < self.seal.upto)

    def add(self, entry: Mapping[str, Any]) -> Iterator[Fault]:
        place = (entry["xid"], entry["id"])
        if place <= self._last:
            yield out_of_order(self.seal.number, entry)
        self._last = place
        yield from super().add(entry)


class ByNumber(Batch):
    """Under a seal of today: exactly these numbers, rising."""

    def __init__(self, seal: SealFacts) -> None:
        super().__init__(seal)
        self.holds = holds(seal)
        self._expected = spans.numbers(self.holds)
        self._last = 0
        self._missing: list[int] = []

    def takes(self, entry: Mapping[str, Any]) -> bool:
        return spans.has(self.holds, entry["id"])

    def add(self, entry: Mapping[str, Any]) -> Iterator[Fault]:
        if entry["id"] <= self._last:
            yield out_of_order(self.seal.number, entry)
        else:
            self._pass_over(entry["id"])
        self._last = max(self._last, entry["id"])
        yield from super().add(entry)

    def _pass_over(self, read: int) -> None:
        for number in self._expected:
            if number >= read:
                return
            if len(self._missing) <= MOST_NAMED:
                self._missing.append(number)

    def _which(self) -> str:
        self._pass_over(self.seal.upto + 1)
        named = ", ".join(map(str, self._missing[:MOST_NAMED]))
        more = " and others" if len(self._missing) > MOST_NAMED else ""
        return f" ({named}{more})" if named else ""


def batch(seal: SealFacts) -> Batch:
    """An empty batch for what follows a seal."""
    return ByTransaction(seal) if seal.format == BY_TRANSACTION else ByNumber(seal)


def out_of_order(seal: int, entry: Mapping[str, Any]) -> Fault:
    """An entry that stands where another should."""
    return Fault(seal, f"Entry {entry['id']} is not where it belongs in the order.")


def removed(count: int) -> str:
    """How many were taken out."""
    return "1 entry was removed from" if count == 1 else f"{count:,} entries were removed from"


def slipped_in(count: int) -> str:
    """How many were put in."""
    return "1 entry was slipped in" if count == 1 else f"{count:,} entries were slipped in"
