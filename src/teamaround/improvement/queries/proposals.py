"""Reading what was recognised in a report: each beside its passage, and what still waits for an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from teamaround.accounts.rules import Viewer
from teamaround.kernel.refusal import NotVisible

from ..models import Proposal, Recommendation, ReportRead, Review
from ..rules.confirming import Said, free_label
from . import reviews

TYPED = ("label", "words", "addressee", "band", "own_day", "within", "subject_to")


@dataclass(frozen=True)
class ProposalShown:
    """A proposal as it stands now: as recognised, or as somebody confirmed it."""

    row: Proposal
    told: dict[str, Any]

    @property
    def is_amended(self) -> bool:
        """Whether whoever confirmed it says it otherwise than it was recognised."""
        return self.row.confirmed is not None and self.row.confirmed != self.row.proposed


def kept_as(told: dict[str, Any]) -> dict[str, Any]:
    """What a proposal says, as it is kept."""
    return {name: str(told.get(name) or "") for name in TYPED}


def open_report(review: Review) -> ReportRead | None:
    """The report of a review whose recommendations are being gone through."""
    return ReportRead.objects.filter(review=review, closed_at__isnull=True).first()


def report(viewer: Viewer, ref: str) -> ReportRead:
    """One report, for the keepers of its review."""
    row = ReportRead.objects.select_related("review").filter(ref=ref).first()
    if row is None or not reviews.keeps(viewer, row.review):
        raise NotVisible
    return row


def proposals(of: ReportRead) -> list[ProposalShown]:
    """Everything that was recognised in a report, in its order."""
    rows = Proposal.objects.filter(report=of).select_related("recommendation").order_by("position")
    return [ProposalShown(row, _told(row)) for row in rows]


def proposal(viewer: Viewer, ref: str) -> ProposalShown:
    """One proposal, for the keepers of its review."""
    row = Proposal.objects.select_related("report__review").filter(ref=ref).first()
    if row is None or not reviews.keeps(viewer, row.report.review):
        raise NotVisible
    return ProposalShown(row, _told(row))


def counted(shown: list[ProposalShown]) -> dict[str, int]:
    """How many wait, are confirmed and were left out."""
    found = Counter(each.row.said for each in shown)
    return {each.value: found[each.value] for each in Said}


def waiting(of: ReportRead) -> int:
    """How many wait for an answer."""
    return Proposal.objects.filter(report=of, said=Said.WAITING).count()


def next_waiting(after: Proposal) -> Proposal | None:
    """The next that waits, from the first again after the last."""
    rows = list(Proposal.objects.filter(report=after.report_id, said=Said.WAITING).order_by("position"))
    return next((row for row in rows if row.position > after.position), rows[0] if rows else None)


def labels(one: Proposal) -> list[tuple[str, str]]:
    """Labels that this one may name: of the review’s recommendations, and of the others from the same report."""
    had = Recommendation.objects.filter(review=one.report.review_id).order_by("position")
    found = dict(had.values_list("label", "words"))
    others = Proposal.objects.filter(report=one.report_id).exclude(said=Said.LEFT_OUT).exclude(pk=one.pk)
    for row in others.order_by("position"):
        told = _told(row)
        if told["label"]:
            found.setdefault(told["label"], told["words"])
    return list(found.items())


def label_for(one: ProposalShown) -> str:
    """Its own label; where the report gives it none, the first number that is free."""
    return one.told["label"] or free_label({label for label, _ in labels(one.row)})


def _told(row: Proposal) -> dict[str, Any]:
    return dict(_typed(row.confirmed if row.confirmed is not None else row.proposed))


def _typed(kept: dict[str, str]) -> Iterator[tuple[str, Any]]:
    for name in TYPED:
        value = kept.get(name, "")
        yield name, (date.fromisoformat(value) if value else None) if name == "own_day" else value
