"""What becomes of a decision elsewhere, such as an action of a plan. The packages above this one say so here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from teamaround.accounts.rules import Viewer


class Decided(Protocol):
    """What is known of a decision here."""

    pk: int
    ref: str
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
    """

    offer: Callable[[Viewer, Decided], tuple[str, str] | None]
    became: Callable[[Viewer, Collection[int], datetime], Mapping[int, Became]]


_ways: list[Onward] = []


def register(way: Onward) -> None:
    """Let decisions go on like this."""
    _ways.append(way)


def offers(viewer: Viewer, row: Decided) -> list[tuple[str, str]]:
    """Words and address of every way on that this viewer may take with a decision."""
    return [found for way in _ways if (found := way.offer(viewer, row)) is not None]


def became(viewer: Viewer, ids: Collection[int], as_at: datetime) -> dict[int, Became]:
    """What decisions had become at a moment."""
    return {pk: what for way in _ways for pk, what in way.became(viewer, ids, as_at).items()} if ids else {}
