"""Many rows at once. Only invented people come this way: a demo county of true size, never an agency's file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref

from .agreement_rules import AgreementFacts, How, check_agreement
from .models import Agreement, AgreementScope, Reach
from .rows import insert
from .rules import ReachKind


@dataclass(frozen=True)
class NewReach:
    """An agency's way to a child, from when to when, and what it rests on."""

    child_id: int
    agency_id: int
    source: str
    starts_at: datetime
    ends_at: datetime | None


def involve_many(reaches: Iterable[NewReach]) -> int:
    """Reach that rests on involvements."""
    return insert(
        Reach,
        [
            {
                "child_id": reach.child_id, "agency_id": reach.agency_id,
                "kind": ReachKind.INVOLVED.value, "source": reach.source,
                "starts_at": reach.starts_at, "ends_at": reach.ends_at,
            }
            for reach in reaches
        ],
    )  # fmt: skip


@dataclass(frozen=True)
class NewAgreement:
    """A family's agreement, as `agreeing.record_agreement` is told of it."""

    child_id: int
    facts: AgreementFacts
    how: How
    by_agency: int
    by_account: int
    at: datetime


def agree_many(new: Sequence[NewAgreement]) -> None:
    """Agreements to take part, with their scope and the reach that rests on them."""
    for each in new:
        check_agreement(each.facts, today=clock.day_of(each.at))
    kept = Agreement.objects.bulk_create([_agreement(each) for each in new])
    scopes, reaches = [], []
    for each, agreement in zip(new, kept, strict=True):
        for agency in {each.by_agency} | (set(each.facts.agencies) if each.facts.may_share else set()):
            scopes.append(AgreementScope(agreement=agreement, agency_id=agency))
            reaches.append(NewReach(each.child_id, agency, agreement.ref, each.at, None))
    AgreementScope.objects.bulk_create(scopes)
    open_many(reaches)


def _agreement(new: NewAgreement) -> Agreement:
    facts = new.facts
    return Agreement(
        ref=new_ref("Q"), child_id=new.child_id, given_by=facts.given_by, standing=facts.standing,
        competence_reason=facts.competence_reason, how=new.how, given_on=facts.given_on,
        explained_by_id=new.by_account, may_store=facts.may_store, may_share=facts.may_share,
        recorded_at=new.at,
    )  # fmt: skip


def open_many(reaches: Iterable[NewReach]) -> None:
    """Reach to the content of assessments and plans."""
    Reach.objects.bulk_create(
        [
            Reach(
                child_id=each.child_id, agency_id=each.agency_id, kind=ReachKind.CONTENT, source=each.source,
                starts_at=each.starts_at,
            )
            for each in reaches
        ]
    )  # fmt: skip
