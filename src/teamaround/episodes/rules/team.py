"""The team around a child or family: who belongs to it, and as what."""

from __future__ import annotations

from enum import StrEnum


class Standing(StrEnum):
    """As what somebody is in the team."""

    PRACTITIONER = "practitioner"
    CHILD = "child"
    FAMILY = "family"
    OTHER = "other"  # a volunteer, a neighbour, somebody without an account


WORDS = {
    Standing.PRACTITIONER: "Practitioner",
    Standing.CHILD: "The child or young person",
    Standing.FAMILY: "Family",
    Standing.OTHER: "Somebody else who helps",
}
