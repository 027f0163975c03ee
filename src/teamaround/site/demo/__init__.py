"""The demonstration: an invented county, its people, and how a visitor signs in as one of them."""

from __future__ import annotations

import os
from collections.abc import Callable

from django.db import connection, connections

from teamaround.embedded import Problem
from teamaround.kernel import clock


def make(*, children: int, seed: int, progress: Callable[..., None]) -> None:
    """Make the county once. It is the same for the same number of children, seed and day."""
    from . import cast
    from .county import plan_county
    from .loading import load

    if cast.is_made():
        return
    if cast.is_half_made():
        raise Problem("The demo county here is only half made. Add --fresh to make it anew.")
    now = clock.now()
    county = plan_county(children=children, seed=seed, today=clock.day_of(now))
    cast.begin(name=county.name, seed=seed, children=children, now=now)
    members = load(county, now=now, progress=progress, in_bulk=True, processes=processes())
    learn_what_is_where(progress)
    cast.finish(cast=members, now=clock.now())


def processes() -> int:
    """How many to share the work among; none inside a transaction, which no other process sees."""
    return 0 if connection.in_atomic_block else min(os.cpu_count() or 1, 4)


def learn_what_is_where(progress: Callable[..., None]) -> None:
    """Let the database learn what it holds, so that it chooses good ways from the first search on."""
    if connection.in_atomic_block:
        return
    progress("Learning what is where")
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    connections["owner"].close()
