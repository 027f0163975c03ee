"""Handing over without a day between, cover, the lead on protection, and the manager's list."""

from datetime import timedelta

import pytest

from teamaround.accounts import services as accounts
from teamaround.accounts.door import opened
from teamaround.accounts.queries import viewer_by_email
from teamaround.accounts.rules import Duty, setting_up
from teamaround.agencies import services as agencies
from teamaround.assessments.tests.world import NOW, TODAY, acts, leave
from teamaround.episodes import queries, services
from teamaround.episodes.models import Lead
from teamaround.episodes.rules.handing_over import CoverWish, Handover, Why
from teamaround.episodes.rules.leading import LeadState
from teamaround.episodes.rules.states import State
from teamaround.kernel.refusal import Refusal

from .test_services import accept, name, refused

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=10)


def hand_over(episode, by, to, **more):
    asking = {
        "ref": episode.ref, "family_asked": True, "family_view": "They like her.", "now": LATER,
        "handover": Handover(to.practitioner_id, "Mornings are hard.", TODAY + timedelta(12)),
    }  # fmt: skip
    with opened(by):
        return services.hand_over(by=by, **asking | more)


def test_the_old_lead_leads_until_the_new_one_accepts(world, led):
    offered = hand_over(led, world.cara, world.ben)
    with opened(world.asha):
        assert queries.accepted_lead(led).practitioner_id == world.cara.practitioner_id
    accept(led, world.ben, now=LATER)
    with opened(world.asha):
        now_leads = queries.accepted_lead(led)
        before = Lead.objects.get(pk=offered.handed_over_by_id)
        led.refresh_from_db()
    assert now_leads.practitioner_id == world.ben.practitioner_id
    assert now_leads.handover_note == "Mornings are hard."
    assert (before.state, before.ended_at, before.because) == (LeadState.ENDED, LATER, "Handed over.")
    assert led.state == State.ACTIVE
    assert {"episodes.handover_begun", "episodes.lead_ended", "episodes.lead_accepted"} <= set(acts())


def test_nobody_takes_the_lead_of_another_without_a_handover(world, led):
    name(world, led, world.ben)
    with opened(world.ben):
        assert (
            refused(
                services.accept_lead, ref=led.ref, manager_knows=True, manager="Jo", by=world.ben, now=LATER
            )
            == "has-lead"
        )


def test_a_handover_is_kept_within_the_agreement(world, led):
    with opened(world.cara), pytest.raises(Refusal) as refusal:
        services.hand_over(
            ref=led.ref, handover=Handover(world.dev.practitioner_id, "Note", TODAY), family_asked=True,
            family_view="", by=world.cara, now=NOW,
        )  # fmt: skip
    assert refusal.value.code == "not-agreed"


def test_why_there_is_no_meeting_is_kept_with_the_note(world, led):
    offered = hand_over(
        led, world.cara, world.ben,
        handover=Handover(world.ben.practitioner_id, "Ring first.", why_not_meeting="Cara is ill."),
    )  # fmt: skip
    assert offered.handover_note == "Ring first.\n\nNo meeting of all three: Cara is ill."


def test_cover_is_arranged_shown_and_ended(world, led):
    wish = CoverWish(world.ben.practitioner_id, TODAY, TODAY + timedelta(14))
    with opened(world.cara):
        services.arrange_cover(ref=led.ref, wish=wish, by=world.cara, now=NOW)
        assert [row.child_id for row in queries.covered_by(world.ben, today=TODAY)] == [world.child_id]
        assert not queries.covered_by(world.ben, today=TODAY + timedelta(15))
        assert refused(services.arrange_cover, ref=led.ref, wish=wish, by=world.cara, now=NOW) == "covered"
        services.end_cover(ref=led.ref, by=world.cara, now=NOW)
        assert not queries.covered_by(world.ben, today=TODAY)
        assert refused(services.end_cover, ref=led.ref, by=world.cara, now=NOW) == "no-cover"
        assert queries.accepted_lead(led).practitioner_id == world.cara.practitioner_id


def test_protection_is_led_by_social_care_beside_the_lead(world, led):
    naming = {"ref": led.ref, "by": world.asha, "now": NOW, "starts_on": TODAY}
    with opened(world.asha):
        call = services.name_protection_lead
        assert refused(call, practitioner_id=world.ben.practitioner_id, **naming) == "not-social-care"
        assert refused(call, practitioner_id=0, **naming | {"starts_on": None}) == "starts"
        call(practitioner_id=world.dev.practitioner_id, **naming)
        assert queries.protection_lead(led).practitioner_id == world.dev.practitioner_id
        assert queries.accepted_lead(led).practitioner_id == world.cara.practitioner_id
        assert refused(call, practitioner_id=world.dev.practitioner_id, **naming) == "has-protection-lead"
        services.end_protection_lead(ref=led.ref, by=world.asha, now=NOW)
        assert queries.protection_lead(led) is None
        code = refused(services.end_protection_lead, ref=led.ref, by=world.asha, now=NOW)
    assert code == "no-protection-lead"


def test_leaving_puts_the_child_on_the_managers_list_at_once(world, led):
    tomorrow = TODAY + timedelta(1)
    with opened(world.cara):
        assert not [one for one in queries.led_by_people_of(world.cara, today=TODAY) if one.why]
    leave(world.cara.practitioner_id, TODAY)
    with opened(world.cara):  # nobody manages Cara, so her agency's people see it
        (seen,) = queries.led_by_people_of(world.cara, today=tomorrow)
        assert (seen.why, seen.words) == (Why.POST_ENDED, "has left the post")
        assert queries.led_by_people_of(world.asha, today=tomorrow) == []
    name(world, led, world.ben, now=LATER)
    accept(led, world.ben, now=LATER)
    with opened(world.asha):
        assert queries.accepted_lead(led).practitioner_id == world.ben.practitioner_id
        ended = Lead.objects.get(episode=led, state=LeadState.ENDED)
    assert ended.because.endswith("has left the post.")


def test_lost_training_is_a_reason_too(world, led):
    account = world.account["health_visitor"]
    by = setting_up()
    with opened(by):
        accounts.change_dates(
            account_id=account.pk, version=account.version, ends_on=None, vetted_until=account.vetted_until,
            training_until=TODAY - timedelta(1), by=by, now=NOW,
        )  # fmt: skip
    with opened(world.asha):
        lead = queries.accepted_lead(led)
        assert queries.not_leading([lead], today=TODAY) == {lead.pk: Why.NO_ACCESS}


def test_days_without_a_lead_are_counted(world, led):
    with opened(world.cara):
        services.end_lead(ref=led.ref, because="Moving on", by=world.cara, now=LATER)
        assert queries.without_lead_days(led, today=TODAY + timedelta(15)) == 5


def managed_by(world, manager):
    """Somebody at the manager's agency who writes assessments and is managed by them."""
    by, since = setting_up(), TODAY - timedelta(300)
    with opened(by):
        person = agencies.add_practitioner(
            agency_id=manager.agency_id, name="Nia Bell", role="Nursery nurse", started_on=since,
            line_manager_id=manager.practitioner_id, by=by, now=NOW,
        )  # fmt: skip
        account = accounts.create(
            email="nia@visiting.example", name=person.name, agency_id=person.agency_id, starts_on=since,
            practitioner_id=person.pk, training_until=TODAY + timedelta(300),
            vetted_until=TODAY + timedelta(300), by=by, now=NOW,
        )  # fmt: skip
        for duty in (Duty.FIND_CHILDREN, Duty.WRITE_ASSESSMENTS):
            accounts.grant(account_id=account.pk, duty=duty, starts_on=since, by=by, now=NOW)
    return viewer_by_email(account.email, today=TODAY)


def test_a_manager_sees_whom_their_people_lead_for(world, episode):
    nia = managed_by(world, world.cara)
    name(world, episode, nia)
    accept(episode, nia)
    with opened(world.cara):
        (seen,) = queries.led_by_people_of(world.cara, today=TODAY)
    assert (seen.why, seen.words, seen.lead.practitioner_id) == (None, "", nia.practitioner_id)
    leave(nia.practitioner_id, TODAY - timedelta(1))
    with opened(world.cara):
        assert [one.why for one in queries.led_by_people_of(world.cara, today=TODAY)] == [Why.POST_ENDED]
