"""Reading reviews: who may, what they judged, how that compares, and what was recommended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from teamaround.accounts.rules import Duty, Viewer
from teamaround.kernel.refusal import NotVisible

from ..models import Finding, Judgement, Plan, Recommendation, Review
from ..rules.labels import why_not_yet
from ..rules.regimes import Regime, Scale, Trend, regime, trend

FINDING_WORDS = {"strength": "Strength", "weakness": "To improve", "mixed": "Both"}


@dataclass(frozen=True)
class JudgementShown:
    """A judgement in the inspector's word, and the one before it on the same scale."""

    line: str
    scale: Scale
    term: str
    before: Judgement | None
    trend: Trend | None


@dataclass(frozen=True)
class RecommendationShown:
    """A recommendation with its clauses, and why nothing may be begun for it yet."""

    row: Recommendation
    clauses: tuple[Recommendation, ...]
    not_yet: str


def reviews(viewer: Viewer) -> QuerySet[Review]:
    """Reviews of one's own authority, the newest first, and those whose plan one watches from outside.

    Before publication a review is there for its keepers alone.
    """
    published = Q(published_on__isnull=False)
    seen = published & Q(plan__monitors__account_id=viewer.account_id)
    own = Q(authority_id=viewer.authority_id)
    seen |= own if viewer.can(Duty.KEEP_PLANS) else own & published
    ids = Review.objects.filter(seen).values("pk")
    return Review.objects.filter(pk__in=ids).order_by("-published_on", "-pk")


def keeps(viewer: Viewer, review: Review) -> bool:
    """Whether this viewer keeps the review."""
    return viewer.can(Duty.KEEP_PLANS) and viewer.authority_id == review.authority_id


def review(viewer: Viewer, ref: str) -> Review:
    """One review, as far as it is there for this viewer."""
    found = reviews(viewer).filter(ref=ref).first()
    if found is None:
        raise NotVisible
    return found


def regime_of(review: Review) -> Regime:
    """The version of the regime that it belongs to."""
    return regime(review.regime, review.regime_version)


def judgements(review: Review) -> list[JudgementShown]:
    """What it judged, in the order of its lines; the whole first. Compared within one scale only."""
    rows = list(review.judgements.all())
    order = ["", *(name for name, _ in review.lines)]
    rows.sort(key=lambda row: (order.index(row.line) if row.line in order else len(order), row.pk))
    before = _before(review, {row.scale for row in rows})
    of = regime_of(review)
    return [_judged(row, of, before.get((row.line, row.scale))) for row in rows]


def _judged(row: Judgement, of: Regime, before: Judgement | None) -> JudgementShown:
    scale = of.scale(row.scale)
    assert scale is not None  # checked when it was entered
    return JudgementShown(
        row.line, scale, row.term, before, trend(scale, before.term, row.term) if before else None
    )


def _before(review: Review, scales: set[str]) -> dict[tuple[str, str], Judgement]:
    """The last earlier judgement on each line and scale, of the same authority."""
    if review.published_on is None:
        return {}
    earlier = (
        Judgement.objects.filter(
            review__authority=review.authority_id, review__published_on__lt=review.published_on, scale__in=scales
        )
        .select_related("review")
        .order_by("review__published_on")
    )  # fmt: skip
    return {(row.line, row.scale): row for row in earlier}


def findings(review: Review) -> list[Finding]:
    """What it found, in its order."""
    return list(Finding.objects.filter(review=review).select_related("earlier__review").order_by("position"))


def recommendations(review: Review, *, on: date) -> list[RecommendationShown]:
    """What it recommends, each with its clauses beneath it."""
    rows = list(
        Recommendation.objects.filter(review=review).select_related("subject_to").order_by("position")
    )
    return [
        RecommendationShown(
            row, tuple(each for each in rows if each.within_id == row.pk), not_yet(row, on=on)
        )
        for row in rows
        if row.within_id is None
    ]


def recommendation(viewer: Viewer, ref: str) -> Recommendation:
    """One recommendation of a review that is there for this viewer."""
    found = (
        Recommendation.objects.select_related("review", "subject_to")
        .filter(ref=ref, review__in=reviews(viewer))
        .first()
    )
    if found is None:
        raise NotVisible
    return found


def not_yet(row: Recommendation, *, on: date) -> str:
    """Why nothing may be begun for it yet (R32)."""
    condition = row.subject_to
    return why_not_yet(
        condition=condition.label if condition else "",
        settled_on=condition.settled_on if condition else None, on=on,
    )  # fmt: skip


def earlier_recommendations(review: Review) -> QuerySet[Recommendation]:
    """Recommendations of the same authority's earlier reviews, about which a finding may say something."""
    found = Recommendation.objects.filter(review__authority=review.authority_id).exclude(review=review)
    return found.select_related("review").order_by("-review__published_on", "position")


def has_plan(review: Review) -> bool:
    """Whether a plan has been begun for it."""
    return Plan.objects.filter(review=review).exists()
