"""Amending what was agreed: each change names what stands behind it, and somebody outside may say no."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal

from ..models import Amendment
from ..queries import plans as queries
from ..rules.merging import merge
from ..rules.planning import (
    Answer,
    Behind,
    Content,
    Reply,
    Stage,
    check_content,
    check_reply,
    content_from,
    differences,
    needs_amendment,
)
from ..versions import amended, put
from .planning import locked, locked_action, merged


@transaction.atomic
def amend(
    *, ref: str, version: int, content: Content, behind: Behind, said: str, by: Viewer, now: datetime,
    decision_id: int | None = None,
) -> Amendment:  # fmt: skip
    """Propose a change of an agreed action; made at once unless somebody outside must approve it first."""
    row = locked_action(ref, by=by)
    plan = locked(row.plan.ref, by=by)
    if not needs_amendment(Stage(plan.stage)):
        raise Refusal("draft", "The plan is a draft: change the action itself.")
    if not said.strip():
        raise Refusal(
            "said", "Name the response, the approval or the decision that stands behind it.", field="said"
        )
    before, after = content_from(row.content), merged(row, version, content)
    check_content(after, recommended_by=row.recommendation.due_on)
    if not differences(before, after):
        raise Refusal("same", "Nothing would change.")
    waits = bool(plan.outside_approver) and behind is not Behind.APPROVAL
    made = Amendment.objects.create(
        ref=new_ref("AM"), action=row, from_version=row.version, before=before.as_json(), after=after.as_json(),
        behind=behind, decision_id=decision_id, said=said, state=Answer.WAITING if waits else Answer.MADE, by_id=by.account_id or None,
        at=now, answered_at=None if waits else now,
    )  # fmt: skip
    record("improvement.amendment_proposed", by=by, at=now, about=made.ref, said=said)
    if not waits:
        _make(made, by=by, now=now)
    return made


@transaction.atomic
def answer(*, ref: str, reply: Reply, said: str, by: Viewer, now: datetime) -> Amendment:
    """Note what the outside approver says; approved, the amendment is made, refused, all stays as it was."""
    found = Amendment.objects.select_related("action__plan").select_for_update(of=("self",))
    made = found.filter(ref=ref).first()
    if made is None:
        raise NotVisible
    locked(made.action.plan.ref, by=by)
    made.state = check_reply(Answer(made.state), reply, said=said)
    made.answer, made.answered_at = said, now
    made.save(update_fields=["state", "answer", "answered_at"])
    record("improvement.amendment_answered", by=by, at=now, about=ref, said=made.state)
    if made.state == Answer.MADE:
        _make(made, by=by, now=now)
    return made


def _make(made: Amendment, *, by: Viewer, now: datetime) -> None:
    """Let the action say what the amendment says, on top of what was amended meanwhile."""
    row = locked_action(made.action.ref, by=by)
    together, clashing = merge(content_from(made.before), content_from(row.content), content_from(made.after))
    if clashing:
        raise Refusal(
            "amended-since",
            "The same thing was amended otherwise since. Refuse this one, and propose it anew on what stands now.",
        )
    put(row, together, by=by, now=now)
    amended(row.plan, said=made.said, by=by, now=now)


def is_open_to(viewer: Viewer, made: Amendment) -> bool:
    """Whether this viewer may note the answer."""
    return made.state == Answer.WAITING and queries.keeps(viewer, made.action.plan)
