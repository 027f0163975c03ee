"""Keeping every state in which an action and a plan ever were, so that any day can be shown as it was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from teamaround.accounts.rules import Viewer

from .models import Action, ActionVersion, Plan, PlanMove
from .rules.planning import NEXT, Content, Move, Stage


def keep_versions(rows: Sequence[Action], *, by: Viewer, now: datetime) -> None:
    """Keep what actions say from now on; nothing that they said before is lost."""
    ActionVersion.objects.bulk_create(
        ActionVersion(
            action=row, number=row.version, content=row.content, by_id=by.account_id or None, by_name=by.name, at=now
        )
        for row in rows
    )  # fmt: skip


def put(row: Action, content: Content, *, by: Viewer, now: datetime) -> None:
    """Let an action say this from now on."""
    row.content, row.due_on, row.version = content.as_json(), content.due_on, row.version + 1
    row.save(update_fields=["content", "due_on", "version"])
    keep_versions([row], by=by, now=now)


def note_move(plan: Plan, *, said: str, by: Viewer, now: datetime) -> None:
    """Keep that a plan stands somewhere new, and what stands behind it."""
    PlanMove.objects.create(plan=plan, to=plan.stage, said=said, by_id=by.account_id or None, at=now)


def amended(plan: Plan, *, said: str, by: Viewer, now: datetime) -> None:
    """Let a plan stand as amended, and keep what stands behind that."""
    plan.stage = NEXT[Stage(plan.stage)][Move.AMEND]
    plan.save(update_fields=["stage"])
    note_move(plan, said=said, by=by, now=now)
