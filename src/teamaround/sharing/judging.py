"""Writing down whether a young person can decide something; earlier judgements stay as they are."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from teamaround.accounts.rules import Duty, Viewer
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal

from .judging_rules import JudgementFacts, Matter, check_can_mark_wrong, check_judgement
from .models import Judgement
from .rules import Act
from .services import check


@transaction.atomic
def record_judgement(*, child_id: int, facts: JudgementFacts, by: Viewer, now: datetime) -> Judgement:
    """Keep a judgement about one decision; about a sensitive service it stays with the agency that made it."""
    check(by, Act.SEE_INDEX_ENTRY, child_id, at=now)
    if not (by.can(Duty.WRITE_ASSESSMENTS) or by.can(Duty.RECORD_INVOLVEMENT)):
        raise Refusal("duty", "Writing this down is not one of your duties. Ask whoever manages accounts.")
    check_judgement(facts, today=clock.day_of(now))
    kept = Judgement.objects.create(
        ref=new_ref("ZJ"), child_id=child_id, agency_id=by.agency_id, matter=facts.matter,
        about=facts.about.strip(), reasoning=facts.reasoning.strip(), support=facts.support.strip(),
        judged_by=facts.judged_by.strip(), judged_on=facts.judged_on,
        kept_apart=facts.matter is Matter.SENSITIVE_SERVICE, recorded_by_id=by.account_id, recorded_at=now,
    )  # fmt: skip
    record("sharing.judgement_recorded", by=by, at=now, children=[child_id], about=kept.ref)
    return kept


@transaction.atomic
def mark_wrong(*, ref: str, because: str, by: Viewer, now: datetime) -> Judgement:
    """Say of a judgement that it was entered by mistake: it stays, and says so."""
    kept = Judgement.objects.select_for_update().filter(ref=ref).first()
    if kept is None or kept.agency_id != by.agency_id:
        raise NotVisible
    check(by, Act.SEE_INDEX_ENTRY, kept.child_id, at=now)
    if kept.wrong_at is not None:
        raise Refusal("wrong", "Somebody has marked this already.")
    check_can_mark_wrong(because)
    kept.wrong_at, kept.wrong_by_id, kept.wrong_because = now, by.account_id, because.strip()
    kept.save(update_fields=["wrong_at", "wrong_by", "wrong_because"])
    record(
        "sharing.judgement_wrong", by=by, at=now, children=[kept.child_id], about=ref, said=because.strip()
    )
    return kept
