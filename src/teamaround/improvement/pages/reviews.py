"""Reviews: what was judged, found and recommended. Keepers enter them; once published, all may read."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from teamaround.accounts.door import PageRequest, page
from teamaround.accounts.rules import Duty
from teamaround.design.keeping import kept
from teamaround.design.render import render
from teamaround.kernel.refusal import Refusal

from ..forms.reviews import DayForm, FindingForm, JudgementForm, RecommendationForm, ReviewForm, SettledForm
from ..queries import proposals, telling
from ..queries import reviews as queries
from ..rules.regimes import TREND_WORDS, Trend, band, regimes
from ..rules.telling import AUDIENCE_WORDS, HOW_WORDS
from ..services import reviewing
from ..services.reviewing import NewFinding, NewJudgement, NewRecommendation, NewReview

MOST = 100
PART_WORDS = {
    "challenge": "Challenge: why and how it is provided", "compare": "Compare: with others",
    "consult": "Consult: who was asked", "compete": "Compete: who else could provide it",
}  # fmt: skip


@page(duty=None)
def listing(http: PageRequest) -> HttpResponse:
    """Every review of one's own authority, the newest first."""
    names = {each.code: each.name for each in regimes()}
    rows = queries.reviews(http.viewer)[:MOST]
    return render(
        http, "improvement/reviews.html", may_keep=http.viewer.can(Duty.KEEP_PLANS),
        rows=[{"review": row, "kind": names[f"{row.regime}/{row.regime_version}"]} for row in rows],
    )  # fmt: skip


@page(duty=None)
def show(http: PageRequest, review: str) -> HttpResponse:
    """One review, whole."""
    found = queries.review(http.viewer, review)
    listed = queries.recommendations(found, on=http.today)
    return render(
        http, "improvement/review.html", review=found, regime=queries.regime_of(found),
        judgements=queries.judgements(found), findings=queries.findings(found), recommendations=listed,
        trend_words={each.value: TREND_WORDS[each] for each in Trend}, finding_words=queries.FINDING_WORDS,
        parts_told=[(PART_WORDS[key], text) for key, text in found.parts.items()],
        band_words={each.row.band: found_band.words for each in listed if (found_band := band(each.row.band))},
        may_keep=queries.keeps(http.viewer, found), has_plan=queries.has_plan(found),
        tellings=telling.tellings(http.viewer, found)[:MOST], how_words=HOW_WORDS, audience_words=AUDIENCE_WORDS,
        is_being_read=proposals.open_report(found) is not None,
        to_tell=[AUDIENCE_WORDS[each].lower() for each in telling.still_to_tell(found)],
    )  # fmt: skip


@page(duty=Duty.KEEP_PLANS, writes=True)
def enter(http: PageRequest) -> HttpResponse:
    """Enter a review."""
    form = ReviewForm(http.POST or None)

    def do() -> str:
        typed = dict(form.cleaned_data)
        key, _, version = typed.pop("regime").partition("/")
        new = NewReview(authority_id=http.viewer.authority_id, regime=key, regime_version=version, **typed)
        return _of(reviewing.enter_review(new=new, by=http.viewer, now=http.now).ref)

    return kept(http, form, do, title="Add a review or inspection", back=reverse("improvement:reviews"))


@page(duty=Duty.KEEP_PLANS, writes=True)
def publish(http: PageRequest, review: str) -> HttpResponse:
    """Note the day of publication."""
    queries.review(http.viewer, review)
    form = DayForm(http.POST or None)

    def do() -> None:
        reviewing.publish(
            authority_id=http.viewer.authority_id,
            ref=review,
            by=http.viewer,
            now=http.now,
            **form.cleaned_data,
        )

    return kept(http, form, do, title="It has been published", back=_of(review))


@page(duty=Duty.KEEP_PLANS, writes=True)
def judge(http: PageRequest, review: str) -> HttpResponse:
    """Enter a judgement."""
    found = queries.review(http.viewer, review)
    form = JudgementForm(http.POST or None, review=found, of=queries.regime_of(found))

    def do() -> None:
        scale, term = form.cleaned_data["judged"]
        reviewing.add_judgements(
            authority_id=http.viewer.authority_id, ref=review,
            new=[NewJudgement(scale, term, form.cleaned_data["line"])], by=http.viewer, now=http.now,
        )  # fmt: skip

    return kept(http, form, do, title="Add a judgement", back=_of(review))


@page(duty=Duty.KEEP_PLANS, writes=True)
def find(http: PageRequest, review: str) -> HttpResponse:
    """Enter a finding."""
    found = queries.review(http.viewer, review)
    earlier = queries.earlier_recommendations(found)[:200]
    form = FindingForm(http.POST or None, review=found, of=queries.regime_of(found), earlier=earlier)

    def do() -> None:
        typed = dict(form.cleaned_data)
        scale, term = typed.pop("judged")
        reviewing.add_findings(
            authority_id=http.viewer.authority_id, ref=review,
            new=[NewFinding(scale=scale, term=term, **typed)], by=http.viewer, now=http.now,
        )  # fmt: skip

    return kept(http, form, do, title="Add a finding", back=_of(review))


@page(duty=Duty.KEEP_PLANS, writes=True)
def recommend(http: PageRequest, review: str) -> HttpResponse:
    """Enter a recommendation."""
    found = queries.review(http.viewer, review)
    others = [
        row for shown in queries.recommendations(found, on=http.today) for row in (shown.row, *shown.clauses)
    ]
    form = RecommendationForm(http.POST or None, others=others)

    def do() -> None:
        reviewing.add_recommendations(
            authority_id=http.viewer.authority_id, ref=review,
            new=[NewRecommendation(**form.cleaned_data)], by=http.viewer, now=http.now,
        )  # fmt: skip

    if found.published_on is None:
        raise Refusal("unpublished", "Days are counted from publication. Note first when it was published.")
    return kept(http, form, do, title="Add a recommendation", back=_of(review))


@page(duty=Duty.KEEP_PLANS, writes=True)
def settle(http: PageRequest, recommendation: str) -> HttpResponse:
    """Note that a recommendation was done or decided."""
    row = queries.recommendation(http.viewer, recommendation)
    form = SettledForm(http.POST or None)

    def do() -> None:
        reviewing.settle(
            authority_id=http.viewer.authority_id, ref=recommendation, by=http.viewer, now=http.now,
            **form.cleaned_data,
        )  # fmt: skip

    return kept(http, form, do, title=f"Recommendation {row.label} is settled", back=_of(row.review.ref))


def _of(ref: str) -> str:
    return reverse("improvement:review", kwargs={"review": ref})
