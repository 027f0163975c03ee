"""What happens by itself: owners are asked when a month opens, reminded, and their manager is told."""

from __future__ import annotations

import logging
from datetime import datetime

from teamaround.accounts.door import opened, work
from teamaround.accounts.guests import letters
from teamaround.accounts.rules import setting_up
from teamaround.kernel import clock
from teamaround.kernel.refusal import Refusal
from teamaround.kernel.working_days import bank_holidays

from .models import Plan
from .queries import asking as queries
from .rules.asking import asks_today
from .services.asking import ask

logger = logging.getLogger(__name__)


def ask_owners(*, now: datetime) -> int:
    """Ask for every plan that wants it, in its keeper's name; returns how many actions were asked about.

    Done again on the same day, nobody is written to twice.
    """
    if letters.goes_by_hand() or not asks_today(clock.day_of(now), bank_holidays()):
        return 0
    with opened(setting_up()):
        plans = queries.asking_by_itself()
    return sum(_asked(plan, now=now) for plan in plans)


def _asked(plan: Plan, *, now: datetime) -> int:
    with opened(setting_up()):
        by = queries.asks_in_the_name_of(plan, today=clock.day_of(now), source="by itself")
    if by is None:
        logger.warning("Nobody is asked about plan %s: who asked keeps plans no more", plan.ref)
        return 0
    try:
        asked = work(
            lambda: ask(ref=plan.ref, site=plan.asks_at, by=by, now=now), viewer=lambda: by, now=now,
            act="command.shown",
        )  # fmt: skip
    except Refusal:  # the month is frozen already
        return 0
    return sum(asked.values())
