"""Decisions of bodies and the actions that came from them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from teamaround.accounts.rules import Viewer
from teamaround.committees.queries import decisions
from teamaround.committees.queries.decisions import DecisionShown
from teamaround.kernel import clock

from ..models import Action, Amendment, Plan, Recommendation, Update
from ..rules.planning import Stage
from .months import last_said
from .plans import plans

MOST_PLANS = 100


def came_from(row: Action) -> DecisionShown | None:
    """The decision that an action carries out."""
    return decisions.by_id(row.decision_id) if row.decision_id else None


def actions_of(viewer: Viewer, ids: Collection[int], *, on: date) -> list[Action]:
    """The actions that came from decisions, by row number, of plans that are there for this viewer."""
    rows = Action.objects.filter(decision_id__in=ids, plan__in=plans(viewer, on=on))
    return list(rows.select_related("plan").order_by("pk"))


def amendments_by(viewer: Viewer, ids: Collection[int], *, as_at: datetime) -> list[Amendment]:
    """The amendments that decisions stand behind, proposed by a moment, of plans that are there for this viewer."""
    seen = plans(viewer, on=clock.day_of(as_at))
    rows = Amendment.objects.filter(decision_id__in=ids, at__lte=as_at, action__plan__in=seen)
    return list(rows.select_related("action__plan").order_by("pk"))


def amendable(viewer: Viewer, *, on: date) -> list[Plan]:
    """Plans of this keeper that were agreed, whose actions a decision may change."""
    kept = plans(viewer, on=on).filter(authority_id=viewer.authority_id).exclude(stage=Stage.DRAFT)
    return list(kept[:MOST_PLANS])


def last_words(rows: Collection[Action], as_at: datetime) -> dict[int, Update]:
    """What was last said of actions, as known at a moment."""
    these = Action.objects.filter(pk__in=[row.pk for row in rows])
    return {row.action_id: row for row in Update.objects.filter(pk__in=last_said(these, at__lte=as_at))}


def answerable(viewer: Viewer, *, on: date) -> list[tuple[str, str]]:
    """Every recommendation that a plan of this keeper answers, as plan and label, with its words."""
    kept = plans(viewer, on=on).filter(authority_id=viewer.authority_id)[:MOST_PLANS]
    named = {plan.review_id: plan for plan in kept}
    rows = Recommendation.objects.filter(review__in=named, within__isnull=True).order_by(
        "-review_id", "position"
    )
    return [
        (
            f"{named[row.review_id].ref}/{row.label}",
            f"{named[row.review_id].title}: ({row.label}) {row.words[:80]}",
        )
        for row in rows
    ]


def is_agreed(row: Action) -> bool:
    """Whether the plan of an action is more than a draft."""
    return row.plan.stage != Stage.DRAFT
