"""Measuring what an action changes: its baseline fixed beforehand, and a fact of each month that is frozen."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.facts import queries as fact_queries
from teamaround.facts import services as facts
from teamaround.facts.rules.periods import month_end, month_ends_before
from teamaround.facts.services import Known
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal

from ..models import Action, Baseline, Beginning, Measured, Plan, PlanMove, Reading
from ..rules import impact
from ..rules.impact import HISTORY
from ..rules.months import month_of
from ..rules.planning import Stage, content_from
from .planning import locked, locked_action


@transaction.atomic
def measure(
    *, ref: str, measure: str, over: str, by: Viewer, now: datetime, where: str = "", known: Known | None = None
) -> Measured:  # fmt: skip
    """Let an action be measured by what the product counts: two years of months and the baseline are taken at once.

    In a large area counting takes long: then it is wanted first (see `counting`), and `known` are the answers.

    The baseline lies before the action's first day, whenever this is said; when it was said stands beside it.
    """
    row = locked_action(ref, by=by)
    locked(row.plan.ref, by=by)
    check_new(row, measure, where)
    made = Measured.objects.create(
        ref=new_ref("MD"), action=row, measure=measure, where=where, starts_on=starts_on(row, now),
        by_id=by.account_id or None, at=now,
    )  # fmt: skip
    _take_baseline(made, over, because="", by=by, now=now, known=known)
    _take_history(made, by=by, now=now, known=known)
    record("improvement.measured", by=by, at=now, about=ref, said=measure)
    return made


def check_new(row: Action, measure: str, where: str) -> None:
    """Refuse to measure an action by the same twice, or by what nobody counts."""
    fact_queries.measure(measure)
    if Measured.objects.filter(action=row, measure=measure, where=where).exists():
        raise Refusal("measured", "The action is measured by that already.", field="measure")


def starts_on(row: Action, now: datetime) -> date:
    """The day that the action names; else the day on which its plan was agreed; else today."""
    named = content_from(row.content).starts_on
    if named is not None:
        return named
    agreed = PlanMove.objects.filter(plan=row.plan, to=Stage.AGREED).order_by("at").first()
    return clock.day_of(agreed.at if agreed else now)


def to_count(begins: date, over: str, *, today: date) -> list[tuple[date, str]]:
    """The days as at which is counted, and over which time: the baseline, then each month by itself.

    The baseline lies before the action's first day, or before today while that is to come.
    """
    return [(_baseline_at(begins, today), over), *((end, impact.MONTH) for end in _ends(begins, today))]


def _baseline_at(begins: date, today: date) -> date:
    (as_at,) = month_ends_before(min(begins, today), 1)
    return as_at


def _ends(begins: date, today: date) -> list[date]:
    """The months before, and those since the action began that are over."""
    before = month_ends_before(min(begins, today), HISTORY)
    return [*before, *(end for end in month_ends_before(today, HISTORY) if end > before[-1])]


def _take_baseline(
    made: Measured, over: str, *, because: str, by: Viewer, now: datetime, known: Known | None = None
) -> Baseline:
    as_at = _baseline_at(made.starts_on, clock.day_of(now))
    fact = facts.take(
        made.measure, parameters={"over": over, "where": made.where}, as_at=as_at, by=by, at=now, known=known
    )
    return Baseline.objects.create(
        measured=made, fact_id=fact.ref, over=over, because=because.strip(), by_id=by.account_id or None,
        by_name=by.name, at=now,
    )  # fmt: skip


def _take_history(made: Measured, *, by: Viewer, now: datetime, known: Known | None) -> None:
    ends = _ends(made.starts_on, clock.day_of(now))
    taken = facts.take_months(made.measure, where=made.where, ends=ends, by=by, at=now, known=known)
    Reading.objects.bulk_create(
        Reading(measured=made, month=month_of(end), fact_id=fact.ref, at=now)
        for end, fact in zip(ends, taken, strict=True)
    )


@transaction.atomic
def change_baseline(*, ref: str, over: str, because: str, by: Viewer, now: datetime) -> Baseline:
    """Take another baseline. Once the action has started it needs a reason, and both are shown."""
    made = locked_measured(ref, by=by)
    impact.check_baseline(has_started=made.starts_on <= clock.day_of(now), is_first=False, because=because)
    baseline = _take_baseline(made, over, because=because, by=by, now=now)
    record("improvement.baseline_changed", by=by, at=now, about=made.action.ref, said=because)
    return baseline


@transaction.atomic
def begin_anew(*, ref: str, month: date, because: str, by: Viewer, now: datetime) -> Beginning:
    """Say that from a month on things are otherwise: the chart's average begins anew there."""
    made = locked_measured(ref, by=by)
    months = Reading.objects.filter(measured=made).order_by("month").values_list("month", flat=True)
    impact.check_beginning(month, list(months), because=because)
    if Beginning.objects.filter(measured=made, month=month).exists():
        raise Refusal("begun", "It begins anew from that month already.", field="month")
    begun = Beginning.objects.create(
        measured=made, month=month, because=because.strip(), by_id=by.account_id or None, by_name=by.name, at=now
    )  # fmt: skip
    record("improvement.begun_anew", by=by, at=now, about=made.action.ref, said=because)
    return begun


def read_month(plan: Plan, month: date, *, by: Viewer, now: datetime) -> None:
    """Take the facts of a month that is about to be frozen, of every action that is measured.

    Months since the last one that nobody froze are taken too, so that its chart has no gap.
    """
    rows = Measured.objects.filter(action__plan=plan).annotate(last=Max("readings__month")).order_by("pk")
    made = [_reading(row, each, by=by, now=now) for row in rows for each in _unread(row.last, month)]
    if made:
        Reading.objects.bulk_create(made)
        record("improvement.month_read", by=by, at=now, about=plan.ref, said=f"{len(made)}")


def _unread(last: date, month: date) -> list[date]:
    """The months after the last that was read, up to and with this one."""
    found: list[date] = []
    while last < month:
        last = month_end(last) + timedelta(days=1)
        found.append(last)
    return found


def _reading(row: Measured, month: date, *, by: Viewer, now: datetime) -> Reading:
    end = min(month_end(month), clock.day_of(now))
    fact = facts.take(
        row.measure, parameters={"over": impact.MONTH, "where": row.where}, as_at=end, by=by, at=now
    )
    so_far = _so_far(row, end, fact.ref, by=by, now=now)
    return Reading(measured=row, month=month, fact_id=fact.ref, so_far_id=so_far, at=now)


def _so_far(row: Measured, end: date, month: str, *, by: Viewer, now: datetime) -> str | None:
    """All whole months since the action began, together: the first is that month's own fact.

    None before there is one, and of a number of one day.
    """
    months = impact.months_between(row.starts_on, end)
    if months < 1 or fact_queries.measure(row.measure).is_of_the_day:
        return None
    if months == 1:
        return month
    parameters = {"over": str(months), "where": row.where}
    return facts.take(row.measure, parameters=parameters, as_at=end, by=by, at=now).ref


def locked_measured(ref: str, *, by: Viewer) -> Measured:
    """What an action is measured by, for change by one of the plan's keepers; others of them wait."""
    row = Measured.objects.select_related("action__plan").filter(ref=ref).first()
    if row is None:
        raise NotVisible
    locked(row.action.plan.ref, by=by)
    return row
