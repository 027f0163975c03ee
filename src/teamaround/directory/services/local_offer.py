"""Writing under the headings of the Local Offer; saying something about it, and answering."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction

from teamaround.accounts.rules import Duty, Viewer
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.refusal import NotVisible, Refusal

from .. import queries
from ..models import Comment, OfferPart
from ..rules import local_offer
from ..rules.local_offer import Seen, Written


@transaction.atomic
def write_part(*, key: str, written: Written, by: Viewer, now: datetime) -> OfferPart:
    """Say what stands under a heading, who keeps it, and when it is looked at again."""
    part = local_offer.part(key)
    if part is None or not by.can(Duty.KEEP_DIRECTORY):
        raise NotVisible
    local_offer.check_written(written, today=clock.day_of(now))
    before = queries.as_written(OfferPart.objects.select_for_update().filter(key=key).first())
    kept, _ = OfferPart.objects.update_or_create(
        key=key,
        defaults={**asdict(written), "needs": sorted(written.needs), "written_at": now, "written_by_id": by.account_id},
    )  # fmt: skip
    record(
        "directory.offer_written", by=by, at=now, about=key, said=part.name,
        detail={"was": before.text, "needs": sorted(before.needs)},
    )  # fmt: skip
    return kept


@transaction.atomic
def comment(*, statement: str, words: str, by: Viewer, now: datetime) -> Comment:
    """Say something about a statement, without an account. It is hidden until somebody has read it."""
    if statement not in local_offer.statements():
        raise NotVisible
    local_offer.check_comment(words, waiting=queries.comments_waiting().count())
    sent = Comment.objects.create(
        statement=statement, words=words.strip()[: local_offer.LONGEST], sent_at=now
    )
    record("directory.offer_commented", by=by, at=now, about=str(sent.pk), said=statement)
    return sent


@transaction.atomic
def answer_comment(*, comment_id: UUID, state: Seen, answer: str, by: Viewer, now: datetime) -> Comment:
    """Show a comment with what was done about it, or keep it back and say why."""
    if not by.can(Duty.KEEP_DIRECTORY):
        raise NotVisible
    found = Comment.objects.select_for_update().filter(pk=comment_id).first()
    if found is None:
        raise NotVisible
    if found.state != Seen.WAITING:
        raise Refusal("answered", "Somebody has answered this already.")
    local_offer.check_decision(state, answer)
    found.state, found.is_hidden, found.answer = state, state is not Seen.PUBLISHED, answer.strip()
    found.answered_at, found.answered_by_id = now, by.account_id
    found.save()
    record("directory.offer_answered", by=by, at=now, about=str(found.pk), said=state)
    return found
