"""Going the rounds: each once a day, whoever else serves the same database."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import OperationalError
from django.db.models import F, Q

from teamaround.kernel import clock
from teamaround.kernel.refusal import UNFORESEEN, Refusal

from .models import Gone
from .rules import AGAIN_AFTER, KEPT, LOST_AFTER, MOST_TRIES, Round, has_begun

logger = logging.getLogger(__name__)


def due(rounds: Iterable[Round], *, now: datetime) -> list[Round]:
    """Those that are to be gone now, as far as can be told without beginning one."""
    today = clock.day_of(now)
    done = set(Gone.objects.filter(on=today).exclude(_open(now)).values_list("name", flat=True))
    return [each for each in rounds if has_begun(each, now=now) and each.name not in done]


def go(rounds: Iterable[Round], *, now: datetime) -> int:
    """Go those that are due, one after the other; returns how many. One that fails does not keep the others."""
    return sum(_gone(each, now=now) for each in due(rounds, now=now))


def _open(now: datetime) -> Q:
    """Not begun, failed some time ago, or lost while it was gone."""
    return Q(tries=0) | Q(tries__lt=MOST_TRIES) & (
        Q(failed=True, begun_at__lt=now - AGAIN_AFTER)
        | Q(ended_at__isnull=True, begun_at__lt=now - LOST_AFTER)
    )


def _gone(round_: Round, *, now: datetime) -> bool:
    row = _begun(round_.name, now)
    if row is None:
        return False
    failed, said = _went(round_, now)
    Gone.objects.filter(pk=row.pk).update(ended_at=clock.now(), failed=failed, said=said)
    return True


def _begun(name: str, now: datetime) -> Gone | None:
    """The row of today, if nobody else has it in hand: of several who ask, the database lets one change it."""
    today = clock.day_of(now)
    Gone.objects.bulk_create([Gone(name=name, on=today)], ignore_conflicts=True)
    rows = Gone.objects.filter(name=name, on=today)
    begun = rows.filter(_open(now)).update(
        tries=F("tries") + 1, begun_at=now, ended_at=None, failed=False, said=""
    )
    return rows.get() if begun else None


def _went(round_: Round, now: datetime) -> tuple[bool, str]:
    """Whether it failed, and what came of it."""
    try:
        return False, round_.go(now)
    except Refusal as refusal:
        return True, refusal.sentence
    except OperationalError:
        raise
    except Exception as fault:  # its text may hold somebody's words, so only its kind is logged
        logger.error("The round %s failed: %s", round_.name, type(fault).__name__)
        return True, UNFORESEEN


def forget(*, now: datetime) -> int:
    """Forget the rounds of more than a year ago; returns how many."""
    return Gone.objects.filter(on__lt=clock.day_of(now - KEPT)).delete()[0]


def site_address() -> str:
    """Where the site is, for links in letters that no page sends; Refusal where its settings do not tell."""
    if not settings.ADDRESS:
        raise Refusal(
            "site",
            "Say where the site is, so that links in letters work: set TEAMAROUND_ADDRESS, such as https://help.example.org.",
        )
    return str(settings.ADDRESS)
