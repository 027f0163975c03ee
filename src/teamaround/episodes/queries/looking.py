"""By when a plan is to be looked at again: the day that was set, or the authority's usual time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, Exists, F, Func, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest, TruncDate

from teamaround.agencies import queries as agencies

from ..models import Episode, EpisodeMove, Occasion
from ..rules.counts import Occurred
from ..rules.states import Move, State


class WeeksAfter(Func):
    """A day and a number of weeks."""

    template = "(%(expressions)s * 7)"
    arg_joiner = " + "
    output_field = DateField()


class DaysAfter(Func):
    """A day and a number of days."""

    arg_joiner = " + "
    template = "(%(expressions)s)"
    output_field = DateField()


def with_due(rows: QuerySet[Episode], *, today: date, weeks: int | None = None) -> QuerySet[Any]:
    """Plans with `due_on`: the day set for the next review; or, of a plan that is being worked on and has
    none, so many weeks after the team last looked as its authority lets pass. None while neither says.
    `weeks` when they are all of one authority and it has been asked."""
    reviews = Occasion.objects.filter(episode=OuterRef("pk"), kind=Occurred.REVIEW)
    last = reviews.order_by().values("episode").annotate(on=Max("held_on")).values("on")
    again = EpisodeMove.objects.filter(episode=OuterRef("pk"), move=Move.REOPEN)
    reopened = again.order_by("-at").annotate(on=TruncDate("at")).values("on")[:1]
    looked = Greatest(
        F("opened_on"), Subquery(last, output_field=DateField()),
        Subquery(reopened, output_field=DateField()),
    )  # fmt: skip
    lapse = agencies.review_weeks_of("agency__authority_id", on=today) if weeks is None else Value(weeks)
    usual = WeeksAfter(F("looked_on"), lapse)
    return rows.annotate(looked_on=looked).annotate(
        ends=Exists(reviews.filter(ends_work=True, held_on__gte=OuterRef("looked_on"))),
        due_on=Coalesce(F("review_on"), usual),
    )


def late_or_soon(rows: QuerySet[Episode], *, until: date, today: date) -> QuerySet[Any]:
    """Those of the open plans that are due by a day."""
    return with_due(rows, today=today).filter(is_asked_for(), due_on__lte=until)


def is_asked_for() -> Q:
    """Whether a next review is wanted: a day is set, or the team is at work and the last review did not end it."""
    return Q(review_on__isnull=False) | Q(state=State.ACTIVE, ends=False)


def due_on(found: Episode, *, on: date) -> date:
    """By when this plan was to be looked at, asked on the day of a review."""
    if found.review_on is not None:
        return found.review_on
    row = with_due(Episode.objects.filter(pk=found.pk), today=on).values_list("due_on", flat=True).get()
    assert isinstance(row, date)
    return row


def shown_due(found: Episode, *, today: date) -> date | None:
    """The day that the plan's page goes by; None when none is set and none is asked for."""
    if found.review_on is not None or found.state != State.ACTIVE:
        return found.review_on
    rows = late_or_soon(Episode.objects.filter(pk=found.pk), until=date.max, today=today)
    return rows.values_list("due_on", flat=True).first()


def proposed(found: Episode, *, today: date) -> date:
    """The day by which the team would usually look again, to begin from."""
    return today + timedelta(weeks=agencies.review_weeks(found.agency.authority_id, on=today))
