"""What a request says, what it stands on, and how it is answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from teamaround.kernel.refusal import Refusal

LONGEST = 4_000
ASKS = "asks whether your service can help a family"
SENSITIVE_NEEDS = frozenset({"safe-at-home", "drink-and-drugs", "young-health", "low-mood", "eating"})
"""Needs whose services are not named to the rest of the team (R9): that one was asked tells much."""


class Because(StrEnum):
    """Why a service says no."""

    FULL = "full"
    NOT_FOR_THEM = "not-for-them"
    TOO_LITTLE = "too-little"
    ELSEWHERE = "elsewhere"
    OTHER = "other"


BECAUSE_WORDS = {
    Because.FULL: "There is no room",
    Because.NOT_FOR_THEM: "It is for other ages, needs or places",
    Because.TOO_LITTLE: "We would have to know more",
    Because.ELSEWHERE: "Somebody else can help better",
    Because.OTHER: "Something else",
}


class Outcome(StrEnum):
    """What came of it for the family, as a person judged."""

    HELPED = "helped"
    PARTLY = "partly"
    NO_CHANGE = "no-change"
    NOT_BEGUN = "not-begun"
    NOT_KNOWN = "not-known"


OUTCOME_WORDS = {
    Outcome.HELPED: "It helped",
    Outcome.PARTLY: "It helped a little",
    Outcome.NO_CHANGE: "Nothing changed",
    Outcome.NOT_BEGUN: "The family did not take it up",
    Outcome.NOT_KNOWN: "Nobody could find out",
}


@dataclass(frozen=True)
class Agreed:
    """What is known of the family's agreement when a service is asked."""

    has_agreement: bool
    may_share: bool
    covers_asker: bool


@dataclass(frozen=True)
class Wish:
    """What is asked of a service, and all that it is told."""

    what: str
    told: str
    called: str
    reach: str
    telephone: str
    agreed_in_words: str
    family_agrees: bool = False


def check_standing(agreed: Agreed) -> None:
    """Nothing goes to a service without the family's agreement to share (R11); each no says how to mend it."""
    if not agreed.has_agreement:
        raise Refusal(
            "agreement",
            "The family’s agreement is not on record, or was withdrawn. Talk with them, record what they "
            "agree to, then ask the service.",
        )
    if not agreed.covers_asker:
        raise Refusal(
            "not-covered",
            "The family’s agreement does not name your agency. Ask them, and have whoever recorded it add "
            "your agency.",
        )
    if not agreed.may_share:
        raise Refusal(
            "not-shared",
            "The family agreed that we keep what is written, but not that we share it. Ask them, and put "
            "the agreement right, before you ask a service.",
        )


def check_wish(wish: Wish) -> None:
    """A request says what is asked and what is told, and that the family agreed to this service."""
    if not wish.what.strip():
        raise Refusal("what", "Say what you ask them to do.", field="what")
    if not wish.told.strip():
        raise Refusal("told", "Say what they may know, or they cannot answer.", field="told")
    for field, text in (("what", wish.what), ("told", wish.told)):
        if len(text) > LONGEST:
            raise Refusal("too-long", f"Say it in {LONGEST:,} letters or fewer.", field=field)
    if not wish.family_agrees:
        raise Refusal(
            "family-agrees", "Ask the family first whether this service may be asked.", field="family_agrees"
        )
    if not wish.agreed_in_words.strip():
        raise Refusal("agreed-how", "Write who agreed, and how they told you.", field="agreed_in_words")


def check_decline(because: str, words: str) -> None:
    """A no has a reason that the asker and the family can do something with."""
    if because not in set(Because):
        raise Refusal("because", "Choose why.", field="because")
    if not words.strip():
        raise Refusal("words", "Write a few words for whoever asked: what could they try?", field="words")


def check_outcome(outcome: str, words: str, *, has_begun: bool, is_signpost: bool) -> None:
    """What came of it, in words; help that never began cannot have helped."""
    if outcome not in set(Outcome):
        raise Refusal("outcome", "Choose what came of it.", field="outcome")
    if not has_begun and not is_signpost and outcome in (Outcome.HELPED, Outcome.PARTLY, Outcome.NO_CHANGE):
        raise Refusal("not-begun", "It has not begun yet. Say first when it began.", field="outcome")
    if not words.strip():
        raise Refusal("words", "Write in a few words what came of it.", field="words")


def check_day(day: date, *, not_before: date, today: date) -> None:
    """It began on a day since it was asked for, and not in the future."""
    if day > today:
        raise Refusal("future", "That day is still to come. Enter the day it began.", field="started_on")
    if day < not_before:
        raise Refusal("early", "That is before they were asked.", field="started_on")


def is_sensitive(needs: frozenset[str], *, agency_is_sensitive: bool) -> bool:
    """Whether a request to a service stays with those who asked and the service."""
    return agency_is_sensitive or bool(needs & SENSITIVE_NEEDS)
