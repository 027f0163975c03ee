"""When somebody has waited too long, and what can be done about it: calm words for the asker, and a day for the service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from teamaround.kernel import ages
from teamaround.kernel.working_days import DaysOff, add_working_days

from .states import State

ANSWER_DAYS = 5  # working days in which a service answers
BEGIN_AFTER = timedelta(weeks=6)  # where nobody said when it begins
ASK_AFTER = timedelta(weeks=12)  # help that goes on: how is it?
SIGNPOST_AFTER = timedelta(weeks=4)


@dataclass(frozen=True)
class Standing:
    """The dates of a request."""

    state: State
    asked_on: date
    answer_by: date | None = None
    answered_on: date | None = None
    begins_on: date | None = None
    started_on: date | None = None


@dataclass(frozen=True)
class Waiting:
    """What has taken long, and what to do about it."""

    sentence: str
    remedy: str


def answer_by(asked_on: date, days_off: DaysOff) -> date:
    """By when a service is to answer."""
    return add_working_days(asked_on, ANSWER_DAYS, days_off)


def waits_since(told: Standing) -> date | None:
    """From which day on the wait at this state is long; None where nobody waits."""
    if told.state is State.ASKED:
        return told.answer_by
    if told.state is State.ACCEPTED:
        return told.begins_on or (told.answered_on and told.answered_on + BEGIN_AFTER)
    if told.state is State.STARTED:
        return told.started_on and told.started_on + ASK_AFTER
    if told.state is State.SIGNPOSTED:
        return told.asked_on + SIGNPOST_AFTER
    return None


def too_long(told: Standing, *, today: date) -> Waiting | None:
    """What the asker is told when it takes too long; None while it does not."""
    since = waits_since(told)
    if since is None or today <= since:
        return None
    asked = ages.in_words(told.asked_on)
    return {
        State.ASKED: Waiting(
            f"They have not answered. You asked on {asked}.",
            "Ring them. If they cannot say, take the request back and ask another service.",
        ),
        State.ACCEPTED: Waiting(
            f"They said yes, and it was to begin by {ages.in_words(since)}.",
            "Ask them when it begins, and tell the family. If that is too late for them, ask another service too.",
        ),
        State.STARTED: Waiting(
            f"It began on {ages.in_words(told.started_on or since)}, and nobody has said how it goes.",
            "Ask the family and the service. Write what came of it when it is over.",
        ),
        State.SIGNPOSTED: Waiting(
            f"You told the family about it on {asked}.",
            "Ask them whether they went, and write what came of it.",
        ),
    }[told.state]
