"""Recording, correcting and withdrawing a family's agreement; reach follows it at once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import Refusal

from .agreement_rules import AgreementFacts, DeclinedFacts, How, check_agreement, check_declined
from .in_force import for_change
from .models import Agreement, AgreementScope, Declined
from .rules import Act, ReachKind
from .services import check, end_reach, extend_reach
from .signing import keep_signature
from .signing_rules import NOTHING, ON_SCREEN, Proof, check_proof

_PUT_RIGHT = (
    "given_by", "standing", "how", "given_on", "may_store", "may_share", "witness", "witness_role", "kept_at",
)  # fmt: skip


@transaction.atomic
def record_agreement(
    *, child_id: int, facts: AgreementFacts, how: How, by: Viewer, now: datetime,
    not_to_share: str = "", ask_again_on: date | None = None, proof: Proof = NOTHING,
) -> Agreement:  # fmt: skip
    """Record agreement to take part; the agencies in its scope may see the content from now on."""
    check(by, Act.SEE_INDEX_ENTRY, child_id, at=now)
    check_agreement(facts, today=clock.day_of(now))
    check_proof(how, proof)
    if Agreement.objects.filter(child_id=child_id, withdrawn_at__isnull=True).exists():
        raise Refusal("agreed-already", "An agreement is in force. Correct it or record its withdrawal.")
    agreement = Agreement.objects.create(
        ref=new_ref("Q"), child_id=child_id, given_by=facts.given_by, standing=facts.standing,
        competence_reason=facts.competence_reason, how=how, given_on=facts.given_on,
        explained_by_id=by.account_id, may_store=facts.may_store, may_share=facts.may_share,
        not_to_share=not_to_share, ask_again_on=ask_again_on, recorded_at=now, **_kept_of(how, proof),
    )  # fmt: skip
    _cover(agreement, facts, by=by, now=now)
    record("sharing.agreement_recorded", by=by, at=now, children=[child_id], about=agreement.ref)
    if how in ON_SCREEN:
        keep_signature(agreement, how=how, name=facts.given_by, proof=proof, by=by, now=now)
    return agreement


def _kept_of(how: How, proof: Proof) -> dict[str, str]:
    """What goes with the way it was given; the rest is left out."""
    witnessed = how is How.WITNESSED
    return {
        "witness": proof.witness.strip() if witnessed else "",
        "witness_role": proof.witness_role.strip() if witnessed else "",
        "kept_at": proof.kept_at.strip() if how is How.SIGNED else "",
    }


def _cover(agreement: Agreement, facts: AgreementFacts, *, by: Viewer, now: datetime) -> None:
    """Bring scope and reach to what was agreed; the recorder's own agency is always within."""
    wanted = {by.agency_id} | (set(facts.agencies) if facts.may_share else set())
    held = {row.agency_id: row for row in agreement.scope.filter(ended_at__isnull=True)}
    for agency_id in wanted - held.keys():
        AgreementScope.objects.create(agreement=agreement, agency_id=agency_id)
        extend_reach(
            child_id=agreement.child_id, agency_id=agency_id, kind=ReachKind.CONTENT,
            source=agreement.ref, at=now,
        )  # fmt: skip
    for agency_id in held.keys() - wanted:
        _leave_out(agreement, agency_id, now=now)


def _leave_out(agreement: Agreement, agency_id: int, *, now: datetime) -> None:
    agreement.scope.filter(agency_id=agency_id, ended_at__isnull=True).update(ended_at=now)
    end_reach(
        child_id=agreement.child_id, kind=ReachKind.CONTENT, source=agreement.ref, at=now,
        agency_id=agency_id,
    )  # fmt: skip


@transaction.atomic
def record_declined(*, child_id: int, facts: DeclinedFacts, by: Viewer, now: datetime) -> Declined:
    """The family said no: kept for the agency that asked, with what was done instead (R22)."""
    check(by, Act.SEE_INDEX_ENTRY, child_id, at=now)
    check_declined(facts, today=clock.day_of(now))
    if Agreement.objects.filter(child_id=child_id, withdrawn_at__isnull=True).exists():
        raise Refusal("agreed-already", "An agreement is in force. Record that they have changed their mind.")
    kept = Declined.objects.create(
        child_id=child_id, agency_id=by.agency_id, said_by=facts.said_by.strip(), said_on=facts.said_on,
        instead=facts.instead, note=facts.note.strip(), recorded_by_id=by.account_id, recorded_at=now,
    )  # fmt: skip
    record("sharing.agreement_declined", by=by, at=now, children=[child_id])
    return kept


@transaction.atomic
def correct_agreement(
    *, ref: str, version: int, facts: AgreementFacts, how: How, because: str, by: Viewer,
    now: datetime, not_to_share: str = "", ask_again_on: date | None = None, proof: Proof = NOTHING,
) -> Agreement:  # fmt: skip
    """Put a wrong entry right, keeping what stood there; narrowing takes effect at once (R12).

    A signature that is there stays under what was signed, and the page says so.
    """
    agreement = for_change(ref, by=by, now=now)
    check_agreement(facts, today=clock.day_of(now))
    if agreement.version != version:
        raise Refusal("changed-meanwhile", "Somebody changed this agreement. Read it again first.")
    if not because.strip():
        raise Refusal("because", "Write what was wrong.", field="because")
    is_signed = agreement.signatures.filter(how=how, taken_out_at__isnull=True).exists()
    check_proof(how, proof, is_signed=is_signed)
    before = {name: str(getattr(agreement, name)) for name in _PUT_RIGHT}
    agreement.given_by, agreement.standing, agreement.how = facts.given_by, facts.standing, how
    agreement.competence_reason = facts.competence_reason
    agreement.given_on, agreement.ask_again_on = facts.given_on, ask_again_on
    agreement.may_store, agreement.may_share = facts.may_store, facts.may_share
    agreement.not_to_share, agreement.version = not_to_share, version + 1
    for name, text in _kept_of(how, proof).items():
        setattr(agreement, name, text)
    agreement.save()
    _cover(agreement, facts, by=by, now=now)
    if how in ON_SCREEN and not is_signed:
        keep_signature(agreement, how=how, name=facts.given_by, proof=proof, by=by, now=now)
    record(
        "sharing.agreement_corrected", by=by, at=now, children=[agreement.child_id],
        about=agreement.ref, said=because, detail={"before": before},
    )  # fmt: skip
    return agreement


@transaction.atomic
def add_to_scope(*, ref: str, agency_ids: Iterable[int], by: Viewer, now: datetime) -> Agreement:
    """Widen an agreement to further agencies, once the family has said yes to each."""
    agreement = for_change(ref, by=by, now=now)
    if not agreement.may_share:
        raise Refusal("not-shared", "The family agreed to keep this, but not to share it.")
    held = set(agreement.scope.filter(ended_at__isnull=True).values_list("agency_id", flat=True))
    for agency_id in set(agency_ids) - held:
        AgreementScope.objects.create(agreement=agreement, agency_id=agency_id)
        extend_reach(
            child_id=agreement.child_id, agency_id=agency_id, kind=ReachKind.CONTENT,
            source=agreement.ref, at=now,
        )  # fmt: skip
    record(
        "sharing.agreement_widened", by=by, at=now, children=[agreement.child_id],
        about=agreement.ref,
    )  # fmt: skip
    return agreement


@transaction.atomic
def withdraw_agency(*, ref: str, agency_id: int, by: Viewer, now: datetime) -> None:
    """The family no longer wants one agency to see it: sharing with it stops now, history stays."""
    agreement = for_change(ref, by=by, now=now)
    _leave_out(agreement, agency_id, now=now)
    record(
        "sharing.agreement_narrowed", by=by, at=now, children=[agreement.child_id],
        about=agreement.ref,
    )  # fmt: skip


@transaction.atomic
def withdraw_agreement(*, ref: str, because: str, by: Viewer, now: datetime) -> Agreement:
    """Agreement is withdrawn: sharing stops at this moment with every other agency (R11).

    The agency that records it keeps its own sight of what was written, so that the
    closure can be decided; nothing lawful is erased.
    """
    agreement = for_change(ref, by=by, now=now)
    covered = agreement.scope.filter(ended_at__isnull=True).exclude(agency_id=by.agency_id)
    for row in list(covered):
        _leave_out(agreement, row.agency_id, now=now)
    agreement.withdrawn_at, agreement.withdrawn_because = now, because
    agreement.version += 1
    agreement.save(update_fields=["withdrawn_at", "withdrawn_because", "version"])
    record(
        "sharing.agreement_withdrawn", by=by, at=now, children=[agreement.child_id],
        about=agreement.ref, said=because,
    )  # fmt: skip
    return agreement
