"""What happens by itself: guests are reminded once, a few days before the day for which they were asked."""

from __future__ import annotations

from datetime import datetime

from teamaround.accounts import queries as accounts
from teamaround.accounts.door import opened, work
from teamaround.accounts.rules import setting_up
from teamaround.kernel import clock

from . import guest_queries, services
from .models import Contribution


def remind_guests(*, now: datetime) -> int:
    """Remind in the name of whoever asked; returns how many were written to."""
    with opened(setting_up()):
        waiting = guest_queries.guests_to_remind(today=clock.day_of(now))
    return sum(_remind(part, now=now) for part in waiting)


def _remind(part: Contribution, *, now: datetime) -> bool:
    if part.asked_by_id is None:
        return False
    asker = accounts.with_duties(clock.day_of(now)).get(pk=part.asked_by_id)
    by = accounts.viewer_for(asker, source="by itself")
    return work(
        lambda: services.remind(ref=part.ref, by=by, now=now), viewer=lambda: by, now=now, act="command.shown"
    )
