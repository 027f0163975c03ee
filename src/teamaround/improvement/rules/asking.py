"""Asking owners by link: what the letter says, how long the link is good, and on which days the site asks by itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from teamaround.facts.rules.periods import month_end
from teamaround.kernel.working_days import DaysOff, is_working_day

ROUND = "improvement.ask"  # what is done once a day by itself
ASKS = "asks you to say how your actions of a plan stand this month"
SEES = "You see only the actions that are asked of you, with what was said of them."
FROZEN = (
    "This month has been written down for good, so nothing more can be said of it here. "
    "What you said is kept. If something must be put right, tell whoever asked you."
)
OVER = "There is nothing more to say here. Thank you."
MANAGER = "Somebody whom you manage was asked twice how these actions stand, and has not said yet:"
DAYS_AFTER_MONTH = 14


def last_day(month: date) -> date:
    """The day on which the link of a month runs out: a fortnight after the month's end, if it is not frozen before."""
    return month_end(month) + timedelta(days=DAYS_AFTER_MONTH)


def called(name: str, *, posts: Iterable[str], role: str) -> str:
    """An owner under the post for which they answer, or else their role: so the audit names them."""
    under = ", ".join(dict.fromkeys(filter(None, posts))) or role
    return f"{name}, {under}" if under else name


def listed(actions: Sequence[str], *, month: str, is_reminder: bool, sign_in_at: str) -> str:
    """What the letter with the link says beside it: which actions, and that one may sign in instead."""
    silence = "Nothing has been said of them yet this month. " if is_reminder else ""
    lines = "\n".join(f"- {each}" for each in actions)
    instead = f"You have an account, so you can sign in instead:\n\n{sign_in_at}\n\n" if sign_in_at else ""
    return f"{silence}Please say how these stand in {month}:\n\n{lines}\n\n{instead}"


def asks_today(today: date, days_off: DaysOff) -> bool:
    """Whether the site asks by itself on a day: letters go on working days."""
    return is_working_day(today, days_off)
