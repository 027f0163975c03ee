"""A wrong date is put right without starting again; a no is recorded."""

from datetime import timedelta

import pytest
from django.urls import reverse

from teamaround.accounts.door import opened
from teamaround.assessments.tests.world import NOW, TODAY, agreement
from teamaround.episodes import services
from teamaround.sharing import queries as sharing

from .test_pages import AGREED, on, to, words

pytestmark = pytest.mark.django_db


def test_a_wrong_entry_is_put_right(world, episode, sign_in):
    client, page = sign_in("senco"), to("correct", child=world.child_ref)
    shown = words(client.get(to("agreement", child=world.child_ref)))
    assert "put it right" in shown and "UK GDPR Article" in shown
    assert "What was wrong?" in words(client.get(page))
    visiting = world.everything.agency["visiting"]
    earlier = TODAY - timedelta(3)
    typed = AGREED | {"version": "1", "agencies": visiting.ref, **on("given_on", earlier)}
    refused = client.post(page, typed)
    assert refused.status_code == 422 and "Write what was wrong" in words(refused)
    assert client.post(page, typed | {"because": "The wrong day"}).status_code == 302
    with opened(world.asha):
        kept = sharing.agreement_in_force(world.child_id)
    assert (kept.given_on, kept.version) == (earlier, 2)
    late = client.post(page, typed | {"because": "Again", "given_by": "Mira Lindqvist"})
    assert late.status_code == 409 and "Somebody changed this while you were writing" in words(late)


def test_nothing_to_put_right_leads_back(world, sign_in):
    answer = sign_in("senco").get(to("correct", child=world.child_ref))
    assert answer.status_code in (302, 422)


def test_a_no_is_recorded_and_shown_when_they_are_asked_again(world, sign_in):
    client, page = sign_in("senco"), to("said_no", child=world.child_ref)
    assert "They keep every service" in words(client.get(page))
    typed = {"said_by": "", "instead": "signposted", "note": "Not now", **on("said_on", TODAY)}
    refused = client.post(page, typed)
    assert refused.status_code == 422 and "name of the person who said no" in words(refused)
    assert "Not now" in words(refused)
    assert client.post(page, typed | {"said_by": "Mira"}).status_code == 302
    asked = words(client.get(to("agree", child=world.child_ref)))
    assert "Mira said no on" in asked and "where else they can find help" in asked
    assert "said no on" not in words(sign_in("health_visitor").get(to("agree", child=world.child_ref)))
    assert sign_in("neighbour").get(page).status_code == 404


def test_the_lead_is_reminded_to_ask_again(world, led, sign_in):
    with opened(world.asha):
        kept = sharing.agreement_in_force(world.child_id)
        services.withdraw_agreement(child_id=world.child_id, because="", by=world.asha, now=NOW)
        services.record_agreement(
            child_id=world.child_id, by=world.asha, now=NOW, ask_again_on=TODAY + timedelta(7),
            **agreement(world.cara.agency_id),
        )  # fmt: skip
    assert kept.ask_again_on is None
    assert "Ask the family again" in words(sign_in("health_visitor").get(reverse("home")))
