"""Asking, keeping and withdrawing consent for a sensitive service; the involvement itself says what holds."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.agencies import queries as agencies
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.refusal import NotVisible, Refusal
from teamaround.sharing.agreement_rules import Standing
from teamaround.sharing.judging import record_judgement
from teamaround.sharing.judging_rules import JudgementFacts, Matter
from teamaround.sharing.rules import Act
from teamaround.sharing.services import check

from ..models import EarlierConsent, Involvement
from ..rules.consenting import CONSENT, ConsentFacts, check_can_withdraw, check_consent
from .involvement import record_involvement


@transaction.atomic
def record_consent(
    *, child_id: int, service_id: int, facts: ConsentFacts, by: Viewer, now: datetime, version: int = 0
) -> Involvement:
    """Keep consent for one of the viewer's agency's sensitive services, which may be recorded from now on.

    `version`: of the involvement that was shown, 0 when there was none.
    """
    check(by, Act.RECORD_INVOLVEMENT, child_id, at=now)
    check_consent(facts, today=clock.day_of(now))
    service = agencies.service(service_id)
    if service is None or service.agency_id != by.agency_id or not service.sensitive:
        raise Refusal("service", "Choose a sensitive service of your own agency.", field="service_id")
    held = _held(child_id, service_id)
    if (held.version if held else 0) != version:
        raise Refusal("changed-meanwhile", "Somebody changed this. Look at it again first.")
    if held is None:
        held = record_involvement(
            child_id=child_id, by=by, now=now, starts_on=facts.given_on, service_id=service_id,
            sensitive_basis=CONSENT,
        )  # fmt: skip
    elif held.sensitive_basis != CONSENT:
        raise Refusal("other-basis", "This is recorded because of suspected harm, which asks no consent.")
    else:
        _keep_earlier(held, now=now)
        held.version += 1
    _note(held, facts, by=by)
    if facts.standing is Standing.YOUNG_PERSON:
        _judged(child_id, service.name, facts, by=by, now=now)
    record("index.consent_recorded", by=by, at=now, children=[child_id], about=held.ref)
    return held


@transaction.atomic
def withdraw_consent(*, ref: str, version: int, by: Viewer, now: datetime, because: str = "") -> Involvement:
    """They no longer want it recorded: from this moment nobody but the service itself sees the pointer."""
    held = Involvement.objects.select_for_update().filter(ref=ref, agency_id=by.agency_id).first()
    if held is None or not held.is_sensitive:
        raise NotVisible
    check(by, Act.RECORD_INVOLVEMENT, held.child_id, at=now)
    check_can_withdraw(basis=held.sensitive_basis, is_withdrawn=held.consent_withdrawn_at is not None)
    if held.version != version:
        raise Refusal("changed-meanwhile", "Somebody changed this. Look at it again first.")
    held.consent_withdrawn_at, held.consent_withdrawn_because = now, because.strip()
    held.version = version + 1
    held.save(update_fields=["consent_withdrawn_at", "consent_withdrawn_because", "version"])
    record("index.consent_withdrawn", by=by, at=now, children=[held.child_id], about=ref)
    return held


def _held(child_id: int, service_id: int) -> Involvement | None:
    rows = Involvement.objects.select_for_update().filter(child_id=child_id, service_id=service_id)
    return rows.filter(ends_on__isnull=True).order_by("-pk").first()


def _keep_earlier(held: Involvement, *, now: datetime) -> None:
    EarlierConsent.objects.create(
        involvement=held, given_by=held.consent_by, standing=held.consent_standing, how=held.consent_how,
        given_on=held.consent_on, noted_by_id=held.consent_noted_by_id,
        withdrawn_at=held.consent_withdrawn_at, withdrawn_because=held.consent_withdrawn_because,
        replaced_at=now,
    )  # fmt: skip


def _note(held: Involvement, facts: ConsentFacts, *, by: Viewer) -> None:
    held.consent_by, held.consent_standing = facts.given_by.strip(), facts.standing
    held.consent_how, held.consent_on = facts.how, facts.given_on
    held.consent_noted_by_id = by.account_id
    held.consent_withdrawn_at, held.consent_withdrawn_because = None, ""
    held.save()


def _judged(child_id: int, service: str, facts: ConsentFacts, *, by: Viewer, now: datetime) -> None:
    judged = JudgementFacts(
        matter=Matter.SENSITIVE_SERVICE, about=service, reasoning=facts.competence_reason,
        support=facts.support, judged_by=by.name, judged_on=facts.given_on,
    )  # fmt: skip
    record_judgement(child_id=child_id, facts=judged, by=by, now=now)
