"""Reading teams: who belongs to one, what each is here to do, and in which teams somebody is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from teamaround.accounts.rules import Viewer
from teamaround.agencies import queries as agencies
from teamaround.assessments import queries as assessments
from teamaround.kernel import clock
from teamaround.kernel.refusal import NotVisible
from teamaround.sharing import queries as sharing
from teamaround.sharing.rules import Act

from ..models import Episode, TeamMember
from ..rules.states import State
from ..rules.team import WORDS, Standing
from .episodes import covered, readable


@dataclass(frozen=True)
class MemberSeen:
    """A member as a page shows one."""

    row: TeamMember
    leads: bool = False

    @property
    def name(self) -> str:
        """Their name."""
        return self.row.practitioner.name if self.row.practitioner else self.row.name

    @property
    def role(self) -> str:
        """What they are: their post, or what they are to the child."""
        return self.row.practitioner.role if self.row.practitioner else WORDS[Standing(self.row.standing)]

    @property
    def agency(self) -> str:
        """Who employs them; blank for the family and others."""
        return self.row.agency.name if self.row.agency else ""

    @property
    def called(self) -> str:
        """Name and agency in a line."""
        return ", ".join(filter(None, [self.name, self.agency]))

    @property
    def email(self) -> str:
        """Where they can be written to."""
        return self.row.practitioner.email if self.row.practitioner else self.row.email

    @property
    def telephone(self) -> str:
        """Where they can be rung, when they work for an agency."""
        return self.row.practitioner.telephone if self.row.practitioner else ""


def members(found: Episode) -> QuerySet[TeamMember]:
    """Everybody who is or was in the team: the family first, then as they came."""
    rows = TeamMember.objects.filter(episode=found)
    return rows.select_related("practitioner__agency", "agency", "carer").order_by("joined_on", "pk")


def team(found: Episode, *, leading: int | None = None) -> list[MemberSeen]:
    """Who is in the team now: the family first, whoever leads (a practitioner's number) next."""
    seen = [MemberSeen(row, _leads(row, leading)) for row in members(found).filter(left_on__isnull=True)]
    return sorted(seen, key=lambda one: (_PLACES[Standing(one.row.standing)], not one.leads, one.row.pk))


_PLACES = {Standing.CHILD: 0, Standing.FAMILY: 1, Standing.PRACTITIONER: 2, Standing.OTHER: 3}


def _leads(row: TeamMember, leading: int | None) -> bool:
    return leading is not None and row.practitioner_id == leading


def have_left(found: Episode) -> list[MemberSeen]:
    """Who was in the team, the last to leave first."""
    rows = members(found).filter(left_on__isnull=False).order_by("-left_on", "-pk")
    return [MemberSeen(row) for row in rows]


def member(ref: str) -> TeamMember | None:
    """The member with this reference, whoever asks."""
    return (
        TeamMember.objects.select_related("episode", "practitioner__agency", "agency", "carer")
        .filter(ref=ref)
        .first()
    )


def readable_member(viewer: Viewer, ref: str, *, at: datetime) -> TeamMember:
    """The member, for somebody who may read the plan."""
    found = member(ref)
    if found is None:
        raise NotVisible
    readable(viewer, found.episode.ref, at=at)
    return found


def practitioner_in(found: Episode, practitioner_id: int) -> TeamMember | None:
    """A practitioner as a member of the team now."""
    return members(found).filter(left_on__isnull=True, practitioner_id=practitioner_id).first()


def agencies_that_may_join(found: Episode) -> frozenset[int]:
    """Agencies whose people may be in the team: those that the family agreed to, and the one that began."""
    return assessments.agencies_agreed(found.child_id) | {found.agency_id}


def people_who_may_join(found: Episode, *, at: datetime) -> list[tuple[str, str]]:
    """Everybody in post at those agencies who is not in the team yet: reference and words."""
    there = {row.practitioner_id for row in members(found).filter(left_on__isnull=True)}
    return [
        (row.ref, f"{row.name}, {row.role}, {row.agency.name}")
        for agency in sorted(agencies_that_may_join(found))
        for row in agencies.practitioners(agency, on=clock.day_of(at))
        if row.pk not in there
    ]


def teams_of(viewer: Viewer, *, at: datetime) -> QuerySet[TeamMember]:
    """The teams in which the viewer is, while their work goes on."""
    rows = TeamMember.objects.filter(practitioner_id=viewer.practitioner_id or 0, left_on__isnull=True)
    rows = rows.exclude(episode__state=State.CLOSED).select_related("episode").order_by("-joined_on", "-pk")
    within = sharing.within_reach(rows, viewer, Act.SEE_CONTENT, at=at, child="child_id")
    return covered(within, viewer, at=at, episode="episode__")
