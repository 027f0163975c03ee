"""Reading actions, and what comes next for a child."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain

from django.db.models import Q, QuerySet

from teamaround.accounts.rules import Viewer
from teamaround.kernel.looks import touched
from teamaround.sharing import queries as sharing
from teamaround.sharing.rules import Act

from ..models import Action, EarlierAction, Episode, Lead
from ..rules.leading import LeadState
from ..rules.planning import Doing, When, owed_by, when_due
from .episodes import covered, is_covered_for, leads, open_ones, shared_ones


@dataclass(frozen=True)
class ActionSeen:
    """An action with how near its day is."""

    action: Action
    when: When

    @property
    def doer(self) -> str:
        """Who does it, with their agency when they work for one."""
        if self.action.practitioner is None:
            return self.action.who
        return f"{self.action.practitioner.name}, {self.action.practitioner.agency.name}"


def action(ref: str) -> Action | None:
    """The action with this reference."""
    return (
        Action.objects.select_related("episode", "goal", "practitioner__agency", "agency", "changed_by")
        .filter(ref=ref)
        .first()
    )


def actions(found: Episode, *, today: date) -> list[ActionSeen]:
    """The actions of an episode: what is still to do first, by its day."""
    return _seen(Action.objects.filter(episode=found), today=today)


def actions_of(found: Episode, *, children: Iterable[int], today: date) -> list[ActionSeen]:
    """The actions for some of its children, in the same order."""
    return _seen(Action.objects.filter(episode=found, child_id__in=list(children)), today=today)


def _seen(rows: QuerySet[Action], *, today: date) -> list[ActionSeen]:
    rows = rows.select_related("practitioner__agency", "agency", "changed_by")
    seen = [ActionSeen(row, when_due(row.by_on, Doing(row.state), today=today)) for row in rows]
    return sorted(seen, key=lambda one: (one.when is When.SETTLED, one.action.by_on, one.action.pk))


def earlier(found: Action) -> QuerySet[EarlierAction]:
    """How an action read before, newest first."""
    return EarlierAction.objects.filter(action=found).select_related("changed_by").order_by("-pk")


def to_do(viewer: Viewer, *, today: date, at: datetime) -> tuple[list[ActionSeen], list[ActionSeen]]:
    """What the viewer, or their agency with nobody named, still has to do; and what colleagues are late with.

    The agency that owes an action sees to it, so that nobody else has to chase. Both by their day.
    """
    mine = Q(practitioner_id=viewer.practitioner_id or 0) | Q(
        practitioner__isnull=True, agency_id=viewer.agency_id
    )
    late = Q(agency_id=viewer.agency_id, practitioner__isnull=False, by_on__lt=today)
    rows = Action.objects.filter(mine | late, state=Doing.TO_DO, episode__closed_on__isnull=True)
    rows = rows.select_related("episode", "practitioner__agency", "agency").order_by("by_on", "pk")
    within = sharing.within_reach(rows, viewer, Act.SEE_CONTENT, at=at, child="child_id")
    within = covered(within, viewer, at=at, episode="episode__")
    own: list[ActionSeen] = []
    others: list[ActionSeen] = []
    for row in within:
        theirs = row.practitioner_id is not None and row.practitioner_id != viewer.practitioner_id
        when = when_due(row.by_on, Doing(row.state), today=today)
        (others if theirs else own).append(ActionSeen(row, when))
    return own, others


def owing(actions: Iterable[ActionSeen]) -> list[tuple[str, int]]:
    """Which agency owes how many late actions, by name; what the family itself set out to do is not counted."""
    actions = list(actions)
    names = {one.action.agency_id: one.action.agency.name for one in actions if one.action.agency}
    owed = owed_by((one.action.agency_id, one.when) for one in actions)
    return sorted((names[agency], count) for agency, count in owed.items() if agency in names)


def owing_in(episode_ids: Iterable[int], *, today: date) -> dict[int, list[tuple[str, int]]]:
    """The same for several episodes at once, for whoever leads them."""
    rows = Action.objects.filter(
        episode_id__in=list(episode_ids), state=Doing.TO_DO, by_on__lt=today, agency__isnull=False
    ).select_related("agency")
    late: dict[int, list[ActionSeen]] = {}
    for row in rows:
        late.setdefault(row.episode_id, []).append(ActionSeen(row, When.LATE))
    return {episode: owing(seen) for episode, seen in late.items()}


@dataclass(frozen=True)
class Next:
    """What comes next for a child, for the one page that shows everything."""

    episode: Episode
    lead: Lead | None
    offered: Lead | None
    actions: list[ActionSeen]


def next_for(viewer: Viewer, child_id: int, *, today: date, at: datetime) -> Next | None:
    """The open episode with who leads and what is still to do; None when there is nothing to read."""
    if not sharing.decide(viewer, Act.SEE_CONTENT, child_id, at=at).allowed:
        return None
    there = chain(open_ones(child_id), shared_ones(child_id))
    found = next((one for one in there if is_covered_for(viewer, one, child_id, at=at)), None)
    if found is None:
        return None
    touched([child_id])
    planned = actions_of(found, children=[child_id], today=today)
    to_do = [one for one in planned if one.when is not When.SETTLED]
    named = list(leads(found).filter(state__in=[LeadState.ACCEPTED, LeadState.OFFERED]))
    accepted, offered = (_first(named, state) for state in (LeadState.ACCEPTED, LeadState.OFFERED))
    return Next(found, accepted, offered, to_do)


def _first(named: Iterable[Lead], state: LeadState) -> Lead | None:
    return next((one for one in named if one.state == state), None)
