"""Taking a report's recommendations in: read, answered one by one by people, and entered when every one is answered."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal

from ..models import Proposal, Recommendation, ReportRead, Review
from ..queries import proposals as queries
from ..queries.reviews import keeps
from ..reports.opening import Kind, Report
from ..rules.confirming import Said, check_answered, check_found, check_open, check_version
from ..rules.passages import passages
from ..rules.proposing import Proposed, propose
from ..rules.regimes import due_on
from .reviewing import NewRecommendation, add_recommendations


@transaction.atomic
def read(*, ref: str, report: Report, by: Viewer, now: datetime) -> ReportRead:
    """Keep what is recognised in a report of this review, for people to answer. Of the report itself nothing is kept."""
    review = Review.objects.select_for_update().filter(authority_id=by.authority_id, ref=ref).first()
    if review is None or not keeps(by, review):
        raise NotVisible
    if review.published_on is None:
        raise Refusal("unpublished", "Days are counted from publication: enter its day first.")
    if queries.open_report(review) is not None:
        raise Refusal("open", "A report of this review is being gone through. Finish that one first.")
    found = propose(passages(report.lines), is_pasted=report.kind is Kind.PASTED)
    check_found(len(found))
    made = ReportRead.objects.create(
        ref=new_ref("RR"), review=review, kind=report.kind, pages=report.pages, digest=report.digest,
        by_id=by.account_id or None, by_name=by.name, at=now,
    )  # fmt: skip
    Proposal.objects.bulk_create(_proposal(made, each, nth) for nth, each in enumerate(found, start=1))
    record("improvement.report_read", by=by, at=now, about=made.ref, said=f"{len(found)}")
    return made


def _proposal(of: ReportRead, found: Proposed, position: int) -> Proposal:
    return Proposal(
        ref=new_ref("PP"), report=of, position=position, page=found.page, context=found.context,
        passage=found.passage, proposed=queries.kept_as(asdict(found)),
    )  # fmt: skip


@transaction.atomic
def confirm(*, ref: str, version: int, typed: NewRecommendation, by: Viewer, now: datetime) -> Proposal:
    """Say that it is a recommendation of the report, in these words. It is entered when all are answered."""
    row = _locked(ref, version, by)
    published_on = row.report.review.published_on
    if published_on is not None and not typed.within:
        due_on(published_on, typed.band, own=typed.own_day)  # refuses what has no day
    row.said, row.confirmed = Said.CONFIRMED, queries.kept_as(asdict(typed))
    _answer(row, by=by, now=now)
    record("improvement.proposal_confirmed", by=by, at=now, about=ref, said=typed.label)
    return row


@transaction.atomic
def leave_out(*, ref: str, version: int, by: Viewer, now: datetime) -> Proposal:
    """Say that it is no recommendation, or not to be entered."""
    row = _locked(ref, version, by)
    row.said, row.confirmed = Said.LEFT_OUT, None
    _answer(row, by=by, now=now)
    record("improvement.proposal_left_out", by=by, at=now, about=ref)
    return row


def _answer(row: Proposal, *, by: Viewer, now: datetime) -> None:
    row.by_id, row.at, row.version = by.account_id or None, now, row.version + 1
    row.save(update_fields=["said", "confirmed", "by", "at", "version"])


@transaction.atomic
def leave_rest_out(*, ref: str, by: Viewer, now: datetime) -> int:
    """Leave out all that nobody has answered yet; returns how many."""
    report = _locked_report(ref, by)
    rows = list(report.proposals.filter(said=Said.WAITING).select_for_update())
    for row in rows:
        row.said = Said.LEFT_OUT
        _answer(row, by=by, now=now)
    record("improvement.proposals_left_out", by=by, at=now, about=ref, said=f"{len(rows)}")
    return len(rows)


@transaction.atomic
def enter(*, ref: str, by: Viewer, now: datetime) -> list[Recommendation]:
    """Enter what was confirmed, all together, so that whatever their words refer to is there; and close the report."""
    report = _locked_report(ref, by)
    shown = queries.proposals(report)
    check_answered(queries.waiting(report))
    rows = [each.row for each in shown if each.row.said == Said.CONFIRMED]
    made = (
        add_recommendations(
            authority_id=by.authority_id, ref=report.review.ref, by=by, now=now,
            new=[NewRecommendation(**each.told) for each in shown if each.row.said == Said.CONFIRMED],
        )
        if rows
        else []
    )  # fmt: skip
    for row, recommendation in zip(rows, made, strict=True):
        row.recommendation = recommendation
    Proposal.objects.bulk_update(rows, ["recommendation"])
    report.closed_at = now
    report.save(update_fields=["closed_at"])
    record("improvement.proposals_entered", by=by, at=now, about=ref, said=f"{len(made)}")
    return made


def _locked(ref: str, version: int, by: Viewer) -> Proposal:
    """A proposal for change; whoever answers it at the same time waits."""
    row = (
        Proposal.objects.select_for_update(of=("self",))
        .select_related("report__review")
        .filter(ref=ref)
        .first()
    )
    if row is None or not keeps(by, row.report.review):
        raise NotVisible
    check_open(is_closed=row.report.closed_at is not None)
    check_version(version, row.version)
    return row


def _locked_report(ref: str, by: Viewer) -> ReportRead:
    """A report for change; whoever closes it at the same time waits."""
    row = ReportRead.objects.select_for_update(of=("self",)).select_related("review").filter(ref=ref).first()
    if row is None or not keeps(by, row.review):
        raise NotVisible
    check_open(is_closed=row.closed_at is not None)
    return row
