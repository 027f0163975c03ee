"""What happens by itself: owners are asked when a month opens, reminded, and their manager is told."""

from __future__ import annotations

import logging
from datetime import datetime

from teamaround.accounts.door import opened, work
from teamaround.accounts.guests import letters
from teamaround.accounts.rules import setting_up
from teamaround.design.words import plural
from teamaround.kernel import clock
from teamaround.kernel.refusal import Refusal
from teamaround.kernel.working_days import bank_holidays
from teamaround.rounds.rules import Round
from teamaround.rounds.services import site_address

from .models import Plan
from .queries import asking as queries
from .rules.asking import ROUND, asks_today
from .services.asking import ask

logger = logging.getLogger(__name__)


def ask_owners(now: datetime) -> str:
    """Ask for every plan that wants it, in its keeper's name; returns what came of it, in words.

    Done again on the same day, nobody is written to twice.
    """
    if letters.goes_by_hand():
        return "E-mail is not set up here, so nobody was asked."
    if not asks_today(clock.day_of(now), bank_holidays()):
        return "Nobody is asked today: it is no working day."
    with opened(setting_up()):
        plans = queries.asking_by_itself()
    asked = sum(_asked(plan, site=site_address(), now=now) for plan in plans)
    return f"Owners were written to about {plural(asked, 'action')}."


def _asked(plan: Plan, *, site: str, now: datetime) -> int:
    with opened(setting_up()):
        by = queries.asks_in_the_name_of(plan, today=clock.day_of(now), source="by itself")
    if by is None:
        logger.warning("Nobody is asked about plan %s: who asked keeps plans no more", plan.ref)
        return 0
    try:
        asked = work(
            lambda: ask(ref=plan.ref, site=site, by=by, now=now), viewer=lambda: by, now=now,
            act="command.shown",
        )  # fmt: skip
    except Refusal:  # the month is frozen already
        return 0
    return sum(asked.values())


OWNERS_ASKED = Round(ROUND, ask_owners)
