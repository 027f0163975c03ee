"""Somebody without an account contributes: what must be known before they are asked, and when to remind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from teamaround.assessments.rules.contributing import ContributionState, Step, check_can_step
from teamaround.assessments.rules.states import OPEN, State
from teamaround.kernel import clock
from teamaround.kernel.refusal import Refusal

REMIND_DAYS = 3  # before the day for which a part was asked
AFTER_DAYS = 7  # a link still opens so long after that day
ASKS = "asks you to write down what you know, to help a child and their family"


def check_can_ask_guest(
    *, state: State, email: str, asked: Iterable[str], due: date | None, today: date
) -> None:
    """Somebody who is not asked already, while the assessment is open, for a day still to come."""
    if state not in OPEN:
        raise Refusal("not-open", "This assessment is no longer open. Open it again first.")
    if email.lower() in {one.lower() for one in asked}:
        raise Refusal(
            "asked-already", "This person has been asked already. See who contributes.", field="email"
        )
    if due is not None and due < today:
        raise Refusal("past", "Choose a day that is still to come.", field="due_on")


def check_agreed(*, has_agreement: bool, family_agrees: bool, in_words: str) -> None:
    """The family agreed to the assessment, and to this person: who said so, and how (R11)."""
    if not has_agreement:
        raise Refusal("agreement", "Record the family's agreement to take part before you ask others.")
    if not family_agrees:
        raise Refusal(
            "not-agreed", "Ask the family first whether this person may take part.", field="family_agrees"
        )
    if not in_words.strip():
        raise Refusal("agreed-how", "Write who agreed, and how they told you.", field="agreed_in_words")


def asked_again(part: ContributionState) -> ContributionState:
    """Where a part stands when its link is sent anew: what was given or declined is asked for again."""
    if part is ContributionState.ASKED:
        return part
    return check_can_step(part, Step.ASK_AGAIN)


def link_until(due: date | None) -> datetime | None:
    """Until when a link is wanted: a week beyond the day for which the part was asked."""
    if due is None:
        return None
    return datetime.combine(due + timedelta(days=AFTER_DAYS), time(23, 59), tzinfo=clock.LONDON)


def is_soon(due: date | None, *, today: date) -> bool:
    """Whether the day is near enough for a calm word, or past."""
    return due is not None and today >= due - timedelta(days=REMIND_DAYS)


def is_to_remind(due: date | None, *, asked_on: date, reminded_on: date | None, today: date) -> bool:
    """Once, in the last days before the day; not somebody who was asked in those days."""
    if due is None or reminded_on is not None or today > due:
        return False
    return is_soon(due, today=today) and not is_soon(due, today=asked_on)


def why_closed(*, state: State, part: ContributionState, has_agreement: bool, has_reach: bool) -> str:
    """Why a part is not open to its guest now; empty while it is."""
    if not (has_agreement and has_reach):
        return "The family has changed what may be shared, so this is closed. Thank you for your help."
    if state not in OPEN:
        return "This is finished, so there is nothing more to write. Thank you for your help."
    if part is ContributionState.DECLINED:
        return "There is nothing more to write here. Thank you for telling us."
    return ""
