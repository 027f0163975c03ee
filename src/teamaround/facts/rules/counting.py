"""What is asked of a measure, what it answers, and the hash by which two answers are compared."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from .intervals import Interval, wilson


class Unit(StrEnum):
    """How what was counted becomes a number."""

    SHARE = "share"  # so many of so many, as a fraction of one
    DAYS = "days"  # half of them within so many days
    NUMBER = "number"  # so many


UNIT_WORDS = {Unit.SHARE: "a share", Unit.DAYS: "days", Unit.NUMBER: "a number"}


@dataclass(frozen=True)
class Words:
    """A measure in words. `top` and `bottom` stand above and below the line, `others` is what is below and not above.

    `has_interval`: what is below the line are things of which each is or is not above it, and not days.
    """

    name: str
    title: str
    sentence: str
    unit: Unit
    top: str
    bottom: str
    others: str = ""
    has_interval: bool = True
    is_of_the_day: bool = False


@dataclass(frozen=True)
class Asked:
    """What a measure is asked: whose work, from when to when, and with which parameters."""

    authority_id: int
    since: date
    as_at: date
    parameters: Mapping[str, str]


@dataclass(frozen=True)
class Counted:
    """What a measure answers.

    `top` of `n`; `middle` for days. The children it is about, those above the line and the others;
    None where nobody stands behind the number.
    """

    top: float
    n: int
    middle: float | None = None
    children: int | None = None
    counted_children: int | None = None
    other_children: int | None = None


def value(words: Words, counted: Counted) -> float | None:
    """The number itself; None when there is nothing below the line."""
    if words.unit is Unit.NUMBER:
        return counted.top
    if not counted.n:
        return None
    return counted.middle if words.unit is Unit.DAYS else counted.top / counted.n


def interval(words: Words, counted: Counted) -> Interval | None:
    """Wilson's, where the number is a share of things."""
    if words.unit is not Unit.SHARE or not words.has_interval or not counted.n:
        return None
    return wilson(counted.top, counted.n)


def source_hash(words: Words, asked: Asked, counted: Counted) -> str:
    """Of the question and of all that was counted: the same records, asked the same, give the same."""
    told: dict[str, Any] = {
        "measure": words.name, "sentence": words.sentence, "authority": asked.authority_id,
        "since": asked.since.isoformat(), "as_at": asked.as_at.isoformat(),
        "parameters": dict(sorted(asked.parameters.items())),
        "counted": {name: _plain(number) for name, number in asdict(counted).items()},
    }  # fmt: skip
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _plain(number: float | None) -> str:
    return "" if number is None else f"{number:.6f}"
