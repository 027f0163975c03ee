"""Actions and the review date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from teamaround.agencies.rules import LONGEST_REVIEW_WEEKS
from teamaround.kernel.refusal import Refusal

SOON_DAYS = 7
LONGEST_WHAT = 2_000
LONGEST_PROGRESS = 5_000


class Doing(StrEnum):
    """How an action stands."""

    TO_DO = "to_do"
    DONE = "done"
    NOT_NEEDED = "not_needed"


WORDS = {Doing.TO_DO: "To do", Doing.DONE: "Done", Doing.NOT_NEEDED: "No longer needed"}


class When(StrEnum):
    """How near the day of an action or a review is."""

    SETTLED = "settled"
    LATER = "later"
    SOON = "soon"
    LATE = "late"


WHEN_WORDS = {
    When.SETTLED: "",
    When.LATER: "",
    When.SOON: "Due this week",
    When.LATE: "Was due",
}


@dataclass(frozen=True)
class Planned:
    """An action as somebody would write it down."""

    what: str
    who: str  # a name, when it is somebody in the family or outside the system
    practitioner: int | None  # or somebody who works with them
    by_on: date | None
    goal: int | None = None  # the goal that it serves, if it serves one
    child: int | None = None  # whose need it is, when the team works with several children


def check_action(planned: Planned, *, today: date, is_new: bool = True) -> date:
    """What, who, and by when (which is returned); a new action looks forward."""
    if not planned.what.strip():
        raise Refusal("what", "Say what will be done.", field="what")
    if len(planned.what) > LONGEST_WHAT:
        raise Refusal("what-long", f"Say it in fewer than {LONGEST_WHAT:,} characters.", field="what")
    if planned.practitioner is None and not planned.who.strip():
        raise Refusal("who", "Say who will do it. It can be somebody in the family.", field="who")
    if planned.by_on is None:
        raise Refusal("by-when", "Say by when.", field="by_on")
    if is_new and planned.by_on < today:
        raise Refusal("past", "Choose a day that is still to come.", field="by_on")
    return planned.by_on


def check_progress(was: Doing, becomes: Doing, *, progress: str) -> None:
    """Leaving something undone is fine when somebody says why."""
    if len(progress) > LONGEST_PROGRESS:
        raise Refusal(
            "too-long", f"Say it in fewer than {LONGEST_PROGRESS:,} characters. Nothing is lost yet.",
            field="progress",
        )  # fmt: skip
    if becomes is Doing.NOT_NEEDED and was is not becomes and not progress.strip():
        raise Refusal("why", "Say why it is no longer needed.", field="progress")


def when_due(by_on: date | None, state: Doing, *, today: date) -> When:
    """How near it is, for calm words beside it."""
    if state is not Doing.TO_DO or by_on is None:
        return When.SETTLED if state is not Doing.TO_DO else When.LATER
    if by_on < today:
        return When.LATE
    return When.SOON if by_on <= today + timedelta(days=SOON_DAYS) else When.LATER


def check_review_date(
    review_on: date | None, *, today: date, longest_weeks: int = LONGEST_REVIEW_WEEKS
) -> date:
    """A day to come, and within a year."""
    if review_on is None:
        raise Refusal("review", "Choose a day to look again together.", field="review_on")
    if review_on < today:
        raise Refusal("past", "Choose a day that is still to come.", field="review_on")
    if review_on > today + timedelta(weeks=longest_weeks):
        raise Refusal("far", f"Choose a day within {longest_weeks} weeks.", field="review_on")
    return review_on


def owed_by(actions: Iterable[tuple[int | None, When]]) -> dict[int | None, int]:
    """How many late actions each agency owes: the one that owes is asked, never the lead."""
    owed: dict[int | None, int] = {}
    for agency, when in actions:
        if when is When.LATE:
            owed[agency] = owed.get(agency, 0) + 1
    return owed
