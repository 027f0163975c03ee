"""Whether something that a source tells may be in the directory already: by name, organisation, postcode, telephone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from rapidfuzz import fuzz

from ..needs import plain

SURELY_NAMED, LIKE_NAMED, LIKE_OFFERED = 92.0, 75.0, 80.0
MOST_SHOWN = 5
_FILLING = frozenset(
    {"the", "a", "of", "and", "for", "in", "at", "service", "services", "ltd", "limited", "cio"}
)


@dataclass(frozen=True)
class Known:
    """What an entry is known by. `ident` is its identifier here; empty for one that is only told."""

    ident: str
    name: str
    organisation: str
    postcodes: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Likeness:
    """An entry that may be the same, how like it is (0 to 100), and why in words."""

    ident: str
    points: float
    because: tuple[str, ...]


def known_by(
    ident: str, name: str, organisation: str, postcodes: Iterable[str], phones: Iterable[str]
) -> Known:
    """The same things written in one way."""
    return Known(
        ident, core(name), core(organisation),
        frozenset(code for each in postcodes if (code := "".join(each.split()).upper())),
        frozenset(number for each in phones if (number := digits(each))),
    )  # fmt: skip


def of_told(told: dict[str, Any]) -> Known:
    """What something that a source tells is known by."""
    places = [each["location"] for each in told["lists"]["places"]]
    numbers = [*told["lists"]["phones"], *(each for place in places for each in place["phones"])]
    return known_by(
        "", told["service"]["name"], told["organisation"]["name"],
        (place["address"]["postal_code"] for place in places if place["address"]),
        (each["number"] for each in numbers or told["organisation"]["phones"]),
    )  # fmt: skip


def digits(number: str) -> str:
    """A telephone number by its last nine digits, which no prefix changes; empty when it has fewer."""
    found = "".join(sign for sign in number if sign.isascii() and sign.isdigit())
    return found[-9:] if len(found) >= 9 else ""


def core(text: str) -> str:
    """The words by which a name is told apart, in one order."""
    words = plain(text).split()
    return " ".join(sorted({word for word in words if word not in _FILLING} or set(words)))


def compare(one: Known, other: Known) -> Likeness | None:
    """How like two entries are, when they are like enough for somebody to look."""
    named = fuzz.token_set_ratio(one.name, other.name) * 0.4 + fuzz.ratio(one.name, other.name) * 0.6
    offered = fuzz.ratio(one.organisation, other.organisation)
    near, rings = bool(one.postcodes & other.postcodes), bool(one.phones & other.phones)
    by_same = offered >= LIKE_OFFERED
    if not (
        (named >= SURELY_NAMED and (by_same or near or rings))
        or (named >= LIKE_NAMED and (by_same and (near or rings)))
        or (named >= LIKE_NAMED and near and rings)
    ):
        return None
    told = (
        ("The names are the same" if named == 100 else "The names are alike", True),
        (
            "It is of the same organisation" if offered == 100 else "The organisations are named alike",
            by_same,
        ),
        ("It has the same postcode", near),
        ("It has the same telephone number", rings),
    )
    points = named * 0.6 + offered * 0.2 + near * 10 + rings * 10
    return Likeness(other.ident, points, tuple(words for words, holds in told if holds))


@dataclass
class Index:
    """Entries by what may give a likeness away, so that each new one is compared with few."""

    _by: dict[str, list[Known]] = field(default_factory=lambda: defaultdict(list))

    def add(self, known: Known) -> None:
        """Know one more entry."""
        for key in _keys(known):
            self._by[key].append(known)

    def like(self, wanted: Known, *, but: Iterable[str] = ()) -> list[Likeness]:
        """Entries that may be the same, the likest first, without those that somebody said are others."""
        near = {each.ident: each for key in _keys(wanted) for each in self._by.get(key, ())}
        for ident in but:
            near.pop(ident, None)
        found = [likeness for each in near.values() if (likeness := compare(wanted, each))]
        return sorted(found, key=lambda each: (-each.points, each.ident))[:MOST_SHOWN]


def _keys(known: Known) -> Iterator[str]:
    yield f"n{known.name}"
    yield f"o{known.organisation}"
    yield from (f"p{code}" for code in known.postcodes)
    yield from (f"t{number}" for number in known.phones)
