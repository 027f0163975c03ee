"""Episodes, those who lead them, their teams, meetings, plans and reviews; and worries."""

from .episode import Episode, EpisodeChild, EpisodeMove
from .leading import Cover, Lead, ProtectionLead
from .meeting import EarlierMinute, Invited, Meeting, MeetingTime, Minute, MinutesSent, Voice
from .occasion import Occasion
from .planning import Action, EarlierAction, EarlierGoal, Goal
from .reviewing import Review
from .team import TeamMember
from .worry import Worry

__all__ = [
    "Action",
    "Cover",
    "EarlierAction",
    "EarlierGoal",
    "EarlierMinute",
    "Episode",
    "EpisodeChild",
    "EpisodeMove",
    "Goal",
    "Invited",
    "Lead",
    "Meeting",
    "MeetingTime",
    "Minute",
    "MinutesSent",
    "Occasion",
    "ProtectionLead",
    "Review",
    "TeamMember",
    "Voice",
    "Worry",
]
