"""The rows behind each number: which they are, and what stands above and below the line.

Each entry of `BEHIND` has the key of a count in `rules/counts.py`. Everything is counted by the
database; only what lies outside the families' agreements is read, so that somebody who may see
no child sees the same numbers as everybody else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Aggregate,
    Count,
    DateField,
    F,
    FloatField,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Greatest, Least, TruncDate

from teamaround.agencies.rules import REVIEW_WEEKS
from teamaround.assessments import counting as assessments

from ..models import Episode, Lead, MeetingTime, Occasion
from ..rules.counts import Occurred
from ..rules.leading import LeadState
from ..rules.periods import a_year_up_to
from ..rules.states import Closing, State
from .looking import is_asked_for, with_due


@dataclass(frozen=True)
class Scope:
    """Whose work is counted, from when to when; `agencies` narrows it to the work of some."""

    authority_id: int
    since: date
    until: date
    today: date
    agencies: frozenset[int] | None = None
    weeks: int = REVIEW_WEEKS


ALL = Q(pk__isnull=False)
NONE = Q(pk__isnull=True)


def _every_row() -> Aggregate:
    return Count("pk")


def _counted_rows() -> Aggregate:
    return Count("pk", filter=Q(is_counted=True))


@dataclass(frozen=True)
class Part:
    """Rows of one table, each with `is_counted`: whether it is above the line as well as below it.

    The paths lead from a row to its agency, child, day and the reference of the record to open.
    """

    rows: QuerySet[Any]
    opens: str
    ref: str
    day: str
    agency: str
    child: str = "child_id"
    episode: str | None = "episode__"  # the way to the plan; None for rows that hang on none
    counted: Q = ALL
    top: Combinable = field(default_factory=_counted_rows)
    bottom: Aggregate = field(default_factory=_every_row)
    middle: Aggregate | None = None

    def within(self, scope: Scope) -> QuerySet[Any]:
        """The rows of the agencies that are asked about, each saying whether it is counted."""
        rows = self.rows
        if scope.agencies is not None:
            rows = rows.filter(**{f"{self.agency}__in": scope.agencies})
        marked: QuerySet[Any] = rows.annotate(is_counted=Coalesce(Is(self.counted), Value(False)))
        return marked


class Is(Func):
    """A condition as a value."""

    template = "(%(expressions)s)"

    def __init__(self, condition: Q, **extra: Any) -> None:
        super().__init__(condition, **extra)


class Days(Func):
    """Whole days from the second day to the first, none when it is before."""

    template = "GREATEST(%(expressions)s, 0)"
    arg_joiner = " - "
    output_field = IntegerField()


class Middle(Aggregate):
    """The middle one of some numbers: half are at most that."""

    function = "PERCENTILE_CONT"
    template = "PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


def _joined(scope: Scope) -> list[Part]:
    between = {"since": scope.since, "until": scope.until}
    return [
        Part(
            assessments.joined(scope.authority_id, **between),
            "assessment", "assessment__ref", "given_at__date", "agency_id", episode=None,
        ),
        Part(
            assessments.begun(scope.authority_id, **between),
            "assessment", "ref", "begun_on", "agency_id", episode=None,
            counted=NONE,
        ),
    ]  # fmt: skip


def _per_child(scope: Scope) -> list[Part]:
    year = a_year_up_to(scope.until)
    rows = assessments.begun(scope.authority_id, since=year.since, until=year.until)
    return [
        Part(
            rows,
            "assessment",
            "ref",
            "begun_on",
            "agency_id",
            episode=None,
            bottom=Count("child", distinct=True),
        )
    ]


def _held(scope: Scope, kind: Occurred) -> QuerySet[Occasion]:
    return Occasion.objects.filter(
        kind=kind, agency__authority_id=scope.authority_id, held_on__range=(scope.since, scope.until)
    )


def _first_meeting(scope: Scope) -> list[Part]:
    rows = _held(scope, Occurred.MEETING).filter(days_from_agreement__isnull=False)
    days = "days_from_agreement"
    return [Part(rows, "plan", "episode__ref", "held_on", "agency_id", top=Sum(days), middle=Middle(days))]


LED = (LeadState.ACCEPTED, LeadState.ENDED)


def _end(scope: Scope) -> date:
    """The day after the last one that counts: today is not over."""
    return min(scope.until + timedelta(days=1), scope.today)


def _open_days(scope: Scope) -> QuerySet[Any]:
    """Plans that were open in the period, with on how many days of it."""
    end = _end(scope)
    rows = Episode.objects.filter(agency__authority_id=scope.authority_id, opened_on__lt=end)
    rows = rows.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=scope.since)).annotate(
        first=Greatest(F("opened_on"), Value(scope.since, output_field=DateField())),
        last=Least(Coalesce(F("closed_on"), Value(end)), Value(end), output_field=DateField()),
    )
    return rows.annotate(open_days=Days(F("last"), F("first"))).filter(open_days__gt=0)


def _without_lead(scope: Scope) -> list[Part]:
    """A lead's days run from the day of accepting up to, not counting, the day of ending."""
    rows = _open_days(scope).annotate(gone=F("open_days") - Coalesce(_led_days(), 0))
    return [
        Part(
            rows, "plan", "ref", "opened_on", "agency_id", episode="", counted=Q(gone__gt=0), top=Sum("gone"),
            bottom=Sum("open_days"),
        )
    ]  # fmt: skip


def _led_days() -> Subquery:
    spans = Lead.objects.filter(episode=OuterRef("pk"), state__in=LED)
    days = _span(OuterRef("first"), OuterRef("last"))
    summed = spans.order_by().values("episode").annotate(days=Sum(days)).values("days")
    return Subquery(summed, output_field=IntegerField())


def _span(first: Any, last: Any, *, lead: str = "") -> Days:
    """The days of a lead (`lead` leads there) between two days."""
    accepted = TruncDate(Coalesce(F(f"{lead}answered_at"), F(f"{lead}offered_at")))
    return Days(Least(Coalesce(TruncDate(f"{lead}ended_at"), last), last), Greatest(accepted, first))


def _without_lead_at_once(scope: Scope) -> list[Part]:
    """The same with all leads read at once and not plan by plan: for the number itself, not divided."""
    (plans,) = _without_lead(scope)
    days = _span(F("first"), F("last"), lead="leads__")
    led = _open_days(scope).annotate(led=Coalesce(Sum(days, filter=Q(leads__state__in=LED)), 0))
    return [replace(plans, rows=led.annotate(gone=F("open_days") - F("led")))]


def _without_lead_in_all(scope: Scope) -> list[Part]:
    """The same in all: the days of the leads taken from the days of the plans, as nobody leads beside another."""
    (plans,) = _without_lead(scope)
    end = _end(scope)
    leads = Lead.objects.filter(
        state__in=LED, episode__agency__authority_id=scope.authority_id, episode__opened_on__lt=end
    ).filter(Q(episode__closed_on__isnull=True) | Q(episode__closed_on__gt=scope.since))
    first = Greatest(F("episode__opened_on"), Value(scope.since, output_field=DateField()))
    last = Least(Coalesce(F("episode__closed_on"), Value(end)), Value(end), output_field=DateField())
    led = leads.annotate(days=_span(first, last))
    return [
        replace(plans, rows=_open_days(scope), counted=ALL, top=Sum("open_days")),
        Part(
            led,
            "plan",
            "episode__ref",
            "episode__opened_on",
            "episode__agency_id",
            top=-Sum("days"),
            bottom=Sum(Value(0)),
        ),
    ]


def _meeting_time(scope: Scope) -> list[Part]:
    rows = MeetingTime.objects.filter(
        episode__agency__authority_id=scope.authority_id, people__gt=0,
        held_on__range=(scope.since, scope.until),
    )  # fmt: skip
    return [
        Part(
            rows, "meeting", "meeting__ref", "held_on", "agency_id", top=Sum("minutes"),
            bottom=Count("meeting", distinct=True),
        )
    ]  # fmt: skip


def _meeting_time_in_all(scope: Scope) -> list[Part]:
    """The same in all, without dividing it among agencies."""
    rows = _held(scope, Occurred.MEETING).filter(minutes__gt=0)
    return [Part(rows, "meeting", "meeting__ref", "held_on", "agency_id", top=Sum("minutes"))]


def _on_time(scope: Scope) -> list[Part]:
    of_period = Occasion.objects.filter(
        agency__authority_id=scope.authority_id, due_on__range=(scope.since, scope.until)
    )
    held, missed = of_period.filter(kind=Occurred.REVIEW), of_period.filter(kind=Occurred.MISSED)
    over = min(scope.until, scope.today - timedelta(days=1))
    waiting = with_due(_open(scope), today=scope.today, weeks=scope.weeks).filter(
        is_asked_for(), due_on__range=(scope.since, over)
    )
    return [
        Part(held, "review", "review__ref", "due_on", "agency_id", counted=Q(held_on__lte=F("due_on"))),
        Part(missed, "plan", "episode__ref", "due_on", "agency_id", counted=NONE),
        Part(waiting, "plan", "ref", "due_on", "agency_id", episode="", counted=NONE),
    ]


def _late_now(scope: Scope) -> list[Part]:
    rows = with_due(_open(scope), today=scope.today, weeks=scope.weeks)
    late = is_asked_for() & Q(due_on__lt=scope.today)
    return [Part(rows, "plan", "ref", "due_on", "agency_id", episode="", counted=late)]


def _open(scope: Scope) -> QuerySet[Episode]:
    return Episode.objects.filter(agency__authority_id=scope.authority_id).exclude(state=State.CLOSED)


BOTH = Q(child_heard=True, parent_heard=True)


def _voices_assessment(scope: Scope) -> list[Part]:
    rows = assessments.completed(scope.authority_id, since=scope.since, until=scope.until)
    return [Part(rows, "assessment", "ref", "completed_on", "agency_id", episode=None, counted=BOTH)]


def _voices_meeting(scope: Scope) -> list[Part]:
    rows = _held(scope, Occurred.MEETING)
    return [Part(rows, "meeting", "meeting__ref", "held_on", "agency_id", counted=BOTH)]


def _voices_review(scope: Scope) -> list[Part]:
    rows = _held(scope, Occurred.REVIEW)
    return [Part(rows, "review", "review__ref", "held_on", "agency_id", counted=BOTH)]


def _ended(scope: Scope) -> list[Part]:
    rows = Episode.objects.filter(
        agency__authority_id=scope.authority_id, closed_on__range=(scope.since, scope.until)
    )
    return [
        Part(
            rows, "plan", "ref", "closed_on", "agency_id", episode="", counted=Q(closed_for=Closing.NEEDS_MET)
        )
    ]


BEHIND: dict[str, Callable[[Scope], list[Part]]] = {
    "joined": _joined,
    "per-child": _per_child,
    "first-meeting": _first_meeting,
    "without-lead": _without_lead,
    "meeting-time": _meeting_time,
    "on-time": _on_time,
    "late-now": _late_now,
    "voices-assessment": _voices_assessment,
    "voices-meeting": _voices_meeting,
    "voices-review": _voices_review,
    "ended": _ended,
}
UNDIVIDED: dict[str, Callable[[Scope], list[Part]]] = {"without-lead": _without_lead_at_once}
"""A faster way to some of the numbers as a whole."""
IN_ALL: dict[str, Callable[[Scope], list[Part]]] = {
    "without-lead": _without_lead_in_all,
    "meeting-time": _meeting_time_in_all,
}
"""A shorter way to some of the numbers, when neither children nor agencies are told apart."""
