"""What happens beside the pages: owners are asked when a month opens, and measures of actions are counted."""

from __future__ import annotations

import logging
from datetime import date, datetime

from django.db import OperationalError

from teamaround.accounts.door import opened, work
from teamaround.accounts.guests import letters
from teamaround.accounts.rules import Viewer, setting_up
from teamaround.design.words import plural
from teamaround.facts import services as facts
from teamaround.facts.rules.counting import Counted
from teamaround.kernel import clock
from teamaround.kernel.refusal import UNFORESEEN, NotVisible, Refusal
from teamaround.kernel.working_days import bank_holidays
from teamaround.rounds.rules import Round
from teamaround.rounds.services import site_address

from .models import Plan, WantedMeasure
from .queries import asking as queries
from .queries import measuring
from .rules.asking import ROUND, asks_today
from .services import counting
from .services.asking import ask
from .services.measuring import starts_on, to_count

logger = logging.getLogger(__name__)
KEEPS_NO_MORE = "Whoever chose it keeps plans no more. Try it again in your own name."


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


def is_wanted() -> bool:
    """Whether a measure waits to be counted."""
    return measuring.to_be_counted().exists()


def work_once() -> bool:
    """Count one measure of an action; False when none waits. What cannot go on says why, and is not tried for ever.

    Each answer is counted by itself, so that somebody can see how far it is; all are written down at once at the end,
    because what is small may hide what stands beside it.
    """
    row = measuring.to_be_counted().first()
    if row is None:
        return False
    if not counting.begin(row):
        return True
    try:
        _counted(row)
    except (Refusal, NotVisible) as refusal:
        counting.give_up(row, because=getattr(refusal, "sentence", KEEPS_NO_MORE))
    except OperationalError:
        raise
    except Exception as fault:  # its text may hold what was counted, so only its kind is logged
        logger.error("Counting %s failed: %s", row.ref, type(fault).__name__)
        counting.give_up(row, because=UNFORESEEN)
    return True


def _counted(row: WantedMeasure) -> None:
    by, now = _whoever_chose(row), clock.now()
    known: dict[tuple[date, str], Counted] = {}
    begins = starts_on(row.action, now)
    for as_at, over in to_count(begins, row.over, today=clock.day_of(now)):
        with opened(by):
            parameters = {"over": over, "where": row.where}
            known[as_at, over] = facts.count(row.measure, parameters=parameters, as_at=as_at, by=by, at=now)
        counting.note(row, counted=len(known))
    work(
        lambda: counting.finish(row, known, by=by, now=clock.now()), viewer=lambda: by, now=now, act="command.shown"
    )  # fmt: skip


def _whoever_chose(row: WantedMeasure) -> Viewer:
    with opened(setting_up()):
        found = queries.keeper(
            row.action.plan, row.by_id, today=clock.day_of(clock.now()), source="by itself"
        )
    if found is None:
        raise Refusal("keeper", KEEPS_NO_MORE)
    return found


OWNERS_ASKED = Round(ROUND, ask_owners)
