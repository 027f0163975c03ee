"""What somebody looks for: words, a need, an age, a place, a time, and what it must have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

METRES_IN_A_MILE = 1609.344
USUAL_MILES = "10"


def chosen(code: str) -> frozenset[str]:
    """What a choice of one or none asks for."""
    return frozenset({code}) if code else frozenset()


@dataclass(frozen=True)
class Ground:
    """Where somebody is: a point, and the names of the ground that it lies on (see ServiceArea.covers)."""

    longitude: float
    latitude: float
    covers: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True)
class Hours:
    """A day of the week, a span of the day, or both.

    `within` asks for opening hours that lie in the span; otherwise it is enough that they touch it.
    """

    day: str = ""
    start: time | None = None
    end: time | None = None
    within: bool = False


@dataclass(frozen=True)
class Wanted:
    """Everything that a search can ask for; what is left out does not matter.

    `needs`, `send` and `access` hold codes of the program's terms; of needs one is enough, of the
    others all must fit. Ages are a span that the service's own must meet; metres count from `ground`.
    """

    words: str = ""
    needs: frozenset[str] = frozenset()
    send: frozenset[str] = frozenset()
    access: frozenset[str] = frozenset()
    minimum_age: float | None = None
    maximum_age: float | None = None
    ground: Ground | None = None
    metres: float | None = None
    hours: Hours | None = None
    is_free: bool = False
    has_room: bool = False
    language: str = ""
    term_id: UUID | None = None
    taxonomy_id: UUID | None = None
    organisation_id: UUID | None = None
    modified_after: datetime | None = None
