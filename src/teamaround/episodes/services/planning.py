"""Actions and the review date."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.agencies import queries as agencies
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.sharing import queries as sharing
from teamaround.sharing.rules import Act
from teamaround.sharing.services import check

from .. import queries
from ..models import Action, EarlierAction, Episode, Goal
from ..queries.episodes import check_covered
from ..queries.together import current_children
from ..rules import planning, states
from ..rules.planning import Doing, Planned
from ..rules.states import State
from .agreeing import check_duty, for_change, keep

CLASH = "Somebody changed this while you were writing. Both texts are below."


@transaction.atomic
def add_action(*, ref: str, planned: Planned, by: Viewer, now: datetime) -> Action:
    """Write down what will be done, by whom and by when; for a goal, or by itself."""
    goal = _goal(planned)
    child_id = goal.child_id if goal is not None else planned.child
    found, child_id = open_for(ref, child_id=child_id, by=by, now=now)
    by_on = planning.check_action(planned, today=clock.day_of(now))
    _check_goal(goal, found, child_id)
    check_agreed(found, child_id)
    action = Action(
        ref=new_ref("T"), episode=found, child_id=child_id, state=Doing.TO_DO, added_by_id=by.account_id,
        added_at=now, changed_by_id=by.account_id, changed_at=now,
    )  # fmt: skip
    _put(action, planned, by_on)
    action.save()
    record("episodes.action_added", by=by, at=now, children=[child_id], about=action.ref)
    return action


@transaction.atomic
def update_action(
    *,
    ref: str,
    version: int,
    planned: Planned,
    state: Doing,
    progress: str,
    by: Viewer,
    now: datetime,
) -> Action:
    """Change an action or say how it goes. The second of two writers is told, and nothing is overwritten."""
    kept = queries.action(ref)
    if kept is None:
        raise NotVisible
    found, child_id = open_for(kept.episode.ref, child_id=kept.child_id, by=by, now=now)
    action = Action.objects.select_for_update().get(pk=kept.pk)
    if action.version != version:
        raise Refusal("changed-meanwhile", CLASH)
    by_on = planning.check_action(planned, today=clock.day_of(now), is_new=False)
    planning.check_progress(Doing(action.state), state, progress=progress)
    _check_goal(_goal(planned), found, child_id)
    EarlierAction.objects.create(
        action=action, child_id=action.child_id, what=action.what, who=action.who, by_on=action.by_on,
        state=action.state, progress=action.progress, changed_by_id=action.changed_by_id,
        changed_at=action.changed_at,
    )  # fmt: skip
    _put(action, planned, by_on)
    action.state, action.progress, action.version = state, progress.strip(), version + 1
    action.changed_by_id, action.changed_at = by.account_id, now
    action.save()
    record("episodes.action_changed", by=by, at=now, children=[action.child_id], about=action.ref)
    return action


@transaction.atomic
def set_review(*, ref: str, version: int, review_on: date | None, by: Viewer, now: datetime) -> Episode:
    """Choose the day to look again together."""
    found, _ = open_for(ref, child_id=None, by=by, now=now)
    if found.version != version:
        raise Refusal(
            "changed-meanwhile",
            "Somebody changed this while you were looking. Check it and save again.",
        )
    found.review_on = planning.check_review_date(review_on, today=clock.day_of(now))
    keep(found, "review_on")
    record("episodes.review_set", by=by, at=now, children=[found.child_id], about=found.ref)
    return found


def open_for(ref: str, *, child_id: int | None, by: Viewer, now: datetime) -> tuple[Episode, int]:
    """An open episode, locked, for somebody who may write about that child (the first, unless said) in it."""
    began_with = queries.began_with(ref)
    if began_with is None:
        raise NotVisible
    if child_id is None or child_id == began_with:
        child_id = began_with
        found = for_change(ref, by=by, now=now)
    else:
        check(by, Act.SEE_CONTENT, child_id, at=now)
        check_duty(by)
        found = Episode.objects.select_for_update(of=("self",)).get(ref=ref)
        check_covered(by, found, child_id, at=now)
    check(by, Act.CONTRIBUTE, child_id, at=now)
    if child_id not in current_children(found):
        raise Refusal("child", "The team does not work with this child now.", field="child")
    states.check_is_open(State(found.state))
    return found, child_id


def check_agreed(found: Episode, child_id: int) -> None:
    """Nothing new is planned for a child without the family's agreement for that child (R11)."""
    if child_id == found.child_id:
        states.check_has_agreement(queries.standing_of(found))
        return
    agreed = sharing.is_agreed(child_id)
    states.check_has_agreement(states.Standing(State(found.state), has_agreement=agreed))


def _goal(planned: Planned) -> Goal | None:
    return Goal.objects.filter(pk=planned.goal).first() if planned.goal is not None else None


def _check_goal(goal: Goal | None, found: Episode, child_id: int) -> None:
    if goal is not None and (goal.episode_id != found.pk or goal.child_id != child_id):
        raise Refusal("goal", "Choose a goal of the same child in this plan.", field="goal")


def _put(action: Action, planned: Planned, by_on: date) -> None:
    action.what, action.who = planned.what.strip(), planned.who.strip()
    action.practitioner_id, action.by_on = planned.practitioner, by_on
    action.goal_id = planned.goal
    person = agencies.practitioner_by_id(planned.practitioner) if planned.practitioner is not None else None
    action.agency_id = person.agency_id if person else None
