"""People's answers kept as labels, in the transaction in which they are given; a later answer takes their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from teamaround.accounts.rules import Viewer
from teamaround.kernel import clock

from .models import Label, LinkEvent, PairToReview
from .reviewing import weigh_pair
from .rules import Weighed, release_in_force
from .rules.labels import Band, LabelOf, by_band
from .rules.ledger import BY_ITSELF, Evidence, How, steps_as_kept


@dataclass(frozen=True)
class Answer:
    """One child or not, on this evidence."""

    evidence: Evidence
    is_same: bool


def answer_on(weighed: Weighed, *, is_same: bool) -> Answer:
    """What somebody said of two records that were weighed just now."""
    release = release_in_force().number
    return Answer(Evidence(How.DECIDED, weighed.bits, release, (), weighed.steps), is_same)


def keep_labels(
    of: LabelOf,
    about: str,
    answers: Iterable[Answer],
    *,
    authority_id: int,
    agency_id: int | None,
    now: datetime,
) -> int:
    """Keep what was answered about one thing; returns how many labels. What nobody weighed is none."""
    Label.objects.filter(of=of, about=about).delete()
    made = [
        Label(
            of=of, about=about, authority_id=authority_id, agency_id=agency_id, is_same=each.is_same,
            bits=each.evidence.bits, release=each.evidence.release, steps=each.evidence.steps_kept(),
            on=clock.day_of(now),
        )
        for each in answers
        if each.evidence.bits is not None and each.evidence.release is not None
    ]  # fmt: skip
    return len(Label.objects.bulk_create(made))


def keep_pair_label(pair: PairToReview, *, is_same: bool, by: Viewer, now: datetime) -> None:
    """Keep what was answered of two entries, as they stand apart."""
    answer = answer_on(weigh_pair(pair), is_same=is_same)
    keep_labels(LabelOf.PAIR, pair.ref, [answer], authority_id=by.authority_id, agency_id=None, now=now)


def keep_record_label(event: LinkEvent, *, by: Viewer, now: datetime) -> None:
    """Keep that a record which was laid by itself was taken off a child, or moved: they were not the same."""
    assert event.before_id is not None
    laid = evidence_when_laid(event.agency_id, event.source_key, event.before_id)
    answers = [Answer(laid, is_same=False)] if laid else []
    keep_labels(
        LabelOf.RECORD,
        str(event.pk),
        answers,
        authority_id=by.authority_id,
        agency_id=event.agency_id,
        now=now,
    )


def forget_record_label(event: LinkEvent) -> None:
    """What was answered was taken back."""
    Label.objects.filter(of=LabelOf.RECORD, about=str(event.pk)).delete()


def evidence_when_laid(agency_id: int, source_key: str, child_id: int) -> Evidence | None:
    """On what evidence a record was laid to a child by itself, as the ledger has it; None where it was not."""
    laid = LinkEvent.objects.filter(
        agency_id=agency_id, source_key=source_key, child_id=child_id, how__in=BY_ITSELF
    ).order_by("-pk")
    return next((_evidence(event) for event in laid[:1]), None)


def _evidence(event: LinkEvent) -> Evidence:
    return Evidence(
        How(event.how), event.bits, event.release, tuple(event.guards), steps_as_kept(event.steps)
    )


def bands(viewer: Viewer, *, release: int) -> list[Band]:
    """What people of the viewer's authority answered, by how much spoke for one child by a release."""
    rows = Label.objects.filter(authority_id=viewer.authority_id, release=release)
    return by_band(rows.values_list("bits", "is_same"))


@dataclass(frozen=True)
class Kept:
    """A label as it is handed out: no child, no name, nothing by which one could be found."""

    of: str
    on: date
    release: int
    bits: float
    is_same: bool
    steps: list[list[object]]


def labels(*, release: int | None = None) -> Iterator[Kept]:
    """Every label, the oldest first; or those of one release."""
    rows = (
        Label.objects.order_by("pk")
        if release is None
        else Label.objects.filter(release=release).order_by("pk")
    )
    for row in rows.values_list("of", "on", "release", "bits", "is_same", "steps").iterator():
        yield Kept(*row)
