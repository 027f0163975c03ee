"""Episodes, those who lead them, their teams, meetings, plans and reviews; and worries."""

from .episode import Episode, EpisodeChild, EpisodeMove
from .leading import Cover, Lead, ProtectionLead
from .meeting import Invited, Meeting, Minute, Voice
from .planning import Action, EarlierAction, EarlierGoal, Goal
from .reviewing import Review
from .team import TeamMember
from .worry import Worry

__all__ = [
    "Action",
    "Cover",
    "EarlierAction",
    "EarlierGoal",
    "Episode",
    "EpisodeChild",
    "EpisodeMove",
    "Goal",
    "Invited",
    "Lead",
    "Meeting",
    "Minute",
    "ProtectionLead",
    "Review",
    "TeamMember",
    "Voice",
    "Worry",
]
