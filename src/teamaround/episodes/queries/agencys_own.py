"""The plans that a viewer's agency takes part in: for whoever keeps its work together."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from teamaround.accounts.rules import Viewer
from teamaround.sharing.queries import within_reach
from teamaround.sharing.rules import Act

from ..models import Episode, Lead
from ..rules.leading import LeadState
from ..rules.states import State
from .episodes import covered
from .looking import late_or_soon

AHEAD = timedelta(weeks=4)


def _open_plans(viewer: Viewer, *, at: datetime) -> QuerySet[Episode]:
    """Open plans that the families have agreed to share with the viewer's agency."""
    rows = Episode.objects.exclude(state=State.CLOSED)
    return covered(within_reach(rows, viewer, Act.SEE_CONTENT, at=at, child="child_id"), viewer, at=at)


def nobody_leads(viewer: Viewer, *, at: datetime) -> QuerySet[Episode]:
    """Those that nobody leads, the longest open first."""
    led = Lead.objects.filter(episode=OuterRef("pk"), state=LeadState.ACCEPTED)
    return _open_plans(viewer, at=at).exclude(Exists(led)).order_by("opened_on", "pk")


def to_look_at_again(viewer: Viewer, *, today: date, at: datetime) -> QuerySet[Any]:
    """Those to be looked at again within four weeks, and those whose day has passed; the nearest first.

    Each with `due_on`: the day that was set, or the one by which teams there usually look again.
    """
    rows = late_or_soon(_open_plans(viewer, at=at), until=today + AHEAD, today=today)
    return rows.order_by("due_on", "pk")
