"""Copies of papers: wanting them, and keeping what was made of them in the background."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.refusal import UNFORESEEN

from ..models import PaperVersion, Publication, PublishedCopy, WholeCopy
from ..queries import papers as queries
from ..rules.copies import MOST_TRIES, Form

KEPT = timedelta(days=1)
AFRESH = {"content": None, "failed": "", "tries": 0, "made_at": None}


def want_published(made: Publication, *, now: datetime) -> None:
    """Want every copy of a publication, and those of the ones before it again: it may withhold what they had."""
    before = PublishedCopy.objects.filter(publication__paper=made.paper_id)
    before.update(**AFRESH, wanted_at=now)
    PublishedCopy.objects.bulk_create(
        PublishedCopy(publication=made, form=form, wanted_at=now) for form in Form
    )


@transaction.atomic
def want_whole(*, ref: str, by: Viewer, now: datetime) -> PaperVersion:
    """Want the copies of a paper as it is now, with everything in it; one that failed is tried again."""
    paper = queries.paper(by, ref, on=clock.day_of(now))
    row = queries.whole(paper).row
    WholeCopy.objects.filter(version=row).exclude(failed="").update(**AFRESH, wanted_at=now)
    wanted = [WholeCopy(version=row, form=form, wanted_at=now) for form in Form]
    WholeCopy.objects.bulk_create(wanted, ignore_conflicts=True)
    record("committees.copies_wanted", by=by, at=now, about=ref, said=f"version {row.number}")
    return row


Row = PublishedCopy | WholeCopy


def begin(row: Row) -> bool:
    """Note that it is being made; one over which the background has ended several times is given up."""
    row.tries += 1
    if row.tries > MOST_TRIES:
        row.failed = UNFORESEEN
    _rows(row).update(tries=row.tries, failed=row.failed)
    return not row.failed


def keep(row: Row, content: bytes, *, now: datetime) -> None:
    """Keep what was made, unless it is wanted afresh by now."""
    _rows(row).update(content=content, made_at=now)


def give_up(row: Row, *, because: str) -> None:
    """Note why it cannot be made."""
    _rows(row).update(failed=because)


def _rows(row: Row) -> QuerySet[Any]:
    """The row while nobody wants it afresh."""
    return type(row).objects.filter(pk=row.pk, wanted_at=row.wanted_at)


def forget_whole(*, now: datetime) -> int:
    """Forget copies of drafts after a day: what is exempt is kept in as few places as can be."""
    return WholeCopy.objects.filter(wanted_at__lt=now - KEPT).delete()[0]
