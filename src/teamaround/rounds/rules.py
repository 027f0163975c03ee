"""When a round is gone, and when one that failed or broke off is gone again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from teamaround.kernel import clock

EARLIEST = time(7)  # in London: letters arrive when people begin to work
AGAIN_AFTER = timedelta(hours=1)  # since one that failed was begun
LOST_AFTER = timedelta(hours=2)  # since one that never ended was begun: the process that was at it is gone
MOST_TRIES = 3  # on one day
KEPT = timedelta(days=400)


@dataclass(frozen=True)
class Round:
    """What is done once a day.

    `go` does whatever is due at a moment and returns what came of it, in words for those who look after it. It opens
    its own transactions, decides by what it has kept itself whether something is due (each month, after six months), and
    may be called again on the same day when it broke off: then it says nothing to anybody twice. A Refusal's sentence
    is shown; what any other fault says is not, because it may hold somebody's words.
    """

    name: str
    go: Callable[[datetime], str]
    not_before: time = EARLIEST


@dataclass(frozen=True)
class Last:
    """How a round went when it was last gone; `ended_at` is None while it is under way, or when it broke off."""

    name: str
    on: date
    begun_at: datetime
    ended_at: datetime | None
    failed: bool
    said: str


def has_begun(round_: Round, *, now: datetime) -> bool:
    """Whether the time of day has come."""
    return now.astimezone(clock.LONDON).time() >= round_.not_before
