"""Reading meetings: who is asked and who came, the minutes, the voices, and the time that was spent."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet, Sum

from teamaround.accounts.rules import Viewer
from teamaround.kernel import clock
from teamaround.kernel.refusal import NotVisible
from teamaround.sharing import queries as sharing
from teamaround.sharing.rules import Act

from ..models import (
    Cover,
    EarlierMinute,
    Episode,
    Goal,
    Invited,
    Lead,
    Meeting,
    MeetingTime,
    Minute,
    MinutesSent,
    TeamMember,
    Voice,
)
from ..rules.goals import GoalState
from ..rules.leading import LeadState
from ..rules.meetings import Asker, Kind, MeetingState, Share
from ..rules.voices import Heard, Said, Whose
from . import teams
from .episodes import covered, readable

DAYS_OF_MINUTES = 14  # how long sent minutes stay on the home page


def meeting(ref: str) -> Meeting | None:
    """The meeting with this reference, whoever asks."""
    return Meeting.objects.select_related("episode", "called_by").filter(ref=ref).first()


def calendar_uid(found: Meeting) -> str:
    """What the meeting is to calendars, whatever else changes."""
    return f"{found.ref}@teamaround"


def readable_meeting(viewer: Viewer, ref: str, *, at: datetime) -> Meeting:
    """The meeting, for somebody who may read the plan; noted as a look."""
    found = meeting(ref)
    if found is None:
        raise NotVisible
    readable(viewer, found.episode.ref, at=at)
    return found


def meetings(found: Episode) -> QuerySet[Meeting]:
    """Every meeting of an episode, the one furthest ahead first."""
    return Meeting.objects.filter(episode=found).order_by("-starts_at", "-pk")


def ahead(found: Episode, *, at: datetime) -> QuerySet[Meeting]:
    """Meetings that are under way or still to come, the nearest first."""
    rows = Meeting.objects.filter(
        episode=found, state__in=[MeetingState.PLANNED, MeetingState.UNDER_WAY],
        starts_at__gte=at - timedelta(days=DAYS_OF_MINUTES),
    )  # fmt: skip
    return rows.order_by("starts_at", "pk")


def held(found: Episode, *, kind: Kind | None = None) -> QuerySet[Meeting]:
    """Meetings that were held, the latest first; of one kind if asked."""
    rows = Meeting.objects.filter(episode=found, state=MeetingState.HELD)
    return (rows if kind is None else rows.filter(kind=kind)).order_by("-starts_at", "-pk")


# ---------------------------------------------------------------- who is asked, who came


def invited(found: Meeting) -> QuerySet[Invited]:
    """Who is asked to a meeting."""
    return (
        Invited.objects.filter(meeting=found, uninvited_at__isnull=True)
        .select_related("member__practitioner__agency", "member__agency", "member__carer")
        .order_by("member__joined_on", "member_id")
    )


def invitation(found: Meeting, member_ref: str) -> Invited | None:
    """One member's invitation."""
    return invited(found).filter(member__ref=member_ref).first()


def own_invitation(viewer: Viewer, found: Meeting) -> Invited | None:
    """The viewer's own invitation."""
    return invited(found).filter(member__practitioner_id=viewer.practitioner_id or 0).first()


def asker(viewer: Viewer, found: Meeting) -> Asker:
    """What the viewer is to a meeting."""
    own = own_invitation(viewer, found)
    return Asker(
        leads=_leads(viewer, found.episode),
        called_it=found.called_by_id == viewer.account_id,
        is_invited=own is not None,
        came=bool(own and own.came),
        may_have_minutes=_may_have(viewer, found) if own is None else _is_to_have(own.member),
    )


def _leads(viewer: Viewer, found: Episode) -> bool:
    """Whether the viewer leads, or covers today for whoever does."""
    me, today = viewer.practitioner_id or 0, clock.today()
    covering = Cover.objects.filter(
        practitioner_id=me, ended_at__isnull=True, starts_on__lte=today, ends_on__gte=today
    )
    theirs = Q(practitioner_id=me) | Q(pk__in=covering.values("lead_id"))
    return Lead.objects.filter(theirs, episode=found, state=LeadState.ACCEPTED).exists()


def _may_have(viewer: Viewer, found: Meeting) -> bool:
    """Whether somebody who was not asked may have the minutes all the same."""
    there = teams.practitioner_in(found.episode, viewer.practitioner_id or 0)
    return there is not None and _is_to_have(there)


def _is_to_have(member: TeamMember) -> bool:
    return member.may_have_minutes and member.left_on is None


def invitations(viewer: Viewer, *, at: datetime) -> QuerySet[Invited]:
    """Meetings to which the viewer is asked, the nearest first; and those called off, until their day."""
    rows = Invited.objects.filter(
        member__practitioner_id=viewer.practitioner_id or 0, member__left_on__isnull=True,
        uninvited_at__isnull=True, meeting__starts_at__gte=at - timedelta(days=1),
    ).select_related("meeting", "member")  # fmt: skip
    ahead = Q(meeting__state__in=[MeetingState.PLANNED, MeetingState.UNDER_WAY])
    rows = rows.filter(ahead | Q(meeting__state=MeetingState.CANCELLED, meeting__starts_at__gte=at))
    rows = rows.order_by("meeting__starts_at", "pk")
    within = sharing.within_reach(rows, viewer, Act.SEE_CONTENT, at=at, child="child_id")
    return covered(within, viewer, at=at, episode="meeting__episode__")


# ---------------------------------------------------------------- minutes


def lines(found: Meeting) -> QuerySet[Minute]:
    """The lines of the minutes in the order in which they were written."""
    rows = Minute.objects.filter(meeting=found, taken_out_at__isnull=True)
    return rows.select_related("written_by", "changed_by", "action").order_by("written_at", "pk")


def taken_out(found: Meeting) -> QuerySet[Minute]:
    """Lines that were taken out, which stay in the history."""
    rows = Minute.objects.filter(meeting=found, taken_out_at__isnull=False)
    return rows.select_related("written_by", "changed_by").order_by("taken_out_at", "pk")


def line(ref: str) -> Minute | None:
    """The line with this reference."""
    rows = Minute.objects.select_related("meeting__episode", "written_by", "changed_by", "action")
    return rows.filter(ref=ref).first()


def earlier_lines(found: Minute) -> QuerySet[EarlierMinute]:
    """How a line read before, newest first."""
    return EarlierMinute.objects.filter(minute=found).select_related("changed_by").order_by("-pk")


def voices(found: Meeting) -> dict[int, dict[str, Voice]]:
    """Whose voice was heard at a meeting, by child and by whose it is."""
    heard: dict[int, dict[str, Voice]] = {}
    for row in Voice.objects.filter(meeting=found).select_related("recorded_by"):
        heard.setdefault(row.child_id, {})[row.whose] = row
    return heard


def said_at(found: Meeting) -> dict[int, list[Said]]:
    """The same as the rules see it."""
    return {
        child: [Said(Whose(row.whose), Heard(row.heard), row.said, row.why_not) for row in rows.values()]
        for child, rows in voices(found).items()
    }


def goals_in_hand(found: Episode) -> QuerySet[Goal]:
    """What the team works on, to have beside the minutes."""
    return Goal.objects.filter(episode=found, state=GoalState.WORKING_ON).order_by("pk")


def sent(found: Meeting) -> QuerySet[MinutesSent]:
    """To whom the minutes went, the latest first."""
    rows = MinutesSent.objects.filter(meeting=found)
    return rows.select_related("member__practitioner__agency", "member__agency", "sent_by").order_by("-pk")


def minutes_for(viewer: Viewer, *, at: datetime) -> list[MinutesSent]:
    """Minutes that were sent to the viewer in the last days: each meeting once, the latest first."""
    rows = MinutesSent.objects.filter(
        member__practitioner_id=viewer.practitioner_id or 0, member__left_on__isnull=True,
        member__may_have_minutes=True, sent_at__gte=at - timedelta(days=DAYS_OF_MINUTES),
    )  # fmt: skip
    rows = rows.select_related("meeting").order_by("meeting_id", "-sent_at").distinct("meeting_id")
    within = sharing.within_reach(rows, viewer, Act.SEE_CONTENT, at=at, child="child_id")
    within = covered(within, viewer, at=at, episode="meeting__episode__")
    return sorted(within, key=lambda row: row.sent_at, reverse=True)


# ---------------------------------------------------------------- time


def time_of(found: Meeting) -> QuerySet[MeetingTime]:
    """What a meeting took, by agency."""
    return MeetingTime.objects.filter(meeting=found, people__gt=0).select_related("agency").order_by("pk")


def time_spent(authority_id: int, since: date) -> list[Share]:
    """Minutes times people in meetings since a day, for each agency of an authority's teams."""
    rows = MeetingTime.objects.filter(
        episode__agency__authority_id=authority_id, held_on__gte=since, people__gt=0
    )
    summed = rows.values("agency_id").annotate(people=Sum("people"), spent=Sum("minutes"))
    return [Share(row["agency_id"], row["people"], row["spent"]) for row in summed.order_by("agency_id")]
