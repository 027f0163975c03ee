"""Access that has just run out or soon will: what an administrator looks after before somebody stands outside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from . import queries
from .models import Account

AHEAD, BEHIND = timedelta(days=30), timedelta(days=30)


@dataclass(frozen=True)
class Lapse:
    """One account, the day on which its access ends or ended, and what ends it."""

    ref: str
    name: str
    agency: str
    on: date
    what: str


def lapsing(authority_id: int, *, today: date) -> list[Lapse]:
    """Accounts of an authority that somebody should see to, those that ended longest ago first.

    An account that an administrator ended is settled: only the month after it is shown, and
    what else has run out of it no longer matters.
    """
    near = (today - BEHIND, today + AHEAD)
    dates = Q(training_until__range=near) | Q(vetted_until__range=near) | Q(ends_on__range=near)
    posts = Q(practitioner__ended_on__range=near) | Q(agency__ended_on__range=near)
    rows = (
        queries.managers_list(authority_id=authority_id)
        .filter(dates | posts, is_active=True, is_service_account=False)
        .exclude(ends_on__lt=near[0])
    )
    found = (_first(row, near) for row in rows)
    return sorted(found, key=lambda lapse: (lapse.on, lapse.name))


def _first(row: Account, near: tuple[date, date]) -> Lapse:
    """What ends this account's access first."""
    post, agency = row.practitioner, row.agency
    ends = (
        (row.ends_on, "account"),
        (post.ended_on if post else None, "post"),
        (agency.ended_on, "agency’s part in the partnership"),
        (row.training_until, "training"),
        (row.vetted_until, "DBS check"),
    )
    on, what = min((on, what) for on, what in ends if on is not None and near[0] <= on <= near[1])
    return Lapse(row.ref, row.name, agency.name, on, what)
