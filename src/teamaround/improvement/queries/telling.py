"""Reading whom a review was told to, who is still to be told, and the public page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet

from teamaround.accounts.rules import Duty, Viewer
from teamaround.kernel.refusal import NotVisible

from ..models import Review, SaidBack, Telling
from ..rules.telling import RECENT, Audience, untold
from .reviews import keeps, reviews

MOST = 100


@dataclass(frozen=True)
class ToTell:
    """A review of which some have not been told yet."""

    ref: str
    title: str
    audiences: tuple[Audience, ...]


@dataclass(frozen=True)
class PublicPage:
    """All that anybody may read: the words, who is speaking, since when, and whether it is an example."""

    words: str
    authority: str
    note: str
    since: datetime


def tellings(viewer: Viewer, review: Review) -> QuerySet[Telling]:
    """What was told of a review, the newest first, with how often something was said back; drafts to keepers alone."""
    rows = Telling.objects.filter(review=review).annotate(answers=Count("said_back"))
    if not keeps(viewer, review):
        rows = rows.filter(told_on__isnull=False)
    return rows.order_by("-told_on", "-pk")


def still_to_tell(review: Review) -> tuple[Audience, ...]:
    """Those who have not been told of it yet."""
    told = Telling.objects.filter(review=review, told_on__isnull=False).values_list("audience", flat=True)
    return untold(set(told))


def telling(viewer: Viewer, ref: str) -> Telling:
    """One telling of a review that is there for this viewer; a draft is there for keepers alone."""
    found = Telling.objects.select_related("review").filter(ref=ref, review__in=reviews(viewer)).first()
    if found is None or (found.told_on is None and not keeps(viewer, found.review)):
        raise NotVisible
    return found


def said_back(row: Telling) -> QuerySet[SaidBack]:
    """What they said back, the latest first."""
    return SaidBack.objects.filter(telling=row).order_by("-heard_on", "-pk")


def to_tell(viewer: Viewer, *, on: date) -> list[ToTell]:
    """For keepers of plans: recent reviews of which some have not been told yet, the newest first."""
    if not viewer.can(Duty.KEEP_PLANS):
        return []
    recent = Review.objects.filter(authority_id=viewer.authority_id, published_on__gt=on - RECENT)
    rows = list(recent.order_by("-published_on", "-pk")[:MOST])
    told = _told_of(rows)
    found = [ToTell(row.ref, row.title, untold(told.get(row.pk, set()))) for row in rows]
    return [each for each in found if each.audiences]


def _told_of(rows: Collection[Review]) -> dict[int, set[str]]:
    told: dict[int, set[str]] = {}
    pairs = Telling.objects.filter(review__in=[row.pk for row in rows], told_on__isnull=False)
    for review, audience in pairs.values_list("review_id", "audience"):
        told.setdefault(review, set()).add(audience)
    return told


def public_page(ref: str) -> PublicPage:
    """The public page, for anybody; NotVisible unless somebody has published it. Reads nothing else of the review."""
    rows = Telling.objects.filter(ref=ref, audience=Audience.CHILDREN.value, public_since__isnull=False)
    found = rows.values_list("words", "review__authority__name", "note", "public_since").first()
    if found is None:
        raise NotVisible
    words, authority, note, since = found
    assert since is not None  # asked for above
    return PublicPage(words, authority, note, since)
