"""What becomes of a decision elsewhere, such as an action of a plan. The packages above this one say so here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from teamaround.accounts.rules import Viewer


class Decided(Protocol):
    """What is known of a decision here."""

    pk: int
    ref: str
    outcome: str
    post_id: int | None
    done_on: date | None


@dataclass(frozen=True)
class Became:
    """What a decision became: where it is, and how it stands, in a sentence or two."""

    words: str
    address: str
    stands: str


@dataclass(frozen=True)
class Onward:
    """A way for decisions to go on.

    `offer`: words and address of where it begins, while this viewer may begin it with this decision.
    `became`: what decisions, by row number, had become at a moment, as far as this viewer may know of it.
    `again`: whether a decision may go this way more than once.
    """

    offer: Callable[[Viewer, Decided], tuple[str, str] | None]
    became: Callable[[Viewer, Collection[int], datetime], Mapping[int, Sequence[Became]]]
    again: bool = False


@dataclass
class Gone:
    """What decisions had become at a moment, by row number, and which ways each of them has gone."""

    became: dict[int, list[Became]]
    ways: dict[int, set[int]]

    def offers(self, viewer: Viewer, row: Decided) -> list[tuple[str, str]]:
        """Words and address of every way on that this viewer may still take with a decision."""
        taken = self.ways.get(row.pk, set())
        open_ways = [way for nth, way in enumerate(_ways) if way.again or nth not in taken]
        return [found for way in open_ways if (found := way.offer(viewer, row)) is not None]


_ways: list[Onward] = []


def register(way: Onward) -> None:
    """Let decisions go on like this."""
    _ways.append(way)


def gone(viewer: Viewer, ids: Collection[int], as_at: datetime) -> Gone:
    """What decisions had become at a moment."""
    found = Gone(defaultdict(list), defaultdict(set))
    for nth, way in enumerate(_ways if ids else ()):
        for pk, what in way.became(viewer, ids, as_at).items():
            found.became[pk] += what
            found.ways[pk].add(nth)
    return Gone(dict(found.became), dict(found.ways))
