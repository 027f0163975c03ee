"""A team and a meeting for tests to begin from."""

from datetime import time, timedelta

from teamaround.accounts.door import opened
from teamaround.assessments.tests.world import NOW, TODAY
from teamaround.episodes.queries import teams
from teamaround.episodes.rules.meetings import Kind, MeetingPlan
from teamaround.episodes.rules.team import Joining, Standing
from teamaround.episodes.rules.voices import Heard, Hearing, Said, Whose
from teamaround.episodes.services import meetings, minutes, team

VOICES = [
    Said(Whose.CHILD, Heard.WROTE_OR_DREW, "She drew the dog and wrote: more walks."),
    Said(Whose.PARENT, Heard.THERE, "Mornings are better."),
]


def heard(world):
    """Both voices, about the child with whom the work began."""
    return {world.child_id: Hearing(tuple(VOICES))}


def joins(world, episode, joining, by=None):
    by = by or world.asha
    with opened(by):
        return team.add_member(ref=episode.ref, joining=joining, by=by, now=NOW)


def cara(world):
    return Joining(
        Standing.PRACTITIONER, "to help with sleep", may_have_minutes=True,
        practitioner=world.cara.practitioner_id,
    )  # fmt: skip


def mother(name="Mira Lindqvist", may=True):
    return Joining(Standing.FAMILY, "to say what the family needs", may_have_minutes=may, name=name)


def asha(world):
    return Joining(
        Standing.PRACTITIONER, "to link with school", may_have_minutes=True,
        practitioner=world.asha.practitioner_id,
    )  # fmt: skip


def a_team(world, episode):
    """Asha of the school, Cara of health visiting and the mother."""
    return [joins(world, episode, one) for one in (asha(world), cara(world), mother())]


def planned(on=TODAY + timedelta(days=7), starts=time(15), ends=time(16), **more):
    return MeetingPlan(
        Kind.TEAM, on, starts, ends, more.get("place", "The library"), more.get("purpose", "Sleep")
    )


def a_meeting(world, episode, **more):
    """A meeting to which the whole team is asked."""
    with opened(world.asha):
        members = [row.ref for row in teams.members(episode)]
        return meetings.plan_meeting(
            ref=episode.ref, plan=planned(), members=members, by=world.asha, now=NOW, **more
        )


def under_way(world, episode):
    """The same, begun."""
    found = a_meeting(world, episode)
    with opened(world.asha):
        return minutes.begin(ref=found.ref, by=world.asha, now=NOW)
