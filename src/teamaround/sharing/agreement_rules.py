"""Agreement to take part: who may give it, and what makes a record of it sound (R11, R12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from teamaround.kernel.refusal import Refusal


class Standing(StrEnum):
    """In what standing somebody gives agreement."""

    PARENTAL_RESPONSIBILITY = "parental-responsibility"
    YOUNG_PERSON = "young-person"
    YOUNG_PERSON_16 = "young-person-16"


class How(StrEnum):
    """How agreement was given."""

    SPOKEN = "spoken"
    WITNESSED = "witnessed"
    DRAWN = "drawn"
    TYPED = "typed"
    SIGNED = "signed"


STANDING_WORDS = {
    Standing.PARENTAL_RESPONSIBILITY: "a person with parental responsibility",
    Standing.YOUNG_PERSON: "the young person, who understands this decision (Gillick)",
    Standing.YOUNG_PERSON_16: "the young person, who is 16 or 17",
}
HOW_WORDS = {
    How.SPOKEN: "spoken",
    How.WITNESSED: "spoken, with a witness",
    How.DRAWN: "signed on this screen, with a finger, a pen or a mouse",
    How.TYPED: "signed on this screen, by typing the name",
    How.SIGNED: "signed on paper",
}


class Instead(StrEnum):
    """What was done when a family said no."""

    SIGNPOSTED = "signposted"
    OWN_SERVICE = "own-service"
    NO_NAMES = "no-names"
    SAFEGUARDING = "safeguarding"
    NOTHING = "nothing"


INSTEAD_WORDS = {
    Instead.SIGNPOSTED: "We told them where else they can find help",
    Instead.OWN_SERVICE: "We go on helping them ourselves, as before",
    Instead.NO_NAMES: "We talked it over with somebody without naming them",
    Instead.SAFEGUARDING: "We fear that a child is being hurt, and have told the front door",
    Instead.NOTHING: "Nothing more is needed now",
}
ASK_SOON_DAYS = 14  # so long before the day is somebody reminded to ask the family again


@dataclass(frozen=True)
class DeclinedFacts:
    """A family's no, as it is recorded: by whom, when, and what was done instead."""

    said_on: date
    said_by: str
    instead: str
    note: str = ""


def check_declined(facts: DeclinedFacts, *, today: date) -> None:
    """Nobody has to say why; who said no, when, and what help there is instead are kept."""
    if facts.said_on > today:
        raise Refusal("future", "That day is still to come. Enter the day they said no.", field="said_on")
    if not facts.said_by.strip():
        raise Refusal("nobody", "Enter the name of the person who said no.", field="said_by")
    if facts.instead not in set(Instead):
        raise Refusal("instead", "Choose what you did instead.", field="instead")


@dataclass(frozen=True)
class AgreementFacts:
    """What is known of an agreement when it is recorded or corrected."""

    given_on: date
    given_by: str
    standing: Standing
    competence_reason: str
    age: int | None
    has_parental_responsibility: bool
    may_store: bool
    may_share: bool
    agencies: frozenset[int]


def check_agreement(facts: AgreementFacts, *, today: date) -> None:
    """Refuse an agreement that could not have been given as written."""
    if facts.given_on > today:
        raise Refusal(
            "future", "The date of the agreement is in the future. Enter the day it was given.",
            field="given_on",
        )  # fmt: skip
    if not facts.given_by.strip():
        raise Refusal("nobody", "Enter the name of the person who agreed.", field="given_by")
    check_standing(facts)
    if not facts.may_store:
        raise Refusal(
            "not-stored",
            "Without agreement to keep it, nothing can be written down. Offer signposting instead: "
            "nobody loses a service by saying no.",
            field="may_store",
        )
    if facts.may_share and not facts.agencies:
        raise Refusal("no-scope", "Choose the services that it may be shared with.", field="agencies")


class Giver(Protocol):
    """Who agrees to something, and in what standing."""

    @property
    def standing(self) -> Standing: ...
    @property
    def competence_reason(self) -> str: ...
    @property
    def age(self) -> int | None: ...
    @property
    def has_parental_responsibility(self) -> bool: ...


def check_standing(facts: Giver) -> None:
    """Refuse somebody who cannot agree in the standing that is given (R12)."""
    if facts.standing is Standing.PARENTAL_RESPONSIBILITY and not facts.has_parental_responsibility:
        raise Refusal(
            "no-parental-responsibility",
            "Nobody with that name is recorded as having parental responsibility. "
            "Choose a person who has it, or record it first.",
            field="given_by",
        )
    if facts.standing is Standing.YOUNG_PERSON and not facts.competence_reason.strip():
        raise Refusal(
            "competence",
            "Write how the young person understands this decision: its nature, purpose, "
            "consequences and alternatives.",
            field="competence_reason",
        )
    if facts.standing is Standing.YOUNG_PERSON_16 and (facts.age is None or facts.age < 16):
        raise Refusal(
            "not-16",
            "The young person is not 16 yet. Choose the standing for a young person who "
            "understands this decision, and say how.",
            field="standing",
        )
