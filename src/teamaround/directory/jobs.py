"""What happens beside the pages: feeds that somebody wants taken in, and reminders of what nobody checked."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import OperationalError

from teamaround.accounts import queries as accounts
from teamaround.accounts.door import acting
from teamaround.accounts.rules import Duty, Viewer, why_no_access
from teamaround.kernel import clock
from teamaround.kernel.refusal import UNFORESEEN, Refusal
from teamaround.rounds.rules import Round
from teamaround.rounds.services import site_address

from . import queries, services
from .rules.reminding import ROUND

logger = logging.getLogger(__name__)
AT_ONCE = timedelta(minutes=1)  # of one source, then others have their turn


def caretaker() -> Viewer:
    """The background itself, which sees what waits and does the work as whoever asked for it."""
    return _by_itself("U-SOURCES", "Taking sources in")


def _by_itself(ref: str, name: str) -> Viewer:
    return Viewer(
        account_id=0, account_ref=ref, name=name, practitioner_id=None, agency_id=0,
        agency_name="This installation", agency_kind="", authority_id=0,
        duties=frozenset({Duty.KEEP_DIRECTORY}), source="background",
    )  # fmt: skip


def is_wanted() -> bool:
    """Whether a source waits to be taken in."""
    with acting(caretaker()):
        return queries.takings_to_do(now=clock.now()).exists()


def work_once() -> bool:
    """Take one source in; False when none waits. What cannot go on says why, and is not tried for ever."""
    with acting(caretaker()):
        taking = queries.takings_to_do(now=clock.now()).first()
    if taking is None:
        return False
    try:
        services.run(taking_id=taking.pk, by=_as(taking.begun_by_id), at_most=AT_ONCE)
    except Refusal as refusal:
        services.give_up(taking_id=taking.pk, because=refusal.sentence, by=caretaker())
    except OperationalError:
        raise
    except Exception as fault:  # its text may hold what a source says, so only its kind is logged
        logger.error("Taking in %s failed: %s", taking.pk, type(fault).__name__)
        services.give_up(taking_id=taking.pk, because=UNFORESEEN, by=caretaker())
    return True


def _as(account_id: int | None) -> Viewer:
    """Whoever asked for it, with the duties that they have today (R24)."""
    if account_id is None:
        return caretaker()
    now = clock.now()
    with acting(caretaker(), now=now):
        account = accounts.with_duties(clock.day_of(now)).get(pk=account_id)
        why = why_no_access(accounts.access_facts(account), today=clock.day_of(now))
        viewer = accounts.viewer_for(account, source="background")
    if why or not viewer.can(Duty.KEEP_DIRECTORY):
        raise Refusal("no-access", "Whoever began this may no longer keep the directory. Begin it anew.")
    return viewer


def forget(*, now: datetime) -> int:
    """Forget organisations that never confirmed their e-mail; returns how many."""
    with acting(caretaker(), now=now):
        return services.forget_unconfirmed(now=now)


def _remind(now: datetime) -> str:
    with acting(_by_itself("U-REMINDERS", "Reminders of the directory"), now=now) as by:
        return services.remind(site=site_address(), by=by, now=now).in_words


REMINDERS = Round(ROUND, _remind)
