"""Where something that a source told stands here, and what may become of it.

Nothing that a source tells is public before a keeper has let it stand. What it no longer tells is
marked, and stays.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from teamaround.kernel.refusal import Refusal


class Standing(StrEnum):
    """Where it stands."""

    NEW = "new"
    DOUBT = "doubt"
    TAKEN = "taken"
    CHANGED = "changed"
    GONE = "gone"
    LEFT = "left"
    FAULTY = "faulty"


class Move(StrEnum):
    """What a keeper, or a later telling, does with it."""

    LET_STAND = "let_stand"
    SAME = "same"
    ANOTHER = "another"
    LEAVE = "leave"
    TAKE_UP = "take_up"
    TOLD_OTHERWISE = "told_otherwise"
    TOLD_BADLY = "told_badly"
    TOLD_NO_MORE = "told_no_more"
    TOLD_AGAIN = "told_again"
    MENDED = "mended"
    CLOSE = "close"


WORDS = {
    Standing.NEW: "New",
    Standing.DOUBT: "May be here already",
    Standing.TAKEN: "Stands as told",
    Standing.CHANGED: "Told otherwise now",
    Standing.GONE: "Told no more",
    Standing.LEFT: "Left out",
    Standing.FAULTY: "Cannot be used",
}
NEXT: dict[Standing, dict[Move, Standing]] = {
    Standing.NEW: {
        Move.LET_STAND: Standing.TAKEN, Move.LEAVE: Standing.LEFT, Move.TOLD_BADLY: Standing.FAULTY,
        Move.TOLD_NO_MORE: Standing.GONE,
    },
    Standing.DOUBT: {
        Move.SAME: Standing.CHANGED, Move.ANOTHER: Standing.NEW, Move.LEAVE: Standing.LEFT,
        Move.TOLD_BADLY: Standing.FAULTY, Move.TOLD_NO_MORE: Standing.GONE,
    },
    Standing.TAKEN: {
        Move.TOLD_OTHERWISE: Standing.CHANGED, Move.TOLD_BADLY: Standing.FAULTY,
        Move.TOLD_NO_MORE: Standing.GONE,
    },
    Standing.CHANGED: {
        Move.LET_STAND: Standing.TAKEN, Move.LEAVE: Standing.TAKEN, Move.TOLD_BADLY: Standing.FAULTY,
        Move.TOLD_NO_MORE: Standing.GONE,
    },
    Standing.GONE: {Move.TOLD_AGAIN: Standing.CHANGED, Move.CLOSE: Standing.LEFT, Move.LEAVE: Standing.LEFT},
    Standing.LEFT: {Move.TAKE_UP: Standing.NEW},
    Standing.FAULTY: {Move.MENDED: Standing.NEW, Move.LEAVE: Standing.LEFT, Move.TOLD_NO_MORE: Standing.GONE},
}  # fmt: skip
TO_DECIDE = (Standing.DOUBT, Standing.NEW, Standing.CHANGED, Standing.GONE, Standing.FAULTY)
FEWEST_LEFT = 0.5  # of what a source told before: fewer, and nobody believes at once that the rest is gone
FEW_AT_ALL = 10


def check(state: Standing, move: Move) -> Standing:
    """The standing that follows a keeper's move; refuses one that cannot be."""
    if move not in NEXT[state]:
        raise Refusal(
            "standing", f"This cannot be done with something that is “{WORDS[state].lower()}”. Look again."
        )
    return NEXT[state][move]


def after_telling(
    was: Standing | None, *, is_taken: bool, is_as_taken: bool, looks_like_another: bool
) -> Standing:
    """Where something stands after its source told it (again), and it can be used.

    `is_taken` says that a keeper let it stand before, `is_as_taken` that it says the same as then.
    """
    if is_taken:
        return Standing.TAKEN if is_as_taken else Standing.CHANGED
    if was is Standing.LEFT:
        return Standing.LEFT
    return Standing.DOUBT if looks_like_another else Standing.NEW


def is_believable(*, told: int, before: int) -> bool:
    """Whether so few may be all that a source still tells: a sudden emptiness is rather a fault of the source."""
    return before < FEW_AT_ALL or told >= before * FEWEST_LEFT


def digest(told: Mapping[str, Any]) -> str:
    """A mark by which the same words are known again, in whatever order their fields came."""
    plain = json.dumps(told, sort_keys=True, ensure_ascii=True, separators=(",", ":"), default=str)
    return hashlib.sha256(plain.encode()).hexdigest()
