"""What one process of the site does beside the pages: agencies' files, copies of papers, measures, forgetting what is over, daily rounds."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.contrib.sessions.models import Session
from django.db import OperationalError, close_old_connections, connections, transaction

from teamaround.accounts import services as accounts
from teamaround.accounts.guests import letters
from teamaround.assessments import services as assessments
from teamaround.assessments.jobs import remind_guests
from teamaround.committees import jobs as papers
from teamaround.directory import jobs as directory
from teamaround.exchange import jobs as files
from teamaround.improvement import jobs as improvement
from teamaround.kernel import clock
from teamaround.rounds import services as rounds

from .children import run_to_end
from .daily import ROUNDS

EVERY, TIDY_EVERY = 1.0, 60.0  # seconds
BESIDE_THE_PAGES = tuple((each.is_wanted, each.work_once) for each in (files, directory, papers, improvement))


def work_until_stopped() -> None:
    """Work for as long as this process lives; waits out a database that is away."""
    tidied = 0.0
    while True:
        busy = False
        try:
            for is_wanted, work_once in BESIDE_THE_PAGES:
                busy = (is_wanted() and _in_a_process_of_its_own(partial(_to_the_end, work_once))) or busy
            if time.monotonic() - tidied > TIDY_EVERY:
                tidy(now=clock.now())
                files.forget_old_files()
                files.let_samples_go()
                papers.forget()
                remind_guests(now=clock.now())
                letters.send_waiting(now=clock.now())
                if rounds.due(ROUNDS, now=clock.now()):
                    _in_a_process_of_its_own(_go_rounds)
                tidied = time.monotonic()
        except OperationalError:
            close_old_connections()
        if not busy:
            time.sleep(EVERY)


def _in_a_process_of_its_own(work: Callable[[], None]) -> bool:
    """A large file takes much memory, which goes with the process that read it."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()
    return run_to_end(work)


def _to_the_end(work_once: Callable[[], bool]) -> None:
    while work_once():
        pass


def _go_rounds() -> None:
    rounds.go(ROUNDS, now=clock.now())


@transaction.atomic
def tidy(*, now: datetime) -> int:
    """Forget answered forms after a day, letters after a month, and what has run out; returns how many.

    Sessions run out, and so do practitioners' own checklists.
    """
    ended = Session.objects.filter(expire_date__lt=now).delete()[0]
    return (
        accounts.forget_answers(now=now)
        + letters.forget(now=now)
        + assessments.forget_checklists(now=now)
        + directory.forget(now=now)
        + rounds.forget(now=now)
        + ended
    )
