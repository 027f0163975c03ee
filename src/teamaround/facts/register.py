"""The measures that there are, said by the packages above; and who else may read a fact.

`site` puts the measures in when the program starts. Nothing here knows a table of theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from teamaround.accounts.rules import Viewer
from teamaround.kernel.refusal import Refusal

from .rules.counting import Asked, Counted, Words

Count = Callable[[Asked], Counted]
Places = Callable[[int, date], Sequence[tuple[str, str]]]
Reader = Callable[[Viewer, str, date], bool]


@dataclass(frozen=True)
class Measure:
    """A question in words, and how it is answered."""

    words: Words
    count: Count


_measures: dict[str, Measure] = {}
_places: list[Places] = []
readers: list[Reader] = []
"""Each says whether a viewer may read a fact (by reference) on a day, because something of theirs stands on it."""


def add(words: Words, count: Count) -> None:
    """Let a question be asked; a name stands for one question for good."""
    if words.name in _measures:
        raise ValueError(f"two measures are called {words.name}")
    _measures[words.name] = Measure(words, count)


def let_places(found: Places) -> None:
    """Say how the places of an authority are found, for the parameter `where`: values with their words."""
    _places[:] = [found]


def measure(name: str) -> Measure:
    """The measure with this name; Refusal when there is none."""
    found = _measures.get(name)
    if found is None:
        raise Refusal("measure", "There is no such measure.", field="measure")
    return found


def measures() -> list[Measure]:
    """All of them, in the order in which they were put in."""
    return list(_measures.values())


def places(authority_id: int, *, on: date) -> list[tuple[str, str]]:
    """The places for which may be counted, by name; the whole area is the blank one."""
    return [("", "The whole area"), *(pair for found in _places for pair in found(authority_id, on))]
