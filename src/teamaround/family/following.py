"""What goes with a family's page when the record of its child is joined to another (R2)."""

from __future__ import annotations

from django.db.models import Q

from teamaround.accounts.guests.models import Invitation
from teamaround.index.services.following import Follower

from .models import FamilyComment, FamilyView


def links_to(view_ids: list[int]) -> Q:
    """The invitations by link to these pages."""
    return Q(about__in=list(FamilyView.objects.filter(pk__in=view_ids).values_list("ref", flat=True)))


FOLLOWERS = (Follower(FamilyView, ((FamilyComment, "view"), (Invitation, links_to))),)
