"""What goes with a request when the record of its child is joined to another (R2)."""

from __future__ import annotations

from django.db.models import Q

from teamaround.accounts.guests.models import Invitation
from teamaround.index.services.following import Follower

from .models import Request


def links_to(request_ids: list[int]) -> Q:
    """The invitations by link to these requests."""
    return Q(about__in=list(Request.objects.filter(pk__in=request_ids).values_list("ref", flat=True)))


FOLLOWERS = (Follower(Request, ((Invitation, links_to),)),)
