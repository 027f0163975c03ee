"""The shape of a tale: what a common assessment says, before anybody in particular is in it.

Texts speak of {name}, {she}, {her} (after a verb), {their} (belonging), and {mum}, the main carer,
each also with a capital. Who does something is named by a word for the part: school, family_help,
health_visitor, nursery, parent, child, and the codes of VOICES.
"""

from __future__ import annotations

from dataclasses import dataclass

VOICES = {
    "lantern": ("lantern-family-friends", "Home visiting by volunteers"),
    "boathouse": ("saltmerrow-youth-boathouse", "Youth work"),
    "willow": ("willow-bereavement-support", "Grief support"),
    "safe_harbour": ("safe-harbour-domestic-abuse-support", "Support for children"),
    "housing": ("threshold-homes", "Tenancy support"),
    "attendance": ("wrenshire-inclusion-and-attendance-service", "Attendance"),
    "psychologist": ("wrenshire-inclusion-and-attendance-service", "Educational psychology"),
    "speech": ("wrenshire-community-health", "Speech and language therapy"),
    "school_nurse": ("wrenshire-community-health", "School nursing"),
    "paediatrics": ("wrenminster-general-hospital", "Community paediatrics"),
    "midwife": ("wrenminster-general-hospital", "Midwifery"),
    "young_carers": ("vale-family-help", "Young carers"),
    "youth_justice": ("wrenshire-youth-justice-service", "Turnaround and prevention"),
    "police": ("wrenshire-police", "Neighbourhood policing"),
    "leisure": ("wrenminster-and-vale-district-council", "Leisure and play"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One strength or need: under which element, in what words, how it is known and whose view."""

    element: str
    kind: str
    text: str
    evidence: str
    view: str


@dataclass(frozen=True, slots=True)
class Added:
    """What another service contributed."""

    voice: str
    element: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Promise:
    """An action: what, by whom, how many weeks after the start, and what for."""

    what: str
    voice: str
    weeks: int
    outcome: str


@dataclass(frozen=True, slots=True)
class Tale:
    """A whole common assessment in words, for a child of an age."""

    key: str
    youngest: int
    oldest: int
    level: int
    starter: str
    lead: str
    led_here: str
    child: str
    parent: str
    said: tuple[Said, ...]
    conclusions: str
    goals: str
    promises: tuple[Promise, ...]
    added: tuple[Added, ...]
    progress: str
    child_later: str
    parent_later: str
