"""The rows behind each number: which they are, and what stands above and below the line.

Each entry of `BEHIND` has the key of a count in `rules/counts.py`. Everything is counted by the
database; only what lies outside the families' agreements is read, so that somebody who may see
no child sees the same numbers as everybody else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Aggregate,
    Count,
    DateField,
    Exists,
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
from django.db.models.functions import Coalesce, Greatest, Least, TruncDate

from teamaround.assessments import counting as assessments
from teamaround.sharing import counting as sharing

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
    counted: Q = field(default_factory=lambda: Q(pk__isnull=False))
    top: Aggregate = field(default_factory=_counted_rows)
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


OF_EPISODE = "episode__agency_id"


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
            counted=Q(pk__isnull=True),
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
        kind=kind, episode__agency__authority_id=scope.authority_id, held_on__range=(scope.since, scope.until)
    )


def _first_meeting(scope: Scope) -> list[Part]:
    before = Occasion.objects.filter(
        Q(held_on__lt=OuterRef("held_on")) | Q(held_on=OuterRef("held_on"), pk__lt=OuterRef("pk")),
        episode=OuterRef("episode"), kind=Occurred.MEETING,
    )  # fmt: skip
    agreed = Coalesce(sharing.agreed_on(child="child_id", by="episode__opened_on"), F("episode__opened_on"))
    rows = _held(scope, Occurred.MEETING).filter(~Exists(before)).annotate(days=Days(F("held_on"), agreed))
    return [Part(rows, "plan", "episode__ref", "held_on", OF_EPISODE, top=Sum("days"), middle=Middle("days"))]


def _without_lead(scope: Scope) -> list[Part]:
    """A lead's days run from the day of accepting up to, not counting, the day of ending."""
    end = min(scope.until, scope.today - timedelta(days=1)) + timedelta(days=1)
    rows = (
        Episode.objects.filter(agency__authority_id=scope.authority_id, opened_on__lt=end)
        .filter(Q(closed_on__isnull=True) | Q(closed_on__gt=scope.since))
        .annotate(
            first=Greatest(F("opened_on"), Value(scope.since, output_field=DateField())),
            last=Least(Coalesce(F("closed_on"), Value(end)), Value(end), output_field=DateField()),
        )
        .annotate(open_days=Days(F("last"), F("first")))
        .filter(open_days__gt=0)
        .annotate(gone=F("open_days") - Coalesce(_led_days(), 0))
    )
    return [
        Part(
            rows, "plan", "ref", "opened_on", "agency_id", episode="", counted=Q(gone__gt=0), top=Sum("gone"),
            bottom=Sum("open_days"),
        )
    ]  # fmt: skip


def _led_days() -> Subquery:
    accepted = TruncDate(Coalesce(F("answered_at"), F("offered_at")))
    spans = Lead.objects.filter(episode=OuterRef("pk"), state__in=[LeadState.ACCEPTED, LeadState.ENDED])
    days = Days(
        Least(Coalesce(TruncDate("ended_at"), OuterRef("last")), OuterRef("last")),
        Greatest(accepted, OuterRef("first")),
    )
    summed = spans.order_by().values("episode").annotate(days=Sum(days)).values("days")
    return Subquery(summed, output_field=IntegerField())


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


def _on_time(scope: Scope) -> list[Part]:
    held = Occasion.objects.filter(
        kind=Occurred.REVIEW, episode__agency__authority_id=scope.authority_id,
        due_on__range=(scope.since, scope.until),
    )  # fmt: skip
    over = min(scope.until, scope.today - timedelta(days=1))
    waiting = with_due(_open(scope), today=scope.today).filter(
        is_asked_for(), due_on__range=(scope.since, over)
    )
    return [
        Part(held, "review", "review__ref", "due_on", OF_EPISODE, counted=Q(held_on__lte=F("due_on"))),
        Part(waiting, "plan", "ref", "due_on", "agency_id", episode="", counted=Q(pk__isnull=True)),
    ]


def _late_now(scope: Scope) -> list[Part]:
    rows = with_due(_open(scope), today=scope.today)
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
    return [Part(rows, "meeting", "meeting__ref", "held_on", OF_EPISODE, counted=BOTH)]


def _voices_review(scope: Scope) -> list[Part]:
    rows = _held(scope, Occurred.REVIEW)
    return [Part(rows, "review", "review__ref", "held_on", OF_EPISODE, counted=BOTH)]


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
