"""What goes with an assessment when the record it was begun on is joined to another (R2)."""

from __future__ import annotations

from django.db.models import Q

from teamaround.accounts.guests.models import Invitation
from teamaround.index.services.following import Follower

from .. import queries
from ..models import Answer, Assessment, Contribution, EarlierWording, Picture, QualityReview
from .assessing import point


def point_anew(child_id: int) -> None:
    """Point to the assessment to go on from: the open one, or else the newest."""
    found = queries.open_one(child_id) or queries.of_child(child_id).first()
    if found is not None:
        point(found)


def links_to(assessment_ids: list[int]) -> Q:
    """The invitations by link to a part of these assessments."""
    parts = Contribution.objects.filter(assessment__in=assessment_ids).values_list("ref", flat=True)
    return Q(about__in=list(parts))


FOLLOWERS = (
    Follower(
        Assessment,
        (
            (Contribution, "assessment"),
            (Answer, "assessment"),
            (EarlierWording, "answer__assessment"),
            (Picture, "assessment"),
            (QualityReview, "assessment"),
            (Invitation, links_to),
        ),
        point_anew,
    ),
)
