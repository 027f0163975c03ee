"""What the Local Offer and two statements beside it must say, what is missing, and what people may say of it.

The headings are data of the program (local_offer.toml), each with where the law asks for it and
whether the words of that law were read when it was written down.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

from teamaround.kernel.refusal import Refusal

from . import needs

FILE = Path(__file__).parent.parent / "local_offer.toml"
SOON = timedelta(days=60)
LONGEST = 6_000
FEWEST_LETTERS = 10
MOST_WAITING = 200


class Seen(StrEnum):
    """Where somebody's comment stands."""

    WAITING = "waiting"
    PUBLISHED = "published"
    KEPT_BACK = "kept-back"


@dataclass(frozen=True)
class Part:
    """One heading of a statement: its words for families, what the law asks, where, and whether that was read."""

    statement: str
    code: str
    name: str
    asks: str
    law: str
    is_read: bool

    @property
    def key(self) -> str:
        return f"{self.statement}.{self.code}"


@dataclass(frozen=True)
class Statement:
    """One of the three."""

    code: str
    name: str
    about: str
    law: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Written:
    """What stands under a heading: a text, the needs whose services belong there, who keeps it, and until when."""

    text: str = ""
    needs: tuple[str, ...] = ()
    owner: str = ""
    review_on: date | None = None


@cache
def statements() -> dict[str, Statement]:
    """The three statements by their codes."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {
        code: Statement(
            code, each["name"], each["about"], each["law"],
            tuple(
                Part(code, part, words["name"], words["asks"], words["law"], words["read"])
                for part, words in each["parts"].items()
            ),
        )
        for code, each in told.items()
    }  # fmt: skip


def part(key: str) -> Part | None:
    """A heading by its key, such as local-offer.travel."""
    return next((one for each in statements().values() for one in each.parts if one.key == key), None)


def missing(written: Written, *, services: int, today: date) -> list[str]:
    """What is missing under a heading, in words; `services` are listed under its needs."""
    found = []
    if not written.text.strip() and not services:
        found.append("Neither a text nor a service")
    if not written.owner.strip():
        found.append("Nobody keeps it")
    if written.review_on is None:
        found.append("No day to look at it again")
    elif written.review_on < today:
        found.append("Its day has passed")
    return found


def is_soon(written: Written, *, today: date) -> bool:
    """Whether it is to be looked at again within two months."""
    return written.review_on is not None and today <= written.review_on <= today + SOON


def check_written(written: Written, *, today: date) -> None:
    """Refuse what nobody could keep: an unknown need, a day that has passed, or a text without an owner."""
    known = {term.code for term in needs.terms(needs.NEEDS)}
    if set(written.needs) - known:
        raise Refusal("need", "Choose needs from the list.", field="needs")
    if len(written.text) > LONGEST:
        raise Refusal("too-long", f"Say it in {LONGEST:,} letters or fewer.", field="text")
    if not written.owner.strip():
        raise Refusal("owner", "Say who keeps this, by their post or team.", field="owner")
    if written.review_on is None or written.review_on <= today:
        raise Refusal(
            "review", "Choose a day still to come on which it is looked at again.", field="review_on"
        )


def check_comment(words: str, *, waiting: int) -> None:
    """A comment says something, and there are not too many to read already."""
    if len(words.strip()) < FEWEST_LETTERS:
        raise Refusal("words", "Say it in a few words.", field="words")
    if waiting >= MOST_WAITING:
        raise Refusal("enough", "Many people have written to us. Please try again in a few days.")


def check_decision(state: Seen, answer: str) -> None:
    """A published comment has an answer, and one that is kept back a reason: section 30 asks for both sides."""
    if state is Seen.WAITING:
        raise Refusal("state", "Choose whether it is shown.", field="state")
    if not answer.strip():
        raise Refusal("answer", "Write what you did about it, or why it is not shown.", field="answer")


def needs_of(all_written: Iterable[Written]) -> set[str]:
    """Every need that is named under any heading."""
    return {code for written in all_written for code in written.needs}
