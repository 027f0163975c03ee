"""Many open episodes at once. Only invented people come this way.

The rows are those that `services.record_agreement`, `name_lead`, `accept_lead`, `add_goal`,
`add_action` and `set_review` would write; the caller writes one audit entry for them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from teamaround.accounts.rules import Viewer
from teamaround.index.bulk import NewPointers, point_many
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.sharing.agreement_rules import AgreementFacts, How
from teamaround.sharing.bulk import NewAgreement, agree_many

from .models import Action, Episode, EpisodeMove, Goal, Lead
from .rules import goals, planning
from .rules.goals import GoalState, Wished
from .rules.leading import LeadState
from .rules.planning import Doing
from .rules.states import Move, State


@dataclass(frozen=True)
class Promise:
    """What somebody will do for the goal, and by when."""

    what: str
    doer: Viewer
    by_on: date


@dataclass(frozen=True)
class NewEpisode:
    """An episode that was agreed to, is led and planned: all at one moment, on an assessment that is there."""

    assessment_id: int
    assessment_ref: str
    child_id: int
    by: Viewer
    lead: Viewer
    manager: str
    agreed: AgreementFacts
    wished: Wished
    promises: tuple[Promise, ...]
    review_on: date
    at: datetime

    @property
    def on(self) -> date:
        """The day on which all this was done."""
        return clock.day_of(self.at)


def open_many(new: Sequence[NewEpisode]) -> None:
    """Write the agreements, the episodes, and what is planned in them."""
    agree_many(
        [
            NewAgreement(
                each.child_id, each.agreed, How.SPOKEN, each.by.agency_id, each.by.account_id, each.at
            )
            for each in new
        ]
    )
    opened = list(zip(new, Episode.objects.bulk_create([_episode(each) for each in new]), strict=True))
    EpisodeMove.objects.bulk_create([move for each, one in opened for move in _moves(each, one)])
    Lead.objects.bulk_create([_lead(each, one) for each, one in opened])
    wished = Goal.objects.bulk_create([_goal(each, one) for each, one in opened])
    Action.objects.bulk_create(
        [
            _action(each, one, goal, promise)
            for (each, one), goal in zip(opened, wished, strict=True)
            for promise in each.promises
        ]
    )
    point_many([_pointers(each) for each in new])


def _episode(new: NewEpisode) -> Episode:
    planning.check_review_date(new.review_on, today=new.on)
    return Episode(
        ref=new_ref("E"), child_id=new.child_id, assessment_id=new.assessment_id, agency_id=new.by.agency_id,
        state=State.ACTIVE, opened_by_id=new.by.account_id, opened_on=new.on, review_on=new.review_on, version=3,
    )  # fmt: skip


def _moves(new: NewEpisode, episode: Episode) -> list[EpisodeMove]:
    steps = ((Move.OPEN, State.OPENED, new.by), (Move.ACTIVATE, State.ACTIVE, new.lead))
    return [
        EpisodeMove(
            episode=episode, child_id=new.child_id, move=move, to_state=state, at=new.at, by_id=who.account_id
        )
        for move, state, who in steps
    ]


def _lead(new: NewEpisode, episode: Episode) -> Lead:
    practitioner = new.lead.practitioner_id
    assert practitioner is not None
    return Lead(
        episode=episode, child_id=new.child_id, practitioner_id=practitioner,
        state=LeadState.ACCEPTED, offered_by_id=new.by.account_id, offered_at=new.at, answered_at=new.at,
        manager=new.manager, version=2,
    )  # fmt: skip


def _goal(new: NewEpisode, episode: Episode) -> Goal:
    goals.check_goal(new.wished)
    return Goal(
        ref=new_ref("D"), episode=episode, child_id=new.child_id, state=GoalState.WORKING_ON,
        need=new.wished.need, goal=new.wished.goal, measure=new.wished.measure, before=new.wished.before,
        added_by_id=new.lead.account_id, added_at=new.at, changed_by_id=new.lead.account_id, changed_at=new.at,
    )  # fmt: skip


def _action(new: NewEpisode, episode: Episode, goal: Goal, promise: Promise) -> Action:
    planned = planning.Planned(promise.what, "", promise.doer.practitioner_id, promise.by_on)
    return Action(
        ref=new_ref("T"), episode=episode, child_id=new.child_id, goal=goal, what=promise.what,
        practitioner_id=promise.doer.practitioner_id, agency_id=promise.doer.agency_id,
        by_on=planning.check_action(planned, today=new.on), state=Doing.TO_DO,
        added_by_id=new.lead.account_id, added_at=new.at, changed_by_id=new.lead.account_id, changed_at=new.at,
    )  # fmt: skip


def _pointers(new: NewEpisode) -> NewPointers:
    lead = new.lead.practitioner_id
    assert lead is not None
    return NewPointers(
        new.child_id, new.assessment_ref, new.on, new.by.agency_id, new.by.practitioner_id, lead, new.on
    )
