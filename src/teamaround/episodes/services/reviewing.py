"""Recording a review: how it goes, what everybody says, and a next date or a reason for closing (R16)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.sharing import queries as sharing
from teamaround.sharing.rules import Act

from .. import queries
from ..models import Action, Episode, Meeting, Review, Voice
from ..queries import looking
from ..queries.reviews import review_meeting
from ..queries.together import current_children
from ..rules import reviewing
from ..rules.planning import Doing, Planned
from ..rules.reviewing import Told
from ..rules.voices import Heard, Said
from .agreeing import keep
from .goals import GoalChange, settle_goals
from .occasions import note_review
from .planning import open_for, update_action


@dataclass(frozen=True)
class ActionChange:
    """How one action goes, as somebody says who read a version of it."""

    ref: str
    version: int
    state: Doing
    progress: str


@dataclass(frozen=True)
class Changes:
    """What a review changes in the plan itself."""

    goals: Sequence[GoalChange] = field(default_factory=tuple)
    actions: Sequence[ActionChange] = field(default_factory=tuple)


@transaction.atomic
def record_review(
    *,
    ref: str,
    told: Told,
    voices: Mapping[int, Iterable[Said]],
    by: Viewer,
    now: datetime,
    changes: Changes | None = None,
    meeting: str = "",
) -> Review:
    """Write a review down, with what it changes in the plan. The assessment is not asked for again."""
    found, _ = open_for(ref, child_id=None, by=by, now=now)
    held_on = reviewing.check_told(told, today=clock.day_of(now), opened_on=found.opened_on)
    children = heard_children(found, by=by, now=now)
    said = {child: list(voices.get(child, ())) for child in children}
    reviewing.check_all_heard(said, children=children)
    if changes is not None:
        settle_goals(changes.goals, by=by, now=now)
        _say_progress(changes.actions, by=by, now=now)
    due_on = looking.due_on(found, on=held_on)
    made = Review.objects.create(
        ref=new_ref("Y"), episode=found, child_id=found.child_id, meeting=_meeting(found, meeting),
        due_on=found.review_on, held_on=held_on, present=told.present.strip(), progress=told.progress.strip(),
        next_steps=told.next_steps.strip(), next_on=told.next_on, closes_for=told.closes_for,
        recorded_by_id=by.account_id, recorded_at=now,
    )  # fmt: skip
    _hear(made, said, by=by, now=now)
    note_review(made, said.values(), due_on=due_on)
    found.review_on = told.next_on
    keep(found, "review_on")
    record("episodes.review_recorded", by=by, at=now, children=children, about=made.ref, said=told.closes_for)
    return made


def heard_children(found: Episode, *, by: Viewer, now: datetime) -> list[int]:
    """The children whose voices a review needs: those in the work of whom the asker may write."""
    others = sorted(current_children(found) - {found.child_id})
    allowed = [one for one in others if sharing.decide(by, Act.CONTRIBUTE, one, at=now).allowed]
    return [found.child_id, *allowed]


def _meeting(found: Episode, ref: str) -> Meeting | None:
    if not ref:
        return None
    meeting = review_meeting(found, ref)
    if meeting is None:
        raise Refusal("meeting", "The review of that meeting is written already.")
    return meeting


def _say_progress(changes: Iterable[ActionChange], *, by: Viewer, now: datetime) -> None:
    for change in changes:
        kept = queries.action(change.ref)
        if kept is None:
            raise NotVisible
        if (kept.state, kept.progress) != (change.state, change.progress.strip()):
            update_action(
                ref=change.ref, version=change.version, planned=_as_planned(kept), state=change.state,
                progress=change.progress, by=by, now=now,
            )  # fmt: skip


def _as_planned(kept: Action) -> Planned:
    return Planned(kept.what, kept.who, kept.practitioner_id, kept.by_on, kept.goal_id)


def _hear(made: Review, voices: Mapping[int, Iterable[Said]], *, by: Viewer, now: datetime) -> None:
    for child, said in voices.items():
        for one in said:
            heard = one.heard is not Heard.NOT_HEARD
            Voice.objects.create(
                review=made, child_id=child, whose=one.whose, heard=one.heard,
                said=one.said.strip() if heard else "", why_not="" if heard else one.why_not.strip(),
                recorded_by_id=by.account_id, recorded_at=now,
            )  # fmt: skip
