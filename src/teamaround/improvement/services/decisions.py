"""A decision of a body in a plan: as an action of its own, or as the amendment of one that is there."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.committees.queries.decisions import DecisionShown
from teamaround.committees.rules.decisions import Outcome
from teamaround.design.words import day
from teamaround.kernel.refusal import Refusal

from ..models import Action, Amendment
from ..rules.decided import check_amends
from ..rules.planning import Answer, Behind, Content, Stage, check_addition, needs_amendment
from ..versions import amended
from . import amending
from .planning import NewAction, locked, put_in


@transaction.atomic
def make_action(
    *, decided: DecisionShown, body: str, ref: str, label: str, content: Content, by: Viewer, now: datetime,
    owner_id: int | None = None, approved: str = "",
) -> Action:  # fmt: skip
    """Let a plan's action carry out a decision: its post answers for it, by the day decided or before.

    A draft simply has it. A plan that was agreed is amended by it, and says which decision stands
    behind that, and where somebody outside approved it when they must.
    """
    plan, row = locked(ref, by=by), decided.row
    _check_decision(decided, content)
    check_addition(
        content, stage=Stage(plan.stage), outside_approver=plan.outside_approver, approved=approved
    )
    new = NewAction(label, content, post_id=row.post_id, owner_id=owner_id, decision_id=row.pk)
    (made,) = put_in(plan, [new], by=by, now=now)
    if needs_amendment(Stage(plan.stage)):
        amended(plan, said=f"{_named(decided, body)}. {approved}".strip(), by=by, now=now)
    record("improvement.decision_made_action", by=by, at=now, about=made.ref, said=row.ref)
    return made


def _check_decision(decided: DecisionShown, content: Content) -> None:
    row = decided.row
    if row.post_id is None or row.done_on is not None:
        raise Refusal("decision", "Nobody has anything to carry out for this decision any more.")
    if Action.objects.filter(decision_id=row.pk).exists():
        raise Refusal("made", "This decision is an action of a plan already.")
    _check_day(decided, content)


def _check_day(decided: DecisionShown, content: Content) -> None:
    row = decided.row
    if row.due_on is not None and (content.due_on is None or content.due_on > row.due_on):
        raise Refusal("late", f"It was decided that it is done by {day(row.due_on)}.", field="due_on")


@transaction.atomic
def amend_action(
    *, decided: DecisionShown, body: str, ref: str, version: int, content: Content, by: Viewer, now: datetime
) -> Amendment:
    """Let a decision change an action that was agreed, on the plan's own way: with an approver outside, it waits for them.

    A decision may change several actions, and each of them once, unless that was refused.
    """
    row, before = decided.row, Amendment.objects.filter(decision_id=decided.row.pk, action__ref=ref)
    check_amends(Outcome(row.outcome))
    if before.exclude(state=Answer.REFUSED).exists():
        raise Refusal("amended", "This decision has amended the action already, or waits to.")
    _check_day(decided, content)
    made = amending.amend(
        ref=ref, version=version, content=content, behind=Behind.DECISION, said=_named(decided, body), by=by, now=now,
        decision_id=row.pk,
    )  # fmt: skip
    record("improvement.decision_amended_action", by=by, at=now, about=made.ref, said=row.ref)
    return made


def _named(decided: DecisionShown, body: str) -> str:
    row = decided.row
    return f"Decision of {body}, {day(row.decided_on)}, ({row.label}), {decided.outcome.lower()}"
