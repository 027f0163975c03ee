"""What one process of the site does beside the pages: agencies' files, and forgetting what is over."""

from __future__ import annotations

import time
from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import OperationalError, close_old_connections, transaction

from teamaround.accounts import services as accounts
from teamaround.exchange.jobs import forget_old_files, work_once
from teamaround.kernel import clock

EVERY, TIDY_EVERY = 1.0, 60.0  # seconds


def work_until_stopped() -> None:
    """Work for as long as this process lives; waits out a database that is away."""
    tidied = 0.0
    while True:
        busy = False
        try:
            busy = work_once()
            if time.monotonic() - tidied > TIDY_EVERY:
                tidy(now=clock.now())
                forget_old_files()
                tidied = time.monotonic()
        except OperationalError:
            close_old_connections()
        if not busy:
            time.sleep(EVERY)


@transaction.atomic
def tidy(*, now: datetime) -> int:
    """Forget answered forms after a day, and sessions that have run out; returns how many."""
    ended = Session.objects.filter(expire_date__lt=now).delete()[0]
    return accounts.forget_answers(now=now) + ended
