"""Making copies of papers beside the pages: one at a time, those for which somebody waits first."""

from __future__ import annotations

import logging

from django.db import OperationalError

from teamaround.design.pdf import NotMade
from teamaround.kernel import clock
from teamaround.kernel.refusal import UNFORESEEN

from .making import public_copy, whole_copy
from .models import PublishedCopy
from .queries import copies as queries
from .rules.copies import Form
from .services import copies as services

logger = logging.getLogger(__name__)


def is_wanted() -> bool:
    """Whether a copy waits to be made."""
    return queries.whole_wanted().exists() or queries.published_wanted().exists()


def work_once() -> bool:
    """Make one copy; False when none waits. What cannot be made says why, and is not tried for ever."""
    row = queries.whole_wanted().first() or queries.published_wanted().first()
    if row is None:
        return False
    if not services.begin(row):
        return True
    try:
        services.keep(row, _made(row), now=clock.now())
    except NotMade as failure:
        services.give_up(row, because=failure.sentence)
    except OperationalError:
        raise
    except Exception as fault:  # its text may hold words of the paper, so only its kind is logged
        logger.error("Copy %s failed: %s", row.pk, type(fault).__name__)
        services.give_up(row, because=UNFORESEEN)
    return True


def forget() -> int:
    """Forget copies of drafts after a day."""
    return services.forget_whole(now=clock.now())


def _made(row: services.Row) -> bytes:
    if isinstance(row, PublishedCopy):
        return public_copy(row.publication, Form(row.form))
    return whole_copy(row.version, Form(row.form), on=clock.day_of(row.wanted_at))
