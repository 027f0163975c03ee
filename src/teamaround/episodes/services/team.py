"""The team: who joins it, what they are here to do, and who leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from teamaround.accounts.rules import Viewer
from teamaround.agencies import queries as agencies
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import NotVisible, Refusal

from .. import queries
from ..models import Episode, Invited, TeamMember
from ..queries import teams
from ..rules import states
from ..rules import team as rules
from ..rules.meetings import MeetingState
from ..rules.team import Joining, Standing
from .agreeing import while_open

MEANWHILE = "Somebody changed this while you were writing. Both texts are below."


@transaction.atomic
def add_member(*, ref: str, joining: Joining, by: Viewer, now: datetime) -> TeamMember:
    """Somebody joins the team, for something that they are here to do."""
    return join(open_for_change(ref, by=by, now=now), joining, by=by, now=now)


def join(found: Episode, joining: Joining, *, by: Viewer, now: datetime) -> TeamMember:
    """Put somebody in a team that is at hand."""
    told = _told(found, joining, now=now)
    rules.check_joining(told, agreed=teams.agencies_that_may_join(found))
    joined = TeamMember.objects.create(
        ref=new_ref("N"), episode=found, child_id=found.child_id, standing=told.standing,
        practitioner_id=told.practitioner, agency_id=told.agency, carer_id=told.carer, name=told.name.strip(),
        here_to=told.here_to.strip(), email=told.email.strip(), may_have_minutes=told.may_have_minutes,
        joined_on=clock.day_of(now), added_by_id=by.account_id,
    )  # fmt: skip
    record("episodes.member_added", by=by, at=now, children=[found.child_id], about=joined.ref)
    return joined


def ensure_in_team(
    found: Episode, practitioner_id: int, *, here_to: str, by: Viewer, now: datetime
) -> TeamMember:
    """The practitioner as a member, put in the team if they are not there yet."""
    there = teams.practitioner_in(found, practitioner_id)
    if there is not None:
        return there
    joining = Joining(Standing.PRACTITIONER, here_to, may_have_minutes=True, practitioner=practitioner_id)
    return join(found, joining, by=by, now=now)


@transaction.atomic
def change_member(
    *, ref: str, version: int, here_to: str, may_have_minutes: bool, by: Viewer, now: datetime
) -> TeamMember:
    """Change what somebody is here to do, and whether they may have the minutes."""
    found = _for_change(ref, by=by, now=now)
    if found.version != version:
        raise Refusal("changed-meanwhile", MEANWHILE)
    rules.check_here_to(here_to)
    found.here_to, found.may_have_minutes = here_to.strip(), may_have_minutes
    _keep(found, "here_to", "may_have_minutes")
    record("episodes.member_changed", by=by, at=now, children=[found.child_id], about=found.ref)
    return found


@transaction.atomic
def leave_team(*, ref: str, because: str, by: Viewer, now: datetime) -> TeamMember:
    """Somebody leaves the team, and is no longer asked to meetings that are to come."""
    found = _for_change(ref, by=by, now=now)
    rules.check_leaving(left_on=found.left_on, because=because)
    found.left_on, found.left_because = clock.day_of(now), because.strip()
    _keep(found, "left_on", "left_because")
    Invited.objects.filter(
        member=found, meeting__state=MeetingState.PLANNED, uninvited_at__isnull=True
    ).update(uninvited_at=now)
    record("episodes.member_left", by=by, at=now, children=[found.child_id], about=found.ref)
    return found


def open_for_change(ref: str, *, by: Viewer, now: datetime) -> Episode:
    """The episode, locked, while its work goes on and the family agrees."""
    found = while_open(ref, by=by, now=now)
    states.check_has_agreement(queries.standing_of(found))
    return found


def _for_change(ref: str, *, by: Viewer, now: datetime) -> TeamMember:
    found = teams.member(ref)
    if found is None:
        raise NotVisible
    open_for_change(found.episode.ref, by=by, now=now)
    return TeamMember.objects.select_for_update().get(pk=found.pk)


def _told(found: Episode, joining: Joining, *, now: datetime) -> Joining:
    """The same, with what the tables know of a practitioner, and of who is there already."""
    today, there = clock.day_of(now), teams.members(found).filter(left_on__isnull=True)
    if joining.standing is not Standing.PRACTITIONER:
        rows = there.filter(standing=joining.standing)
        if joining.carer is not None:
            rows = rows.filter(carer_id=joining.carer)
        else:
            rows = rows.filter(name__iexact=joining.name.strip())
        return replace(joining, practitioner=None, agency=None, is_there_already=rows.exists())
    person = agencies.practitioner_by_id(joining.practitioner) if joining.practitioner is not None else None
    if person is None:
        return replace(joining, practitioner=None)
    return replace(
        joining, name="", carer=None, email="", agency=person.agency_id,
        is_in_post=person.ended_on is None or person.ended_on >= today,
        is_there_already=there.filter(practitioner_id=person.pk).exists(),
    )  # fmt: skip


def _keep(found: TeamMember, *fields: str) -> None:
    found.version += 1
    found.save(update_fields=[*fields, "version"])
