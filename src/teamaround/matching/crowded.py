"""Doors and telephones that many unrelated children share: homes, hostels, schools.

Whoever lives at one agrees there with scores of strangers, so it is no evidence and leads nowhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

MOST_FAMILY_NAMES = 6  # more of them behind one door or telephone than a wide family brings together


@dataclass(frozen=True)
class Crowded:
    """What to leave out: doors as `household_key` gives them, telephones and e-mail addresses as standard."""

    doors: frozenset[str] = frozenset()
    contacts: frozenset[str] = frozenset()


NOTHING_CROWDED = Crowded()


def crowded_of(homes: Iterable[tuple[str, str]], *, most: int = MOST_FAMILY_NAMES) -> frozenset[str]:
    """The doors (or telephones) that stand beside more than `most` different family names."""
    names: defaultdict[str, set[str]] = defaultdict(set)
    for door, family in homes:
        if door and family and len(names[door]) <= most:
            names[door].add(family)
    return frozenset(door for door, families in names.items() if len(families) > most)
