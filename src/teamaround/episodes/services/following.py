"""What goes with a plan when the record it was opened on is joined to another (R2)."""

from __future__ import annotations

from django.db.models import Model

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
    Occasion,
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


def has_a_place(episodes: list[int], child_id: int) -> set[int]:
    """Those of these episodes in which a child has a part, as the first or beside another."""
    beside = EpisodeChild.objects.filter(episode__in=episodes, child_id=child_id)
    first = Episode.objects.filter(pk__in=episodes, child_id=child_id)
    return {*beside.values_list("episode_id", flat=True), *first.values_list("pk", flat=True)}


def _beside_another(parts: list[int], child_id: int) -> set[int]:
    """Of these parts in others' episodes, those where the child has a place as well."""
    rows = dict(EpisodeChild.objects.filter(pk__in=parts).values_list("pk", "episode_id"))
    there = has_a_place(list(rows.values()), child_id)
    return {part for part, episode in rows.items() if episode in there}


OF_EACH_CHILD: tuple[tuple[type[Model], str], ...] = (
    (Action, "episode"),
    (EarlierAction, "action__episode"),
    (Goal, "episode"),
    (EarlierGoal, "goal_row__episode"),
    (Voice, "meeting__episode"),
    (Voice, "review__episode"),
)
EPISODES = Episode  # for the packages above, whose tables hang on plans too
FOLLOWERS = (
    Follower(
        Episode,
        (
            (Lead, "episode"),
            (Cover, "lead__episode"),
            (ProtectionLead, "episode"),
            (EpisodeMove, "episode"),
            (TeamMember, "episode"),
            (Meeting, "episode"),
            (Invited, "meeting__episode"),
            (Minute, "meeting__episode"),
            (EarlierMinute, "minute__meeting__episode"),
            (MinutesSent, "meeting__episode"),
            (MeetingTime, "episode"),
            (Occasion, "episode"),
            (Review, "episode"),
        ),
        point_anew,
        shared=OF_EACH_CHILD,
        places=has_a_place,
    ),
    Follower(
        EpisodeChild,
        shared=tuple((model, f"{path}__others") for model, path in OF_EACH_CHILD),
        places=_beside_another,
    ),
    Follower(Worry),
)
