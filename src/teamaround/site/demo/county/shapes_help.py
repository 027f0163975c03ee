"""The shapes of help in the plan: agreement, a common assessment, and what follows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Agreement:
    """A family's agreement to take part. `given_by` is a carer's key, or the child's own key."""

    given_by: str
    given_on: date
    may_store: bool
    may_share: bool
    share_with: tuple[str, ...]
    not_with: tuple[str, ...] = ()
    competence_note: str = ""
    withdrawn_on: date | None = None
    withdrawn_note: str = ""


@dataclass(frozen=True, slots=True)
class Element:
    """What is known under one heading of the form. kind: strength or need."""

    element: str
    kind: str
    text: str
    evidence: str
    whose_view: str


@dataclass(frozen=True, slots=True)
class Contribution:
    """What somebody added to another's assessment; `given_on` and `text` empty while only asked."""

    practitioner: str
    asked_on: date
    given_on: date | None
    element: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Action:
    """Who does what by when. `practitioner` is empty when the family does it; `who` says who."""

    what: str
    who: str
    practitioner: str
    by_when: date
    outcome: str
    done_on: date | None = None
    progress: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """A meeting that looked at progress; ends in a next date, or in a reason for closing."""

    held_on: date
    present: str
    progress: str
    childs_words: str
    parents_words: str
    next_on: date | None
    closure_reason: str = ""


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead practitioner: asked, and (when `accepted_on` is set) willing."""

    practitioner: str
    asked_on: date
    accepted_on: date | None
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Episode:
    """A common assessment and the help that follows it. state: open, recent, closed.

    recent: finished within the last six months; closed: longer ago.
    """

    key: str
    child: str
    state: str
    started_by: str
    started_on: date
    completed_on: date | None
    closed_on: date | None
    closure_reason: str
    led_to_this: str
    people_present: str
    childs_words: str
    parents_words: str
    elements: tuple[Element, ...]
    conclusions: str
    goals: str
    agreement: Agreement | None
    leads: tuple[Lead, ...]
    contributions: tuple[Contribution, ...]
    actions: tuple[Action, ...]
    reviews: tuple[Review, ...]
    review_on: date | None
    level: int
