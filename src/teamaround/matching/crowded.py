"""Doors and telephones that many unrelated children share: homes, hostels, schools.

Whoever lives at one agrees there with scores of strangers, so it is no evidence and leads nowhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from teamaround.matching.facts import Standard

MOST_FAMILY_NAMES = 6  # more of them behind one door or telephone than a wide family brings together


@dataclass(frozen=True)
class Crowded:
    """What to leave out: doors as `household_key` gives them, telephones and e-mail addresses as standard."""

    doors: frozenset[str] = frozenset()
    contacts: frozenset[str] = frozenset()

    def concerns(self, standard: Standard) -> bool:
        """Whether somebody lives behind such a door, or is called there."""
        return not (
            self.doors.isdisjoint(standard.households)
            and self.contacts.isdisjoint(standard.telephones)
            and self.contacts.isdisjoint(standard.emails)
        )


NOTHING_CROWDED = Crowded()
