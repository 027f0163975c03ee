"""Which lists of somebody's home page are worth reading, asked in one go (see `episodes.queries.waiting`)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection

from teamaround.accounts.guests import queries as guests
from teamaround.accounts.rules import Viewer
from teamaround.assessments import waiting as assessments
from teamaround.episodes.queries import waiting as episodes
from teamaround.family import waiting as family
from teamaround.requests import waiting as requests

NETS = {**guests.NETS, **assessments.NETS, **episodes.NETS, **family.NETS, **requests.NETS}
_ALL = f"SELECT {', '.join(NETS.values())}"


def worth_reading(viewer: Viewer, *, today: date, at: datetime) -> frozenset[str]:
    """The names of those lists in which something may stand for this viewer."""
    with connection.cursor() as cursor:
        cursor.execute(
            _ALL,
            {
                "me": viewer.practitioner_id or 0, "account": viewer.account_id,
                "agency": viewer.agency_id, "today": today, "at": at,
            },
        )  # fmt: skip
        found = cursor.fetchone()
    return frozenset(name for name, has in zip(NETS, found, strict=True) if has)
