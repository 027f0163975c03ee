"""What a person says of each recommendation that was recognised in a report."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from itertools import count

from teamaround.kernel.refusal import Refusal

MOST = 150


class Said(StrEnum):
    """Where a proposal stands."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    LEFT_OUT = "left_out"


SAID_WORDS = {
    Said.WAITING: "Waits for an answer",
    Said.CONFIRMED: "Confirmed",
    Said.LEFT_OUT: "Left out",
}


def check_found(found: int) -> None:
    """Refuse a report in which nothing was recognised, or so much that nobody would confirm it one by one."""
    if not found:
        raise Refusal(
            "nothing-found",
            "No recommendation was recognised in it. Paste the passage with the recommendations alone, or add them one by one.",
            field="text",
        )
    if found > MOST:
        raise Refusal(
            "too-many",
            f"{found:,} passages look like recommendations, too many to go through. Paste the passage with the recommendations alone.",
            field="text",
        )


def check_open(*, is_closed: bool) -> None:
    """What was entered is not answered again."""
    if is_closed:
        raise Refusal("entered", "The recommendations of this report have been entered already.")


def check_version(seen: int, now: int) -> None:
    """Two people who go through the same report see each other’s answers."""
    if seen != now:
        raise Refusal(
            "answered", "Somebody else has answered this one meanwhile. Look at their answer first."
        )


def check_answered(waiting: int) -> None:
    """Nothing is entered before a person has answered every one."""
    if waiting:
        raise Refusal(
            "waiting",
            f"{waiting} of them {'waits' if waiting == 1 else 'wait'} for an answer. Confirm or leave out each one first.",
        )


def free_label(taken: Collection[str]) -> str:
    """The first number that no other recommendation has, for one to which the report gives none."""
    return next(str(number) for number in count(1) if str(number) not in taken)
