"""Teams, meetings and minutes on a real database: each refusal, each act, and nothing lost."""

from datetime import time, timedelta

import pytest
from django.db import transaction

from teamaround.accounts.door import opened
from teamaround.assessments.tests.world import NOW, TODAY, acts
from teamaround.episodes import queries
from teamaround.episodes import services as episodes
from teamaround.episodes.models import Action, EarlierMinute, Invited, Minute
from teamaround.episodes.queries import meetings as asking
from teamaround.episodes.queries import teams
from teamaround.episodes.rules.meetings import Answer, MeetingState, MinuteKind, Share
from teamaround.episodes.rules.planning import Planned
from teamaround.episodes.rules.team import Joining, Standing
from teamaround.episodes.rules.voices import Heard, Hearing, Said, Whose
from teamaround.episodes.services import meetings, minutes, team
from teamaround.episodes.tests.gatherings import (
    a_meeting,
    a_team,
    asha,
    cara,
    heard,
    joins,
    mother,
    planned,
    under_way,
)
from teamaround.episodes.tests.test_services import accept, name
from teamaround.kernel.refusal import NotVisible, Refusal

pytestmark = pytest.mark.django_db


def refused(call, **kwargs):
    with pytest.raises(Refusal) as refusal, transaction.atomic():
        call(**kwargs)
    return refusal.value.code


def ends(world, found, **more):
    usual = {"ref": found.ref, "took_minutes": 45, "next_plan": None, "by": world.asha, "now": NOW}
    return minutes.end(**usual | more)


# ---------------------------------------------------------------- the team


def test_practitioners_family_and_others_join_and_leave(world, episode):
    a_team(world, episode)
    with opened(world.asha):
        seen = teams.team(episode, leading=world.cara.practitioner_id)
        assert [one.name for one in seen] == ["Mira Lindqvist", "Hana Wójcik", "Sam Oyelaran"]
        assert [one.leads for one in seen] == [False, True, False]
        assert seen[1].called == "Hana Wójcik, Ashby Health Visiting" and seen[1].email
        assert list(teams.teams_of(world.asha, at=NOW))
        gone = team.leave_team(ref=seen[0].row.ref, because="She would rather ring", by=world.asha, now=NOW)
        assert gone.left_on == TODAY and len(teams.team(episode)) == 2
        assert [one.name for one in teams.have_left(episode)] == ["Mira Lindqvist"]
        assert {"episodes.member_added", "episodes.member_left"} <= set(acts())
    joins(world, episode, mother())


def test_only_those_join_whose_agency_the_family_agreed_to(world, episode):
    everything = world.everything
    gp = Joining(
        Standing.PRACTITIONER, "to help", may_have_minutes=True, practitioner=everything.practitioner["gp"].pk
    )
    joining = {"ref": episode.ref, "by": world.asha, "now": NOW}
    joins(world, episode, cara(world))
    with opened(world.asha):
        assert refused(team.add_member, joining=gp, **joining) == "not-agreed"
        assert refused(team.add_member, joining=cara(world), **joining) == "there-already"
        nobody = Joining(Standing.PRACTITIONER, "x", may_have_minutes=False, practitioner=-1)
        assert refused(team.add_member, joining=nobody, **joining) == "practitioner"
        assert not any("Ines Ito" in words for _, words in teams.people_who_may_join(episode, at=NOW))
    with opened(world.dev):
        refused_for = {**joining, "by": world.dev, "joining": mother()}
        with pytest.raises((Refusal, NotVisible)):
            team.add_member(**refused_for)
    with opened(world.eve), pytest.raises(NotVisible):
        team.add_member(**{**joining, "by": world.eve, "joining": mother()})


def test_the_second_who_changes_a_member_is_told(world, episode):
    one = joins(world, episode, mother())
    with opened(world.asha):
        changing = {"ref": one.ref, "version": 1, "may_have_minutes": False, "by": world.asha, "now": NOW}
        assert team.change_member(here_to="to ring the school", **changing).version == 2
        assert refused(team.change_member, here_to="x", **changing) == "changed-meanwhile"
        assert refused(team.change_member, here_to="", **changing | {"version": 2}) == "here-to"


# ---------------------------------------------------------------- planning a meeting


def test_a_meeting_asks_the_team_and_always_whoever_leads(world, episode):
    joins(world, episode, mother())
    name(world, episode, world.cara)
    accept(episode, world.cara)
    found = a_meeting(world, episode)
    with opened(world.cara):
        assert {row.member.here_to for row in asking.invited(found)} == {
            "to say what the family needs", "Leads the team",
        }  # fmt: skip
        assert [row.meeting for row in asking.invitations(world.cara, at=NOW)] == [found]
        assert asking.asker(world.cara, found).leads
    with opened(world.asha):
        assert not list(asking.invitations(world.asha, at=NOW))
        assert [row.pk for row in asking.ahead(episode, at=NOW)] == [found.pk]


def test_practitioners_named_beside_the_team_join_it(world, episode):
    with opened(world.asha):
        handing_over = {"ref": episode.ref, "plan": planned(), "by": world.asha, "now": NOW}
        assert refused(meetings.plan_meeting, members=[], **handing_over) == "members"
        both = [world.asha.practitioner_id, world.cara.practitioner_id]
        found = meetings.plan_meeting(members=[], practitioners=both, **handing_over)
        assert asking.invited(found).count() == 2 == len(teams.team(episode))


def test_a_change_raises_the_sequence_and_asks_again(world, episode):
    members = [row.ref for row in a_team(world, episode)]
    found = a_meeting(world, episode)
    with opened(world.cara):
        own = asking.own_invitation(world.cara, found)
        answering = {"ref": found.ref, "member": own.member.ref, "version": 1, "by": world.cara, "now": NOW}
        meetings.answer_invitation(answer=Answer.COMING, news="She sleeps through.", **answering)
        assert (
            refused(meetings.answer_invitation, answer=Answer.COMING, news="", **answering)
            == "changed-meanwhile"
        )
        long = answering | {"version": 2, "news": "x" * 200_000}
        assert refused(meetings.answer_invitation, answer=Answer.COMING, **long) == "news-long"
    with opened(world.asha):
        changing = {"ref": found.ref, "by": world.asha, "now": NOW}
        same = meetings.change_meeting(version=1, plan=planned(purpose="Other"), members=members, **changing)
        assert same.sequence == 0
        assert asking.invitation(found, members[1]).answer == Answer.COMING
        later = meetings.change_meeting(
            version=same.version, plan=planned(starts=time(14)), members=members[:2], **changing
        )
        assert later.sequence == 1 and asking.invited(found).count() == 2
        kept = asking.invitation(found, members[1])
        assert kept.answer == Answer.ASKED and kept.news == "She sleeps through."
        assert (
            refused(meetings.change_meeting, version=1, plan=planned(), members=members, **changing)
            == "changed-meanwhile"
        )
        again = meetings.change_meeting(version=later.version, plan=planned(), members=members, **changing)
        assert asking.invited(found).count() == 3
        gone = meetings.cancel_meeting(because="The mother is ill", **changing)
        assert gone.sequence == again.sequence + 1
        assert refused(meetings.cancel_meeting, because="x", **changing) == "meeting-state"
        left = asking.invitations(world.asha, at=NOW)
        assert [row.meeting.state for row in left] == [MeetingState.CANCELLED]


def test_practitioners_answer_for_themselves_and_somebody_for_the_family(world, episode):
    _, of_cara, of_mother = a_team(world, episode)
    found = a_meeting(world, episode)
    with opened(world.asha):
        answering = {
            "ref": found.ref, "version": 1, "answer": Answer.COMING, "news": "ok", "by": world.asha, "now": NOW,
        }  # fmt: skip
        assert refused(meetings.answer_invitation, member=of_cara.ref, **answering) == "not-you"
        assert meetings.answer_invitation(member=of_mother.ref, **answering).news == "ok"
        with pytest.raises(NotVisible):
            meetings.answer_invitation(member="N-NOTHERE00", **answering)
        team.leave_team(ref=of_mother.ref, because="Prefers to ring", by=world.asha, now=NOW)
        assert asking.invited(found).count() == 2
    with opened(world.eve), pytest.raises(NotVisible):
        meetings.answer_invitation(member=of_mother.ref, **answering | {"by": world.eve})


# ---------------------------------------------------------------- in the meeting


def test_lines_are_rows_put_right_and_taken_out(world, episode):
    a_team(world, episode)
    found = under_way(world, episode)
    writing = {"ref": found.ref, "now": NOW}
    with opened(world.asha):
        line = minutes.add_line(kind=MinuteKind.SAID, text=" שלום 🙂 ", by=world.asha, **writing)
        assert line.text == "שלום 🙂"
        assert (
            refused(minutes.add_line, kind=MinuteKind.SAID, text="x" * 200_000, by=world.asha, **writing)
            == "text-long"
        )
        assert refused(minutes.add_line, kind=MinuteKind.SAID, text=" ", by=world.asha, **writing) == "text"
        right = {"ref": line.ref, "by": world.asha, "now": NOW}
        assert minutes.put_right(version=1, text="Hello", **right).version == 2
        assert refused(minutes.put_right, version=1, text="Mine", **right) == "changed-meanwhile"
        minutes.take_out(version=2, **right)
        assert refused(minutes.put_right, version=3, text="Mine", **right) == "taken-out"
        assert not asking.lines(found) and asking.taken_out(found).get() == line
        assert list(EarlierMinute.objects.values_list("text", flat=True)) == ["שלום 🙂", "Hello"]
    with opened(world.cara):
        minutes.add_line(kind=MinuteKind.DECIDED, text="Bed at eight", by=world.cara, **writing)
        assert asking.lines(found).count() == 1
    with opened(world.ben):
        assert (
            refused(minutes.add_line, kind=MinuteKind.SAID, text="x", by=world.ben, **writing)
            == "not-invited"
        )


def test_something_to_do_is_an_action_of_the_plan(world, episode):
    a_team(world, episode)
    found = under_way(world, episode)
    with opened(world.asha):
        doing = Planned("Ring the nurse", "", world.cara.practitioner_id, TODAY + timedelta(days=3))
        line = minutes.add_task(ref=found.ref, planned=doing, by=world.asha, now=NOW)
        assert line.action == Action.objects.get()
        assert line.text == "Ring the nurse (Hana Wójcik, Ashby Health Visiting, by 23 November 2026)"
        late = Planned("Ring", "Mum", None, TODAY - timedelta(days=3))
        assert refused(minutes.add_task, ref=found.ref, planned=late, by=world.asha, now=NOW) == "past"
        assert Minute.objects.count() == 1


def test_two_who_tick_at_once_do_not_undo_each_other(world, episode):
    of_asha, of_cara, of_mother = (row.ref for row in a_team(world, episode))
    found = under_way(world, episode)
    with opened(world.asha):
        ticking = {"ref": found.ref, "by": world.asha, "now": NOW}
        minutes.note_who_came(came=[of_asha], was=[], **ticking)
        minutes.note_who_came(came=[of_cara, of_mother], was=[], **ticking)
        assert Invited.objects.filter(came=True).count() == 3
        minutes.note_who_came(came=[of_asha, of_cara], was=[of_asha, of_cara, of_mother], **ticking)
        assert Invited.objects.get(came=False).member.ref == of_mother


def test_a_meeting_ends_with_both_voices_and_its_time(world, episode):
    of_asha, of_cara, of_mother = (row.ref for row in a_team(world, episode))
    found = under_way(world, episode)
    with opened(world.asha):
        hearing = {"ref": found.ref, "by": world.asha, "now": NOW}
        assert refused(ends, world=world, found=found) == "voice"
        minutes.hear(heard=heard(world), **hearing)
        other = Said(Whose.CHILD, Heard.THERE, "I was there")
        assert (
            refused(minutes.hear, heard={world.child_id: Hearing((other,))}, **hearing) == "changed-meanwhile"
        )
        minutes.hear(heard={world.child_id: Hearing((other,), {Whose.CHILD: 1})}, **hearing)
        assert asking.voices(found)[world.child_id]["child"].version == 2
        assert refused(ends, world=world, found=found) == "nobody"
        minutes.note_who_came(came=[of_asha, of_cara, of_mother], was=[], **hearing)
        assert refused(ends, world=world, found=found, took_minutes=0) == "took"
        past = planned(on=TODAY - timedelta(days=1))
        assert refused(ends, world=world, found=found, next_plan=past) == "past"
        over = ends(world, found, next_plan=planned(on=TODAY + timedelta(days=30)))
        assert over.state == MeetingState.HELD and over.ended_at == NOW
        assert asking.held(episode).get() == over and asking.ahead(episode, at=NOW).count() == 1
        assert refused(ends, world=world, found=found) == "meeting-state"
        school, visiting = world.asha.agency_id, world.cara.agency_id
        spent = {
            (share.agency, share.people, share.minutes)
            for share in asking.time_spent(world.everything.ashby, TODAY)
        }
        assert spent == {(school, 1, 45), (visiting, 1, 45), (None, 1, 45)}
        assert not asking.time_spent(world.everything.brindle, TODAY)
        minutes.go_on(**hearing)
        minutes.note_who_came(came=[of_asha], was=[of_asha, of_cara], **hearing)
        ends(world, found, took_minutes=60)
        assert Share(school, 1, 60) in asking.time_spent(world.everything.ashby, TODAY)
        assert asking.time_of(found).count() == 2


def test_minutes_go_to_those_who_may_have_them(world, episode):
    joins(world, episode, asha(world))
    of_cara = joins(world, episode, cara(world))
    joins(world, episode, mother(may=False))
    found = under_way(world, episode)
    with opened(world.asha):
        sending = {"ref": found.ref, "by": world.asha, "now": NOW}
        assert refused(minutes.send_minutes, **sending) == "not-over"
        minutes.hear(heard=heard(world), **sending)
        minutes.note_who_came(came=[row.ref for row in teams.members(episode)], was=[], **sending)
        ends(world, found)
        assert minutes.send_minutes(**sending) == 2
        assert asking.sent(found).count() == 2 and "episodes.minutes_sent" in acts()
    with opened(world.cara):
        assert [row.meeting for row in asking.minutes_for(world.cara, at=NOW)] == [found]
        assert asking.asker(world.cara, found).may_read_minutes
    with opened(world.asha):
        team.change_member(
            ref=of_cara.ref, version=1, here_to="x", may_have_minutes=False, by=world.asha, now=NOW
        )
    with opened(world.cara):
        assert not asking.minutes_for(world.cara, at=NOW)
    with opened(world.ben):
        assert not asking.asker(world.ben, found).may_read_minutes


def test_when_the_family_withdraws_nothing_more_is_written(world, episode):
    a_team(world, episode)
    found = under_way(world, episode)
    with opened(world.asha):
        episodes.withdraw_agreement(child_id=world.child_id, because="", by=world.asha, now=NOW)
    with opened(world.cara):
        writing = {"ref": found.ref, "kind": MinuteKind.SAID, "text": "x", "by": world.cara, "now": NOW}
        with pytest.raises((Refusal, NotVisible)):
            minutes.add_line(**writing)
        assert not list(asking.invitations(world.cara, at=NOW))
    with opened(world.asha):
        assert (
            refused(team.add_member, ref=episode.ref, joining=mother("Gran"), by=world.asha, now=NOW)
            == "agreement"
        )


def test_a_meeting_that_was_held_is_written_down_afterwards(world, episode):
    a_team(world, episode)
    with opened(world.asha):
        found = meetings.plan_meeting(
            ref=episode.ref, plan=planned(on=TODAY - timedelta(days=2)), was_held=True, by=world.asha, now=NOW,
            members=[row.ref for row in teams.members(episode)],
        )  # fmt: skip
        assert found.state == MeetingState.UNDER_WAY and found.held_at == found.starts_at
        assert minutes.begin(ref=found.ref, by=world.asha, now=NOW).state == MeetingState.UNDER_WAY
        assert queries.episode(episode.ref) is not None
