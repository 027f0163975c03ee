"""A second person looks at how well an assessment is written, and the writer reads what they say."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from teamaround.accounts.rules import Duty, Viewer
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal

from .. import quality_queries, queries
from ..models import QualityReview, QualityTheme
from ..rules import quality
from ..rules.quality import Remarks

CHANGED = "This was changed in another window. What is kept there is shown below; save again to put yours in its place."


@transaction.atomic
def keep_remarks(
    *, ref: str, remarks: Remarks, version: int, by: Viewer, now: datetime, give: bool = False
) -> QualityReview:
    """Keep what a second reader says; `give` hands it to the writers. `version` is 0 when there is none."""
    seen = queries.sight(by, ref, at=now)
    if not seen.may_read:
        raise NotVisible
    quality.check_reviewer(
        account=by.account_id, may_write_assessments=by.can(Duty.WRITE_ASSESSMENTS), may_read=seen.may_read,
        writers=quality_queries.writers(seen.assessment),
    )  # fmt: skip
    quality.check_remarks(remarks, queries.form_of(seen.assessment), is_given=give)
    kept = quality_queries.own_draft(by, seen.assessment)
    if (kept.version if kept else 0) != version:
        raise Refusal("changed", CHANGED)
    kept = kept or QualityReview(
        ref=new_ref("Z"), assessment=seen.assessment, child_id=seen.assessment.child_id,
        reviewer_id=by.account_id, begun_on=clock.day_of(now), version=0,
    )  # fmt: skip
    kept.depths = {area: depth for area, depth in remarks.depths.items() if depth}
    kept.themes, kept.version = sorted(remarks.themes), kept.version + 1
    kept.good, kept.better = remarks.good.strip(), remarks.better.strip()
    kept.given_at = now if give else None
    kept.save()
    if give:
        _count(kept, seen.facts.authority_id, now=now)
    record(
        "assessments.writing_reviewed" if give else "assessments.writing_looked_at",
        by=by, at=now, children=[kept.child_id], about=kept.ref,
    )  # fmt: skip
    return kept


def _count(kept: QualityReview, authority_id: int, *, now: datetime) -> None:
    on = clock.day_of(now)
    QualityTheme.objects.bulk_create(
        QualityTheme(authority_id=authority_id, theme=theme, ticked_on=on) for theme in kept.themes
    )


@transaction.atomic
def read_remarks(*, ref: str, review_ref: str, reply: str, by: Viewer, now: datetime) -> QualityReview:
    """A writer has read what was said, and may answer."""
    seen = queries.sight(by, ref, at=now)
    found = seen.assessment
    if not seen.may_read or by.account_id not in quality_queries.writers(found):
        raise NotVisible
    kept = (
        QualityReview.objects.select_for_update()
        .filter(assessment=found, ref=review_ref, given_at__isnull=False)
        .first()
    )
    if kept is None:
        raise NotVisible
    if kept.read_at is not None:
        raise Refusal("answered", "Somebody who wrote with you has answered already.")
    if len(reply) > quality.LONGEST:
        raise Refusal("too-long", f"Use fewer than {quality.LONGEST:,} characters.", field="reply")
    kept.read_at, kept.read_by_id, kept.reply, kept.version = (
        now,
        by.account_id,
        reply.strip(),
        kept.version + 1,
    )
    kept.save(update_fields=["read_at", "read_by", "reply", "version"])
    record("assessments.review_read", by=by, at=now, children=[kept.child_id], about=kept.ref)
    return kept
