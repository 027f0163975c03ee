"""Reading what second readers said about the writing, and the themes that come up."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from teamaround.accounts.rules import Viewer
from teamaround.sharing.covering import covered
from teamaround.sharing.queries import within_reach
from teamaround.sharing.rules import Act

from .models import Answer, Assessment, QualityReview, QualityTheme
from .rules import quality
from .rules.quality import ThemeCount


def writers(found: Assessment) -> frozenset[int]:
    """The accounts of everybody who wrote in it, and of whoever began it."""
    wrote = Answer.objects.filter(assessment=found).values_list("written_by_id", flat=True)
    return frozenset(wrote) | {found.begun_by_id}


def own_draft(viewer: Viewer, found: Assessment) -> QualityReview | None:
    """The viewer's review that is not given yet."""
    return QualityReview.objects.filter(
        assessment=found, reviewer_id=viewer.account_id, given_at__isnull=True
    ).first()


def given(found: Assessment) -> QuerySet[QualityReview]:
    """Reviews that were given to the writers, newest first."""
    rows = QualityReview.objects.filter(assessment=found, given_at__isnull=False)
    return rows.select_related("reviewer", "read_by").order_by("-given_at")


def with_me(viewer: Viewer, found: Assessment) -> list[QualityReview]:
    """Given reviews that the viewer may read: all of them for a writer, their own for a reviewer."""
    rows = given(found)
    if viewer.account_id not in writers(found):
        rows = rows.filter(reviewer_id=viewer.account_id)
    return list(rows)


def to_be_read(viewer: Viewer, *, at: datetime) -> QuerySet[QualityReview]:
    """What colleagues said about the viewer's writing and no writer has read yet, the oldest first."""
    wrote = Answer.objects.filter(assessment=OuterRef("assessment"), written_by_id=viewer.account_id)
    rows = QualityReview.objects.filter(given_at__isnull=False, read_at__isnull=True)
    rows = rows.filter(Q(Exists(wrote)) | Q(assessment__begun_by_id=viewer.account_id))
    rows = within_reach(rows, viewer, Act.SEE_CONTENT, at=at, child="child_id")
    rows = covered(
        rows, viewer, at=at, child="child_id", came_from="assessment__came_from_id",
        agency="assessment__agency_id",
    )  # fmt: skip
    return rows.select_related("assessment", "reviewer").order_by("given_at", "pk")


def themes(authority_id: int, *, since: date) -> list[ThemeCount]:
    """How often each theme was ticked in an authority since a day; small numbers hidden."""
    rows = QualityTheme.objects.filter(authority_id=authority_id, ticked_on__gte=since)
    return quality.counted(rows.values_list("theme").annotate(times=Count("pk")).order_by("theme"))
