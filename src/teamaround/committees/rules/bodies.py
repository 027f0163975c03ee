"""Names that change with the years, one chair at a time, and when a body can decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar

from teamaround.kernel.refusal import Refusal


class BodyKind(StrEnum):
    """What a body is there to do."""

    COUNCIL = "council"
    EXECUTIVE = "executive"
    SCRUTINY = "scrutiny"
    COMMITTEE = "committee"
    PARTNERSHIP = "partnership"
    SAFEGUARDING = "safeguarding"
    STEERING = "steering"
    INSPECTORATE = "inspectorate"


KIND_WORDS = {
    BodyKind.COUNCIL: "Full council",
    BodyKind.EXECUTIVE: "Executive of a council",
    BodyKind.SCRUTINY: "Scrutiny committee",
    BodyKind.COMMITTEE: "Another committee of a council",
    BodyKind.PARTNERSHIP: "Partnership board",
    BodyKind.SAFEGUARDING: "Safeguarding board or partnership",
    BodyKind.STEERING: "Steering group",
    BodyKind.INSPECTORATE: "Inspectorate or regulator",
}


class Seat(StrEnum):
    """What somebody is in a body."""

    CHAIR = "chair"
    VICE_CHAIR = "vice-chair"
    MEMBER = "member"
    CO_OPTED = "co-opted"
    ADVISER = "adviser"


SEAT_WORDS = {
    Seat.CHAIR: "Chair",
    Seat.VICE_CHAIR: "Vice-chair",
    Seat.MEMBER: "Member",
    Seat.CO_OPTED: "Co-opted member",
    Seat.ADVISER: "Adviser, without a vote",
}


class Capacity(StrEnum):
    """How somebody holds a post."""

    SUBSTANTIVE = "substantive"
    ACTING = "acting"
    INTERIM = "interim"


CAPACITY_WORDS = {
    Capacity.SUBSTANTIVE: "Appointed to it",
    Capacity.ACTING: "Acting",
    Capacity.INTERIM: "Interim",
}


class Dated(Protocol):
    """Something that holds from a day, and until another or still."""

    @property
    def starts_on(self) -> date: ...
    @property
    def ends_on(self) -> date | None: ...


Held = TypeVar("Held", bound=Dated)


@dataclass(frozen=True)
class Span:
    """From a day until another, or still."""

    starts_on: date
    ends_on: date | None = None


def holds(span: Dated, on: date) -> bool:
    """Whether it holds on a day."""
    return span.starts_on <= on and (span.ends_on is None or on <= span.ends_on)


def overlaps(one: Dated, other: Dated) -> bool:
    """Whether there is a day on which both hold."""
    return one.starts_on <= (other.ends_on or date.max) and other.starts_on <= (one.ends_on or date.max)


def check_span(starts_on: date, ends_on: date | None) -> None:
    """Refuse an end before its beginning."""
    if ends_on is not None and ends_on < starts_on:
        raise Refusal("ends-before", "The last day must not come before the first.", field="ends_on")


def check_renaming(current: Dated, starts_on: date) -> None:
    """A new name follows the one that holds now: it cannot begin before or with it."""
    if current.ends_on is not None:
        raise Refusal("ended", "It has ended, so it takes no new name.", field="name")
    if starts_on <= current.starts_on:
        raise Refusal(
            "starts-before", "The new name must begin after the one that holds now began.", field="starts_on"
        )


def check_one_chair(seats: Iterable[Dated], new: Dated) -> None:
    """One chair at a time; a day without one is no fault, a day with two is."""
    if any(overlaps(each, new) for each in seats):
        raise Refusal(
            "two-chairs", "Somebody else is in the chair on some of these days. End their time in it first.",
            field="starts_on",
        )  # fmt: skip


def check_one_holder(others: Iterable[Dated], new: Dated, *, capacity: Capacity) -> None:
    """One person appointed to a post at a time, and one who stands in for them."""
    if any(overlaps(each, new) for each in others):
        how = "holds this post" if capacity is Capacity.SUBSTANTIVE else "stands in already"
        raise Refusal("held", f"Somebody else {how} on some of these days. End their time first.",
                      field="starts_on")  # fmt: skip


def why_no_quorum(quorum: int | None, voting: int) -> str:
    """Why a body could not decide anything even if everybody came; empty when it could."""
    if quorum is None or quorum <= voting:
        return ""
    return f"It needs {quorum} members with a vote to decide, and has {voting}."


def answering(substantive: Sequence[Held], standing_in: Sequence[Held], on: date) -> Held | None:
    """Who answers for a post on a day: whoever stands in, or else whoever was appointed to it."""
    return next((each for each in (*standing_in, *substantive) if holds(each, on)), None)
