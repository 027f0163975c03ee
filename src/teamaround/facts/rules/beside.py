"""Times that lie beside one another: a small number in one must not come out by taking others from a longer one.

Months add up to years. If the year is told and eleven of its months, the twelfth is told too,
whatever stands in its place. Each number that is told ties the two ends of its time together; one
that is kept back is safe as long as nothing ties its own two ends together, over however many steps.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Span:
    """From a first to a last day; both count."""

    since: date
    until: date

    @property
    def ends(self) -> tuple[date, date]:
        """Its beginning, and the beginning of what comes after it."""
        return self.since, self.until + timedelta(days=1)


class Ties:
    """Which days are tied together by the numbers that are told."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._next: dict[date, date] = {}
        for span in spans:
            self.tie(span)

    def tie(self, span: Span) -> None:
        """Tell one more."""
        one, other = (self._end_of(day) for day in span.ends)
        self._next[one] = other

    def gives_away(self, span: Span) -> bool:
        """Whether the number of this time can be worked out."""
        one, other = (self._end_of(day) for day in span.ends)
        return one == other

    def would_give_away(self, span: Span, hidden: Iterable[Span]) -> bool:
        """Whether telling one more would let any of these be worked out."""
        one, other = (self._end_of(day) for day in span.ends)
        return any({one, other} == {self._end_of(day) for day in each.ends} for each in hidden)

    def _end_of(self, day: date) -> date:
        while self._next.get(day, day) != day:
            day = self._next[day]
        return day


def to_keep_back(
    candidates: Sequence[tuple[Key, Span]], *, told: Iterable[Span], hidden: Iterable[Span]
) -> frozenset[Key]:
    """Which of some numbers, told one after another, are kept back so that none of the hidden ones comes out.

    What could be worked out before they came cannot be helped by them.
    """
    ties, kept = Ties(told), set()
    safe = [each for each in hidden if not ties.gives_away(each)]
    for key, span in candidates:
        if ties.would_give_away(span, safe):
            kept.add(key)
            safe.append(span)
        else:
            ties.tie(span)
    return frozenset(kept)
