"""Counts of what lies behind agreements and duties: what was done on time, and which worries were answered in theirs.

Whoever asks, the same rows are added up, and none of them comes out (`sharing.counting`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import Case, F, IntegerField, Min, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Least, TruncDate

from teamaround.kernel.clock import LONDON
from teamaround.kernel.working_days import bank_holidays
from teamaround.sharing.counting import added_up

from ..models import Action, EarlierAction, Worry
from ..rules.counts import Figure
from ..rules.planning import Doing
from ..rules.worries import answer_by
from .counted import added, asked_of
from .counting import Part, Scope
from .looking import DaysAfter


def figure(key: str, scope: Scope) -> Figure:
    """One number, with the children behind it."""
    return added([
        added_up(part.within(scope), **asked_of(part, with_children=True)) for part in BEHIND[key](scope)
    ])  # fmt: skip


def _actions_on_time(scope: Scope) -> list[Part]:
    """By the day that was last set; done on the day on which somebody first wrote that it was, if it still is."""
    was_done = EarlierAction.objects.filter(action=OuterRef("pk"), state=Doing.DONE)
    first = was_done.order_by().values("action").annotate(at=Min("changed_at")).values("at")
    rows = (
        Action.objects.filter(
            episode__agency__authority_id=scope.authority_id, by_on__range=(scope.since, scope.until)
        )
        .exclude(state=Doing.NOT_NEEDED)
        .annotate(done_on=TruncDate(Least("changed_at", Subquery(first)), tzinfo=LONDON))
    )
    done = Q(state=Doing.DONE, done_on__lte=F("by_on"))
    return [Part(rows, "plan", "episode__ref", "by_on", "agency_id", counted=done)]


def _worries_in_time(scope: Scope) -> list[Part]:
    """Those whose time to be answered has run out by the last day."""
    rows = (
        Worry.objects.filter(authority_id=scope.authority_id, sent_at__date__range=(scope.since, scope.until))
        .annotate(sent_on=TruncDate("sent_at", tzinfo=LONDON), answered_on=TruncDate("answered_at", tzinfo=LONDON))
        .annotate(answer_by=DaysAfter(F("sent_on"), _days_to_answer(scope)))
        .filter(answer_by__lte=scope.until)
    )  # fmt: skip
    counted = Q(answered_on__lte=F("answer_by"))
    return [Part(rows, "worry", "ref", "sent_at", "agency_id", episode=None, counted=counted)]


def _days_to_answer(scope: Scope) -> Combinable:
    """How many days after the one of sending the next working day is: one, but for days before days off."""
    longer: dict[int, list[date]] = {}
    for ahead in range((scope.until - scope.since).days + 1):
        day = scope.since + timedelta(days=ahead)
        days = (answer_by(day, bank_holidays()) - day).days
        if days > 1:
            longer.setdefault(days, []).append(day)
    cases = [When(sent_on__in=found, then=Value(days)) for days, found in sorted(longer.items())]
    return Case(*cases, default=Value(1), output_field=IntegerField())


BEHIND: dict[str, Callable[[Scope], list[Part]]] = {
    "actions-on-time": _actions_on_time,
    "worries-in-time": _worries_in_time,
}
