"""Reading what actions are measured by: baselines, months and new beginnings, with their facts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from teamaround.accounts.rules import Viewer
from teamaround.facts import queries as facts
from teamaround.facts.queries import FactView
from teamaround.kernel.refusal import NotVisible

from ..models import Action, Baseline, Beginning, Measured, Plan, Reading, WantedMeasure
from ..rules.months import Taken
from .plans import plans


@dataclass(frozen=True)
class BaselineShown:
    """How it was before, who fixed it and when; for a later one why."""

    fact: FactView
    row: Baseline


@dataclass(frozen=True)
class ReadingShown:
    """One month, and all months since the action began together."""

    month: date
    fact: FactView
    so_far: FactView | None


@dataclass(frozen=True)
class MeasuredShown:
    """All that is known of one measure of an action, the earliest first."""

    row: Measured
    baselines: tuple[BaselineShown, ...]
    readings: tuple[ReadingShown, ...]
    beginnings: tuple[Beginning, ...]

    @property
    def ref(self) -> str:
        return self.row.ref

    @property
    def baseline(self) -> BaselineShown:
        """The one that counts: the last."""
        return self.baselines[-1]


def measured(action: Action) -> list[MeasuredShown]:
    """What an action is measured by, in the order in which it was chosen; in five queries at most."""
    rows = list(Measured.objects.filter(action=action).order_by("pk"))
    return _shown(rows) if rows else []


def _shown(rows: list[Measured]) -> list[MeasuredShown]:
    baselines = list(Baseline.objects.filter(measured__in=rows).order_by("pk"))
    readings = list(Reading.objects.filter(measured__in=rows).order_by("month"))
    begun: dict[int, list[Beginning]] = defaultdict(list)
    for each in Beginning.objects.filter(measured__in=rows).order_by("month"):
        begun[each.measured_id].append(each)
    found = facts.facts([
        *(each.fact_id for each in baselines), *(each.fact_id for each in readings),
        *(each.so_far_id for each in readings if each.so_far_id),
    ])  # fmt: skip
    return [
        MeasuredShown(
            row, tuple(BaselineShown(found[each.fact_id], each) for each in baselines if each.measured_id == row.pk),
            tuple(
                ReadingShown(each.month, found[each.fact_id], found.get(each.so_far_id or ""))
                for each in readings if each.measured_id == row.pk
            ),
            tuple(begun[row.pk]),
        )
        for row in rows
    ]  # fmt: skip


def one(viewer: Viewer, ref: str, *, on: date) -> MeasuredShown:
    """One measure of an action of a plan that is there for this viewer."""
    found = Measured.objects.select_related("action__plan").filter(
        ref=ref, action__plan__in=plans(viewer, on=on)
    )
    row = found.first()
    if row is None:
        raise NotVisible
    return _shown([row])[0]


def wanted(action: Action) -> QuerySet[WantedMeasure]:
    """What an action is to be measured by and is being counted."""
    return WantedMeasure.objects.filter(action=action).order_by("pk")


def to_be_counted() -> QuerySet[WantedMeasure]:
    """What waits for the background, the longest waiting first."""
    rows = WantedMeasure.objects.filter(failed="").select_related("action__plan")
    return rows.order_by("tries", "pk")


def of_plans(viewer: Viewer, *, on: date) -> list[MeasuredShown]:
    """Every measure of the plans that are there for this viewer."""
    rows = Measured.objects.filter(action__plan__in=plans(viewer, on=on)).select_related("action")
    return _shown(list(rows.order_by("pk")))


def taken(plan: Plan, *, month: date, as_at: datetime) -> dict[int, tuple[Taken, ...]]:
    """The facts of a month by action, as far as a moment knows."""
    rows = Reading.objects.filter(measured__action__plan=plan, month=month, at__lte=as_at)
    pairs = list(rows.order_by("measured_id").values_list("measured__action_id", "fact__ref"))
    found = facts.facts(ref for _, ref in pairs) if pairs else {}
    told: dict[int, tuple[Taken, ...]] = {}
    for action, ref in pairs:
        fact = found[ref]
        told[action] = (*told.get(action, ()), Taken(ref, fact.title, fact.where, fact.shown))
    return told


def reads(viewer: Viewer, ref: str, on: date) -> bool:
    """Whether a fact stands behind an action of a plan that is there for this viewer."""
    seen = Measured.objects.filter(action__plan__in=plans(viewer, on=on))
    readings = Reading.objects.filter(measured__in=seen)
    return (
        Baseline.objects.filter(measured__in=seen, fact__ref=ref).exists()
        or readings.filter(Q(fact__ref=ref) | Q(so_far__ref=ref)).exists()
    )
