"""What goes with a plan when the record it was opened on is joined to another (R2)."""

from __future__ import annotations

from teamaround.index import services as index
from teamaround.index.services.following import Follower

from ..models import (
    Action,
    Cover,
    EarlierAction,
    EarlierGoal,
    EarlierMinute,
    Episode,
    EpisodeChild,
    EpisodeMove,
    Goal,
    Invited,
    Lead,
    Meeting,
    MeetingTime,
    Minute,
    MinutesSent,
    ProtectionLead,
    Review,
    TeamMember,
    Voice,
    Worry,
)
from ..rules.leading import LeadState


def point_anew(child_id: int) -> None:
    """Point to whoever leads; with two plans from two records, to whoever has led longer."""
    leads = Lead.objects.filter(child_id=child_id, state=LeadState.ACCEPTED).order_by("answered_at", "pk")
    lead = leads.first()
    if lead is not None:
        since = lead.answered_at.date() if lead.answered_at else None
        index.note_lead(child_id=child_id, practitioner_id=lead.practitioner_id, since=since)


FOLLOWERS = (
    Follower(
        Episode,
        (
            (Lead, "episode"),
            (Cover, "lead__episode"),
            (ProtectionLead, "episode"),
            (EpisodeMove, "episode"),
            (Action, "episode"),
            (EarlierAction, "action__episode"),
            (Goal, "episode"),
            (EarlierGoal, "goal_row__episode"),
            (TeamMember, "episode"),
            (Meeting, "episode"),
            (Invited, "meeting__episode"),
            (Minute, "meeting__episode"),
            (EarlierMinute, "minute__meeting__episode"),
            (MinutesSent, "meeting__episode"),
            (MeetingTime, "episode"),
            (Voice, "meeting__episode"),
            (Voice, "review__episode"),
            (Review, "episode"),
        ),
        point_anew,
    ),
    Follower(EpisodeChild),
    Follower(Worry),
)
