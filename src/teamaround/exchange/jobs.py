"""Working on files in the background: previews wanted, imports begun, imports whose worker died.

One process of the site does this, one file at a time. It holds nothing in memory that
matters: killed at any moment, the next one goes on where the last batch ended.
"""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import OperationalError

from teamaround.accounts import queries as accounts
from teamaround.accounts.door import acting
from teamaround.accounts.rules import Duty, Viewer, why_no_access
from teamaround.kernel import clock
from teamaround.kernel.refusal import Refusal

from . import services
from .rules.progress import State
from .services import caretaking

logger = logging.getLogger(__name__)
FORGET_AFTER_DAYS = 30
UNFORESEEN = (
    "Something went wrong that was not foreseen. Tell the administrator, who finds the moment in the log."
)


def is_wanted() -> bool:
    """Whether a file waits to be tried out or taken in and nobody works on it."""
    return caretaking.is_wanted(now=clock.now())


def work_once() -> bool:
    """Do one piece of work; False when there is none. Work that fails is given up with a sentence, not tried for ever."""
    now = clock.now()
    claimed = caretaking.claim(now=now)
    if claimed is None:
        return False
    try:
        _work_on(claimed, viewer_of(claimed.account_id, now=now))
    except Refusal as refusal:
        caretaking.give_up(claimed.ref, because=refusal.sentence, now=clock.now())
    except OperationalError:
        raise
    except Exception as fault:  # its text may hold what a file says, so only its kind is logged
        logger.error("Work on %s failed: %s", claimed.ref, type(fault).__name__)
        caretaking.give_up(claimed.ref, because=UNFORESEEN, now=clock.now())
    return True


def forget_old_files() -> int:
    """Forget files that were taken in long ago; returns how many."""
    return caretaking.forget_old_files(days=FORGET_AFTER_DAYS, now=clock.now())


def let_samples_go() -> int:
    """Let go of links that nobody checked in time; returns how many."""
    return services.let_samples_go(now=clock.now())


def _work_on(claimed: caretaking.Claimed, by: Viewer) -> None:
    if claimed.state is State.MAPPED:
        services.preview(ref=claimed.ref, by=by)
    else:
        services.take_in(ref=claimed.ref, by=by, progress=_nobody_watches)


def _nobody_watches(done: int, rows: int) -> None:
    """Pages read how far a file has come from its import."""


def viewer_of(account_id: int, *, now: datetime) -> Viewer:
    """Whoever began the import, with the duties that they have today; their access may have ended since (R24)."""
    today = clock.day_of(now)
    with acting(caretaking.caretaker(), now=now):
        account = accounts.with_duties(today).get(pk=account_id)
        why = why_no_access(accounts.access_facts(account), today=today)
        viewer = accounts.viewer_for(account, source="background")
    if why or not viewer.can(Duty.IMPORT_FILES):
        raise Refusal(
            "no-access",
            "Whoever sent this file may no longer import files. Somebody else has to send it again.",
        )
    return viewer
