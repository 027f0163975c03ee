"""Making plans: actions, moves, amendments and who from outside may watch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from teamaround.accounts.rules import Duty, Viewer
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal

from ..models import Action, Monitor, Plan, Recommendation, Review
from ..queries import plans as queries
from ..rules.merging import Clash, merge
from ..rules.planning import (
    Content,
    Move,
    PlanFacts,
    Stage,
    check_content,
    check_move,
    content_from,
    needs_amendment,
)
from ..versions import keep_versions, note_move, put


@dataclass(frozen=True)
class NewAction:
    """An action as it is to be entered, for the recommendation with this label."""

    label: str
    content: Content
    post_id: int | None = None
    owner_id: int | None = None
    decision_id: int | None = None


@transaction.atomic
def begin_plan(
    *, authority_id: int, review_ref: str, title: str, by: Viewer, now: datetime, outside_approver: str = "",
    note: str = "",
) -> Plan:  # fmt: skip
    """Begin the plan that answers a review."""
    found = Review.objects.select_for_update().filter(authority_id=authority_id, ref=review_ref)
    review = found.first()
    if review is None:
        raise NotVisible
    if Plan.objects.filter(review=review).exists():
        raise Refusal("planned", "There is a plan for this review already.")
    if not review.recommendations.exists():
        raise Refusal("nothing", "Enter first what the review recommends.")
    plan = Plan.objects.create(
        ref=new_ref("PL"), review=review, authority_id=authority_id, title=title, stage=Stage.DRAFT,
        outside_approver=outside_approver, note=note,
    )  # fmt: skip
    record("improvement.plan_begun", by=by, at=now, about=plan.ref, said=title)
    return plan


@transaction.atomic
def add_actions(*, ref: str, new: Sequence[NewAction], by: Viewer, now: datetime) -> list[Action]:
    """Enter actions in a draft."""
    plan = locked(ref, by=by)
    check_draft(plan)
    return put_in(plan, new, by=by, now=now)


def put_in(plan: Plan, new: Sequence[NewAction], *, by: Viewer, now: datetime) -> list[Action]:
    """Actions put into a plan that is locked, after those that it has."""
    named = {row.label: row for row in Recommendation.objects.filter(review=plan.review_id)}
    start = plan.actions.count()
    rows = [_action(plan, named, each, start + nth) for nth, each in enumerate(new, start=1)]
    Action.objects.bulk_create(rows)
    keep_versions(rows, by=by, now=now)
    record("improvement.actions_added", by=by, at=now, about=plan.ref, said=f"{len(rows)}")
    return rows


def _action(plan: Plan, named: dict[str, Recommendation], new: NewAction, position: int) -> Action:
    recommendation = named.get(new.label)
    if recommendation is None:
        raise Refusal("label", f"The review has no recommendation ({new.label}).", field="label")
    check_content(new.content, recommended_by=recommendation.due_on)
    return Action(
        ref=new_ref("AC"), plan=plan, recommendation=recommendation, position=position, post_id=new.post_id,
        owner_id=new.owner_id, decision_id=new.decision_id, due_on=new.content.due_on, content=new.content.as_json(),
    )  # fmt: skip


@transaction.atomic
def change_action(
    *, ref: str, version: int, content: Content, by: Viewer, now: datetime, post_id: int | None = None,
    owner_id: int | None = None, changes_owner: bool = False,
) -> Action:  # fmt: skip
    """Change what an action of a draft says, beginning from the version that one has seen.

    What others changed meanwhile is kept; where both changed the same thing to something
    else, nothing is saved and Clash brings their text, to be shown beside one's own.
    """
    row = locked_action(ref, by=by)
    check_draft(row.plan)
    _write(row, merged(row, version, content), by=by, now=now)
    if changes_owner and queries.keeps(by, row.plan):
        row.post_id, row.owner_id = post_id, owner_id
        row.save(update_fields=["post", "owner"])
    record("improvement.action_changed", by=by, at=now, about=ref)
    return row


def merged(row: Action, version: int, content: Content) -> Content:
    """One's own change on top of what others have changed since."""
    theirs = content_from(row.content)
    if row.version == version:
        return content
    together, clashing = merge(queries.version(row, version), theirs, content)
    if clashing:
        raise Clash(clashing, theirs, together, row.version)
    return together


def _write(row: Action, content: Content, *, by: Viewer, now: datetime) -> None:
    check_content(content, recommended_by=row.recommendation.due_on)
    put(row, content, by=by, now=now)


@transaction.atomic
def move(
    *, ref: str, move: Move, said: str, by: Viewer, now: datetime, consulting_until: date | None = None
) -> Plan:
    """Take a plan on: agreed with the inspectorate, out to consultation, final."""
    plan = locked(ref, by=by)
    today = clock.day_of(now)
    if move is Move.CONSULT and (consulting_until is None or consulting_until <= today):
        raise Refusal("until", "Say until which day people are asked.", field="consulting_until")
    facts = PlanFacts(
        Stage(plan.stage), queries.uncovered(plan), queries.unfinished(plan), queries.waiting(plan),
        plan.consulting_until, plan.outside_approver, said,
    )  # fmt: skip
    plan.stage = check_move(facts, move, today=today)
    if consulting_until is not None:
        plan.consulting_until = consulting_until
    plan.save(update_fields=["stage", "consulting_until"])
    note_move(plan, said=said, by=by, now=now)
    record("improvement.plan_moved", by=by, at=now, about=ref, said=plan.stage)
    return plan


@transaction.atomic
def let_watch(
    *, ref: str, account_id: int, starts_on: date, by: Viewer, now: datetime, ends_on: date | None = None
) -> None:
    """Let an account from outside read a plan, and change nothing."""
    plan = locked(ref, by=by)
    if ends_on is not None and ends_on < starts_on:
        raise Refusal("ends-before", "The last day must not come before the first.", field="ends_on")
    if plan.monitors.filter(account_id=account_id, ends_on__isnull=True).exists():
        raise Refusal("watches", "They can read it already.", field="email")
    Monitor.objects.create(plan=plan, account_id=account_id, starts_on=starts_on, ends_on=ends_on)
    record("improvement.monitor_named", by=by, at=now, about=ref)


def check_draft(plan: Plan) -> None:
    """Refuse to change directly what was agreed."""
    if needs_amendment(Stage(plan.stage)):
        raise Refusal(
            "agreed", "The plan was agreed. Change it by an amendment that says what stands behind it."
        )


def locked(ref: str, *, by: Viewer) -> Plan:
    """The plan for change by one of its keepers; others of them wait."""
    row = Plan.objects.select_for_update().filter(ref=ref, authority_id=by.authority_id).first()
    if row is None or not by.can(Duty.KEEP_PLANS):
        raise NotVisible
    return row


def locked_action(ref: str, *, by: Viewer) -> Action:
    """The action for change by a keeper or its owner; whoever else writes it waits."""
    found = Action.objects.select_for_update(of=("self",)).select_related(
        "plan", "recommendation__subject_to"
    )
    row = found.filter(ref=ref).first()
    if row is None or not queries.may_write(by, row):
        raise NotVisible
    return row
