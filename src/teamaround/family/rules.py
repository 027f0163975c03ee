"""Who of a family may have a page of their own, what it shows of others, and who may change their mind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from teamaround.kernel import clock
from teamaround.kernel.refusal import Refusal
from teamaround.sharing.agreement_rules import Standing

ASKS = "asks you to look at a plan with them, and to say what you think"
LONGEST = 5_000
MOST_A_DAY = 20
MOST_DAYS = 60  # a link is good for so long at most
SHUT = "This is not open now. Talk to whoever sent you the link: they can tell you more."


class About(StrEnum):
    """What somebody of the family speaks about."""

    PLAN = "plan"
    GOAL = "goal"
    MEETING = "meeting"
    GENERAL = "general"
    SHARING = "sharing"  # written by the page when they change their mind


ABOUT_WORDS = {
    About.PLAN: "The plan",
    About.GOAL: "What we want",
    About.MEETING: "When we meet",
    About.GENERAL: "Something else",
    About.SHARING: "Who can see the plan",
}


@dataclass(frozen=True)
class Guest:
    """Whom a page is for, as the rules see them."""

    is_young_person: bool
    is_carer: bool
    has_parental_responsibility: bool


@dataclass(frozen=True)
class Inviting:
    """What is known when somebody of the family is to be invited."""

    guest: Guest
    is_open: bool
    has_agreement: bool
    is_safe: bool
    has_page: bool
    email: str
    emails: frozenset[str]  # of the others who have a page of this child's plan
    until: date | None


def check_inviting(asked: Inviting, *, today: date) -> None:
    """One page for each person, at an address that only they read, once somebody thought whether it is safe."""
    if not asked.is_open:
        raise Refusal("not-open", "This work has ended. Open it again first.")
    if not asked.has_agreement:
        raise Refusal("agreement", "The family’s agreement is not in force. Record it first.")
    if not (asked.guest.is_young_person or asked.guest.is_carer):
        raise Refusal("who", "Choose the young person, or somebody who cares for them now.", field="who")
    if asked.has_page:
        raise Refusal("has-page", "They are invited already. Send them a new link instead.", field="who")
    if asked.email.lower() in asked.emails:
        raise Refusal(
            "same-address", "Somebody else of the family is invited at this address. Each needs their own.",
            field="email",
        )  # fmt: skip
    if not asked.is_safe:
        raise Refusal("safe", "Think first whether it is safe that they see the plan.", field="is_safe")
    check_until(asked.until, today=today)


def check_until(until: date | None, *, today: date) -> None:
    """A day to come, within two months."""
    if until is not None and not today < until <= today + timedelta(days=MOST_DAYS):
        raise Refusal("until", f"Choose a day to come, within {MOST_DAYS} days.", field="until")


def end_of(day: date | None) -> datetime | None:
    """The last minute of a day."""
    return datetime.combine(day, time(23, 59), tzinfo=clock.LONDON) if day is not None else None


def why_closed(*, is_there: bool, has_agreement: bool, has_reach: bool, guest: Guest | None) -> str:
    """Why a page is not open to its guest now; never what another of the family did."""
    belongs = guest is not None and (guest.is_young_person or guest.is_carer)
    return "" if is_there and has_agreement and has_reach and belongs else SHUT


def may_change_mind(guest: Guest, *, given_as: Standing) -> bool:
    """Whoever has parental responsibility, or the young person who gave the agreement in force."""
    if guest.is_young_person:
        return given_as in (Standing.YOUNG_PERSON, Standing.YOUNG_PERSON_16)
    return guest.is_carer and guest.has_parental_responsibility


def check_can_change_mind(guest: Guest, *, given_as: Standing) -> None:
    """Refuse whoever can say what they think, and not decide it here."""
    if not may_change_mind(guest, given_as=given_as):
        raise Refusal("decide", "You cannot change this here. Talk to the person who leads your plan.")


def check_comment(text: str, *, about: str, said_today: int) -> About:
    """Something in words, not too much at once."""
    if about not in set(About) - {About.SHARING}:
        raise Refusal("about", "Choose what it is about.", field="about")
    if not text.strip():
        raise Refusal("text", "Write what you want to say.", field="text")
    if len(text) > LONGEST:
        raise Refusal("long", f"Use fewer than {LONGEST:,} letters. Nothing is lost yet.", field="text")
    if said_today >= MOST_A_DAY:
        raise Refusal("many", "You have said a lot today. Telephone the person who leads your plan.")
    return About(about)


def check_answer(answer: str) -> str:
    """An answer may be blank: then it is marked as read."""
    if len(answer) > LONGEST:
        raise Refusal("long", f"Say it in fewer than {LONGEST:,} characters.", field="answer")
    return answer.strip()


def doer_in_words(
    *, practitioner: str, agency: str, who: str, guest_names: Iterable[str], hides_agency: bool
) -> str:
    """Who does something, without naming another of the family."""
    if practitioner:
        return practitioner if hides_agency or not agency else f"{practitioner}, {agency}"
    own = {name.strip().casefold() for name in guest_names if name.strip()}
    return "You" if who.strip().casefold() in own else "Somebody in your family, or a friend"


def place_in_words(place: str, *, shows_place: bool, is_shielded: bool) -> str:
    """Where a meeting is: only for those who may know it, and never where a child is shielded."""
    return place if shows_place and not is_shielded else ""
