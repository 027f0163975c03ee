"""Starting: a child has one open assessment, and whoever would start another is met with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from teamaround.assessments.rules.states import OPEN, State
from teamaround.index.rules.pointing import RECENT_MONTHS, is_recent
from teamaround.kernel.refusal import Refusal


@dataclass(frozen=True)
class Existing:
    """An assessment that is there already, as far as anyone may know who knows of the child."""

    ref: str
    state: State
    agency: str
    ask: str  # the person to ask: the lead practitioner, or whoever began it
    begun_on: date
    closed_on: date | None = None
    is_ours: bool = False  # begun by the asker's own agency
    is_joined: bool = False  # the asker's agency has offered, was asked, or has given its part
    has_lead: bool = False
    is_hidden: bool = False  # the asker may not know which agencies work with this child (R6)

    @property
    def whom(self) -> str:
        """Whom to ask, as far as the asker may know."""
        return "the index team, who will put you in touch" if self.is_hidden else f"{self.ask}, {self.agency}"


@dataclass(frozen=True)
class StartDecision:
    """What meets a person who would start an assessment."""

    existing: Existing | None
    may_start: bool
    needs_reason: bool
    may_join: bool
    sentence: str


def decide_start(found: Iterable[Existing], *, on: date, recent_months: int = RECENT_MONTHS) -> StartDecision:
    """The open one if there is one, else the most recently closed one, else a free way."""
    found = list(found)
    open_ones = [one for one in found if one.state in OPEN]
    recent = [
        one
        for one in found
        if one.state is State.CLOSED and is_recent(one.closed_on, on=on, recent_months=recent_months)
    ]
    if open_ones:
        return _met_with_open(max(open_ones, key=lambda one: (one.begun_on, one.ref)))
    if recent:
        return _met_with_recent(max(recent, key=lambda one: (one.closed_on or one.begun_on, one.ref)))
    return StartDecision(
        None, True, False, False, "No common assessment is open for this child. You can begin one."
    )


def _met_with_open(existing: Existing) -> StartDecision:
    if existing.is_ours:
        advice = "Your agency began it: go on writing."
    elif existing.is_joined:
        advice = "Your agency has joined it: go on with your part."
    else:
        advice = "Ask to contribute to it instead of starting another."
    led = "Ask" if existing.is_hidden else "Led by" if existing.has_lead else "Begun by"
    return StartDecision(
        existing=existing,
        may_start=False,
        needs_reason=False,
        may_join=not existing.is_ours and not existing.is_joined,
        sentence=f"One exists. {led} {existing.whom}. {advice}",
    )


def _met_with_recent(existing: Existing) -> StartDecision:
    closed = existing.closed_on or existing.begun_on
    return StartDecision(
        existing=existing,
        may_start=True,
        needs_reason=True,
        may_join=False,
        sentence=f"One was closed on {closed.day} {closed:%B %Y}. Ask {existing.whom}, "
        "to open it again and go on from what is there. Begin a new one only if much has changed.",
    )


def check_can_start(decision: StartDecision, *, because: str = "") -> None:
    """One open assessment for a child; after a recent one, a reason for beginning afresh."""
    if not decision.may_start:
        raise Refusal("exists", decision.sentence)
    if decision.needs_reason and not because.strip():
        raise Refusal("reason", "Say why you are not going on from the one that is there.", field="because")
