"""What goes with a family's page when the record of its child is joined to another (R2)."""

from __future__ import annotations

from django.db.models import Q

from teamaround.accounts.guests.models import Invitation
from teamaround.episodes.services.following import EPISODES
from teamaround.index.services.following import Follower

from .models import FamilyComment, FamilyView


def links_to(view_ids: list[int]) -> Q:
    """The invitations by link to these pages."""
    return _to_pages(Q(pk__in=view_ids))


def links_about(episode_ids: list[int]) -> Q:
    """The invitations by link to pages of these plans."""
    return _to_pages(Q(episode__in=episode_ids))


def _to_pages(pages: Q) -> Q:
    return Q(about__in=list(FamilyView.objects.filter(pages).values_list("ref", flat=True)))


FOLLOWERS = (
    # A page goes with its plan, and one of a plan that began with a brother or sister goes by itself.
    Follower(
        EPISODES, ((FamilyView, "episode"), (FamilyComment, "view__episode"), (Invitation, links_about))
    ),
    Follower(FamilyView, ((FamilyComment, "view"), (Invitation, links_to))),
)
