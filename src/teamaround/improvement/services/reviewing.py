"""Entering reviews: what they judged, found and recommend; and settling what others wait for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal

from ..models import Finding, Judgement, Recommendation, Review
from ..rules.labels import Labelled, check_labels
from ..rules.regimes import Regime, check_term, due_on, regime


@dataclass(frozen=True)
class NewReview:
    """A review as it is to be entered; `own_lines` are the lines that only this one follows."""

    authority_id: int
    regime: str
    regime_version: str
    title: str
    led_by: str
    partners: tuple[str, ...] = ()
    fieldwork_from: date | None = None
    fieldwork_until: date | None = None
    published_on: date | None = None
    next_expected: str = ""
    summary: str = ""
    own_lines: tuple[str, ...] = ()
    parts: dict[str, str] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True)
class NewJudgement:
    """A word on a scale, about a line or the whole."""

    scale: str
    term: str
    line: str = ""


@dataclass(frozen=True)
class NewFinding:
    """Something found; `earlier` is the reference of a recommendation that was, or was not, met."""

    kind: str
    words: str
    line: str = ""
    scale: str = ""
    term: str = ""
    earlier: str = ""
    was_met: bool | None = None


@dataclass(frozen=True)
class NewRecommendation:
    """Something recommended. `within` and `subject_to` are labels of others in the same review."""

    label: str
    words: str
    addressee: str
    band: str = ""
    own_day: date | None = None
    within: str = ""
    subject_to: str = ""
    body_id: int | None = None


@transaction.atomic
def enter_review(*, new: NewReview, by: Viewer, now: datetime) -> Review:
    """Enter a review of a regime; its standing lines come from there."""
    of = regime(new.regime, new.regime_version)
    if new.fieldwork_from and new.fieldwork_until and new.fieldwork_until < new.fieldwork_from:
        raise Refusal("fieldwork", "Fieldwork ended before it began.", field="fieldwork_until")
    if new.published_on and new.published_on > clock.day_of(now):
        raise Refusal("not-yet", "Enter the day of publication when it has come.", field="published_on")
    review = Review.objects.create(
        ref=new_ref("RE"), authority_id=new.authority_id, regime=of.key, regime_version=of.version,
        title=new.title, led_by=new.led_by, partners=list(new.partners), fieldwork_from=new.fieldwork_from,
        fieldwork_until=new.fieldwork_until, published_on=new.published_on, next_expected=new.next_expected,
        summary=new.summary, note=new.note,
        parts={key: new.parts[key] for key in of.parts if new.parts.get(key)},
        lines=[*([name, True] for name in of.lines), *([name, False] for name in new.own_lines)],
    )  # fmt: skip
    record("improvement.review_entered", by=by, at=now, about=review.ref, said=review.title)
    return review


@transaction.atomic
def publish(*, authority_id: int, ref: str, on: date, by: Viewer, now: datetime) -> None:
    """Note the day on which a review was published; from then on everybody may read it here."""
    review = _review(authority_id, ref)
    if review.published_on is not None:
        raise Refusal("published", "It has been published already.", field="on")
    if on > clock.day_of(now):
        raise Refusal("not-yet", "Enter the day of publication when it has come.", field="on")
    review.published_on = on
    review.save(update_fields=["published_on"])
    record("improvement.review_published", by=by, at=now, about=ref)


@transaction.atomic
def add_judgements(
    *, authority_id: int, ref: str, new: Sequence[NewJudgement], by: Viewer, now: datetime
) -> None:
    """Enter what a review judged, in words of its regime's own scales."""
    review = _review(authority_id, ref)
    of = regime(review.regime, review.regime_version)
    known = {(row.line, row.scale) for row in review.judgements.all()}
    rows = []
    for each in new:
        check_term(of, each.scale, each.term)
        _check_line(review, each.line)
        if (each.line, each.scale) in known:
            raise Refusal("judged", "That is judged on this scale already.", field="line")
        known.add((each.line, each.scale))
        rows.append(Judgement(review=review, line=each.line, scale=each.scale, term=each.term))
    Judgement.objects.bulk_create(rows)
    record("improvement.judged", by=by, at=now, about=ref, said=", ".join(each.term for each in new))


def _check_line(review: Review, line: str) -> None:
    if line and line not in {name for name, _ in review.lines}:
        raise Refusal("no-line", "The review has no such line of enquiry.", field="line")


@transaction.atomic
def add_findings(
    *, authority_id: int, ref: str, new: Sequence[NewFinding], by: Viewer, now: datetime
) -> None:
    """Enter what a review found: strengths as well as what is to improve."""
    review = _review(authority_id, ref)
    of = regime(review.regime, review.regime_version)
    start = review.findings.count()
    rows = [_finding(review, of, each, start + nth) for nth, each in enumerate(new, start=1)]
    Finding.objects.bulk_create(rows)
    record("improvement.found", by=by, at=now, about=ref, said=f"{len(rows)}")


def _finding(review: Review, of: Regime, new: NewFinding, position: int) -> Finding:
    _check_line(review, new.line)
    if new.term:
        check_term(of, new.scale, new.term)
    earlier = None
    if new.earlier:
        others = Recommendation.objects.filter(review__authority=review.authority_id).exclude(review=review)
        earlier = others.filter(ref=new.earlier).first()
        if earlier is None or new.was_met is None:
            raise Refusal(
                "earlier", "Say of which earlier recommendation, and whether it was met.", field="was_met"
            )
    return Finding(
        review=review, position=position, line=new.line, kind=new.kind, words=new.words,
        scale=new.scale if new.term else "", term=new.term, earlier=earlier,
        was_met=new.was_met if earlier else None,
    )  # fmt: skip


@transaction.atomic
def add_recommendations(
    *, authority_id: int, ref: str, new: Sequence[NewRecommendation], by: Viewer, now: datetime
) -> list[Recommendation]:
    """Enter what a review recommends, in its own words; every label that the words name must be there."""
    review = _review(authority_id, ref)
    if review.published_on is None:
        raise Refusal("unpublished", "Days are counted from publication: enter its day first.")
    old = list(review.recommendations.select_related("subject_to").order_by("position"))
    check_labels([
        *(Labelled(row.label, row.words, row.subject_to.label if row.subject_to else "") for row in old),
        *(Labelled(each.label, each.words, each.subject_to) for each in new),
    ])  # fmt: skip
    rows = {row.label: row for row in old}
    made = []
    for position, each in enumerate(new, start=len(old) + 1):
        row = _recommendation(review.pk, review.published_on, each, rows, position)
        rows[row.label] = row
        made.append(row)
    _write(made, rows, {each.label: each.subject_to for each in new if each.subject_to})
    record("improvement.recommended", by=by, at=now, about=ref, said=", ".join(row.label for row in made))
    return made


def _recommendation(
    review_id: int, published_on: date, new: NewRecommendation, rows: dict[str, Recommendation], position: int
) -> Recommendation:
    whole = rows.get(new.within) if new.within else None
    if new.within and whole is None:
        raise Refusal("within", f"There is no ({new.within}) for it to be a clause of.", field="within")
    due = whole.due_on if whole else due_on(published_on, new.band, own=new.own_day)
    return Recommendation(
        ref=new_ref("RC"), review_id=review_id, within=whole, position=position, label=new.label, words=new.words,
        addressee=new.addressee, body_id=new.body_id, band=whole.band if whole else new.band, due_on=due,
    )  # fmt: skip


def _write(made: list[Recommendation], rows: dict[str, Recommendation], conditions: dict[str, str]) -> None:
    """Wholes before their clauses; what they hang on when all are there, for it may stand below."""
    whole = [row for row in made if row.within is None]
    Recommendation.objects.bulk_create(whole)
    clauses = [row for row in made if row.within is not None]
    for row in clauses:
        row.within = rows[row.within.label] if row.within else None
    Recommendation.objects.bulk_create(clauses)
    for label, condition in conditions.items():
        rows[label].subject_to = rows[condition]
    Recommendation.objects.bulk_update([rows[label] for label in conditions], ["subject_to"])


@transaction.atomic
def settle(
    *, authority_id: int, ref: str, on: date, because: str, by: Viewer, now: datetime
) -> Recommendation:
    """Note that a recommendation was done or decided, so that what hangs on it may begin."""
    row = (
        Recommendation.objects.select_related("review")
        .select_for_update(of=("self",))
        .filter(ref=ref, review__authority_id=authority_id)
        .first()
    )
    if row is None:
        raise NotVisible
    if on > clock.day_of(now):
        raise Refusal("not-yet", "Enter the day when it has come.", field="on")
    row.settled_on, row.settled_because = on, because
    row.save(update_fields=["settled_on", "settled_because"])
    record("improvement.settled", by=by, at=now, about=ref, said=because)
    return row


def _review(authority_id: int, ref: str) -> Review:
    """The review for change; whoever adds to it at the same time waits."""
    row = Review.objects.select_for_update().filter(authority_id=authority_id, ref=ref).first()
    if row is None:
        raise NotVisible
    return row
