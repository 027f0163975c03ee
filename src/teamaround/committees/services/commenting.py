"""Comments on a part of a paper: said, answered, settled."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import Refusal

from ..models import Comment
from ..queries import papers as queries


@transaction.atomic
def comment(*, ref: str, part: str, words: str, by: Viewer, now: datetime) -> Comment:
    """Say something of a part."""
    paper = queries.paper(by, ref, on=clock.day_of(now))
    if queries.template_of(paper).part(part) is None:
        raise Refusal("part", "Choose the part that it is about.", field="part")
    made = Comment.objects.create(
        ref=new_ref("CM"), paper=paper, part=part, on_version=paper.version, words=words,
        by_id=by.account_id or None, by_name=by.name, at=now,
    )  # fmt: skip
    record("committees.commented", by=by, at=now, about=made.ref, said=part)
    return made


@transaction.atomic
def answer(*, ref: str, words: str, settled: bool, by: Viewer, now: datetime) -> Comment:
    """Answer a comment, settle it, or both; settled, it stays to be read."""
    today = clock.day_of(now)
    queries.comment(by, ref, on=today)
    made = Comment.objects.select_for_update().get(ref=ref)
    if made.settled_at is not None:
        raise Refusal("settled", "It is settled already.")
    if not words.strip() and not settled:
        raise Refusal("words", "Write an answer, or settle it.", field="words")
    if words.strip():
        made.answer, made.answered_by_name, made.answered_at = words, by.name, now
    made.settled_at = now if settled else None
    made.save(update_fields=["answer", "answered_by_name", "answered_at", "settled_at"])
    record("committees.comment_answered", by=by, at=now, about=ref, said="settled" if settled else "")
    return made
