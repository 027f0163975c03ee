"""Consent for a sensitive service being recorded: apart from agreement to take part (R9).

The lawful ground for the pointer is the young person's consent, or reasonable cause to suspect
significant harm (SI 2007/2182, regulation 11(3)). Withdrawn, the pointer is hidden at that moment.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from teamaround.kernel.refusal import Refusal
from teamaround.sharing.agreement_rules import HOW_WORDS, How, Standing, check_standing

CONSENT = "consent"
WAYS = (How.SPOKEN, How.SIGNED)
WAY_WORDS = {How.SPOKEN: HOW_WORDS[How.SPOKEN], How.SIGNED: "signed on paper, which the service keeps"}


@dataclass(frozen=True)
class ConsentFacts:
    """Who consents to a sensitive service being recorded, in what standing, how and when."""

    given_by: str
    standing: Standing
    how: How
    given_on: date
    competence_reason: str = ""
    support: str = ""
    age: int | None = None
    has_parental_responsibility: bool = False


def check_consent(facts: ConsentFacts, *, today: date) -> None:
    """Refuse a consent that could not have been given as written."""
    if not facts.given_by.strip():
        raise Refusal("nobody", "Enter the name of the person who consents.", field="given_by")
    if facts.given_on > today:
        raise Refusal("future", "That day is still to come. Enter the day it was given.", field="given_on")
    if facts.how not in WAYS:
        raise Refusal("how", "Choose how it was given.", field="how")
    check_standing(facts)
    if facts.standing is Standing.YOUNG_PERSON and not facts.support.strip():
        raise Refusal(
            "support", "Write what helped them to decide, or that they needed nothing.", field="support"
        )


def check_can_withdraw(*, basis: str, is_withdrawn: bool) -> None:
    """Only consent that stands is withdrawn."""
    if basis != CONSENT:
        raise Refusal(
            "other-basis",
            "This is recorded because of suspected harm, not by consent. End it if it should not be there.",
        )
    if is_withdrawn:
        raise Refusal("withdrawn", "This consent has been withdrawn already.")
