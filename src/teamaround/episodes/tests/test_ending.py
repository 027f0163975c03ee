"""What ends with the work, and what is there again when it is opened anew."""

from datetime import timedelta

import pytest
from django.urls import reverse

from teamaround.accounts.door import opened
from teamaround.assessments import queries as assessments
from teamaround.assessments import services as assessing
from teamaround.assessments.rules.states import State as Written
from teamaround.assessments.tests.world import NOW, TODAY, agreement
from teamaround.episodes import queries, services
from teamaround.episodes.models import Cover, ProtectionLead
from teamaround.episodes.queries import meetings as asking
from teamaround.episodes.queries import teams
from teamaround.episodes.rules.handing_over import CoverWish
from teamaround.episodes.rules.meetings import MeetingState
from teamaround.episodes.tests.gatherings import a_meeting, a_team, under_way
from teamaround.episodes.tests.test_together import brother, join

__all__ = ["brother"]
pytestmark = pytest.mark.django_db


def ends(world, episode, **more):
    with opened(world.asha):
        return services.close_episode(ref=episode.ref, reason="needs_met", by=world.asha, now=NOW, **more)


def goes_on(world, episode, *covered):
    with opened(world.asha):
        return services.reopen_episode(ref=episode.ref, by=world.asha, now=NOW, **agreement(*covered))


def test_meetings_to_come_are_called_off_and_those_who_were_asked_see_it(world, episode, sign_in):
    a_team(world, episode)
    later, now = a_meeting(world, episode), under_way(world, episode)
    ends(world, episode)
    later.refresh_from_db()
    now.refresh_from_db()
    assert later.state == MeetingState.CANCELLED and later.sequence == 1
    assert "What was needed has been done".lower() in later.cancelled_because
    assert now.state == MeetingState.HELD and now.ended_at == NOW
    with opened(world.cara):
        assert [row.meeting for row in asking.invitations(world.cara, at=NOW)] == [later]
        assert not asking.invitations(world.cara, at=NOW + timedelta(days=8))
    home = sign_in("health_visitor").get("/").content.decode()
    assert "called off" in home and reverse("episodes:meeting", kwargs={"meeting": later.ref}) in home


def test_nobody_leads_covers_or_leads_on_protection_any_more(world, led):
    duty = world.everything.practitioner["duty"].pk
    with opened(world.asha):
        wish = CoverWish(world.asha.practitioner_id, TODAY, TODAY + timedelta(days=9))
        services.arrange_cover(ref=led.ref, wish=wish, by=world.asha, now=NOW)
        services.name_protection_lead(
            ref=led.ref, practitioner_id=duty, starts_on=TODAY, by=world.asha, now=NOW
        )
    ends(world, led)
    with opened(world.asha):
        assert Cover.objects.get().ended_at == NOW and ProtectionLead.objects.get().ends_on == TODAY
        assert queries.accepted_lead(led) is None and queries.protection_lead(led) is None
    goes_on(world, led, world.cara.agency_id)
    with opened(world.asha):
        assert queries.accepted_lead(led) is None and queries.protection_lead(led) is None
        services.name_protection_lead(
            ref=led.ref, practitioner_id=duty, starts_on=TODAY, by=world.asha, now=NOW
        )


def test_the_brothers_assessment_is_listed_and_ends_only_if_chosen(world, episode, brother, sign_in):
    join(world, episode, brother, covered=[world.cara.agency_id])
    with opened(world.asha):
        his = assessing.begin(child_id=brother.pk, by=world.asha, now=NOW)
    page = sign_in("senco").get(reverse("episodes:close", kwargs={"episode": episode.ref}))
    assert "The assessment of Nils" in page.content.decode() and his.ref in page.content.decode()
    ends(world, episode)
    with opened(world.asha):
        assert assessments.open_one(world.child_id) is None and assessments.open_one(brother.pk) == his


def test_one_that_is_not_beside_it_does_not_end_with_it(world, episode, brother):
    with opened(world.asha):
        his = assessing.begin(child_id=brother.pk, by=world.asha, now=NOW)
    ends(world, episode, also=[his.ref])
    with opened(world.asha):
        assert assessments.open_one(brother.pk) == his


def test_opening_again_starts_from_what_is_there(world, episode, brother):
    members = len(a_team(world, episode))
    join(world, episode, brother, covered=[world.cara.agency_id])
    with opened(world.asha):
        his = assessing.begin(child_id=brother.pk, by=world.asha, now=NOW)
        assessing.share(ref=his.ref, by=world.asha, now=NOW)
    ends(world, episode, also=[his.ref])
    with opened(world.asha):
        assert assessments.assessment(his.ref).state == Written.CLOSED
        assert queries.open_one(brother.pk) is None
    goes_on(world, episode, world.cara.agency_id)
    with opened(world.asha):
        assert queries.open_one(brother.pk).ref == episode.ref
        assert assessments.open_one(brother.pk) == his and assessments.open_one(world.child_id) is not None
        assert len(teams.team(episode)) == members


def test_a_brother_who_left_before_or_whose_family_no_longer_agrees_stays_away(world, episode, brother):
    join(world, episode, brother, covered=[world.cara.agency_id])
    ends(world, episode)
    with opened(world.asha):
        services.withdraw_agreement(child_id=brother.pk, because="", by=world.asha, now=NOW)
    goes_on(world, episode, world.cara.agency_id)
    with opened(world.asha):
        assert queries.open_one(brother.pk) is None
