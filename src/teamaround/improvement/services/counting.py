"""Wanting a measure of an action, which is counted beside the pages: how far it is, trying again, leaving it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.facts.services import Known
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import UNFORESEEN, NotVisible, Refusal

from ..models import Measured, WantedMeasure
from . import measuring
from .planning import locked, locked_action

MOST_TRIES = 3


@transaction.atomic
def want(
    *, ref: str, measure: str, over: str, by: Viewer, now: datetime, where: str = ""
) -> WantedMeasure:  # fmt: skip
    """Want an action to be measured; the background counts, and then it is."""
    row = locked_action(ref, by=by)
    locked(row.plan.ref, by=by)
    measuring.check_new(row, measure, where)
    if WantedMeasure.objects.filter(action=row, measure=measure, where=where).exists():
        raise Refusal("wanted", "That is being counted already.", field="measure")
    days = measuring.to_count(measuring.starts_on(row, now), over, today=clock.day_of(now))
    made = WantedMeasure.objects.create(
        ref=new_ref("MD"), action=row, measure=measure, where=where, over=over, many=len(days),
        by_id=by.account_id or None, at=now,
    )  # fmt: skip
    record("improvement.measure_wanted", by=by, at=now, about=ref, said=measure)
    return made


def begin(row: WantedMeasure) -> bool:
    """Note that it is being counted; one over which the background has ended several times is given up."""
    row.tries, row.counted = row.tries + 1, 0
    row.failed = UNFORESEEN if row.tries > MOST_TRIES else ""
    row.save(update_fields=["tries", "counted", "failed"])
    return not row.failed


def note(row: WantedMeasure, *, counted: int) -> None:
    """Note how far it is."""
    WantedMeasure.objects.filter(pk=row.pk).update(counted=counted)


@transaction.atomic
def finish(row: WantedMeasure, known: Known, *, by: Viewer, now: datetime) -> Measured | None:
    """Let the action be measured by what was counted; None when somebody left it meanwhile."""
    if not WantedMeasure.objects.filter(pk=row.pk).delete()[0]:
        return None
    return measuring.measure(
        ref=row.action.ref, measure=row.measure, over=row.over, where=row.where, by=by, now=now, known=known
    )


def give_up(row: WantedMeasure, *, because: str) -> None:
    """Note why it does not go on."""
    WantedMeasure.objects.filter(pk=row.pk).update(failed=because)


@transaction.atomic
def try_again(*, ref: str, by: Viewer, now: datetime) -> None:
    """Count what did not go on once more, in the name of whoever asks."""
    row = _locked(ref, by=by)
    row.tries, row.counted, row.failed, row.by_id = 0, 0, "", by.account_id or None
    row.save(update_fields=["tries", "counted", "failed", "by"])
    record("improvement.measure_wanted", by=by, at=now, about=row.action.ref, said=row.measure)


@transaction.atomic
def leave(*, ref: str, by: Viewer, now: datetime) -> None:
    """Want it no more."""
    row = _locked(ref, by=by)
    row.delete()
    record("improvement.measure_left", by=by, at=now, about=row.action.ref, said=row.measure)


def _locked(ref: str, *, by: Viewer) -> WantedMeasure:
    row = WantedMeasure.objects.select_related("action__plan").filter(ref=ref).first()
    if row is None:
        raise NotVisible
    locked(row.action.plan.ref, by=by)
    return row
