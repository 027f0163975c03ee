"""The pages with which a lead hands over, is covered for, and a manager sees what is needed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from teamaround.assessments.tests.world import TODAY, leave

from .test_pages import on, to, words

pytestmark = pytest.mark.django_db


def test_a_lead_hands_over_and_the_next_one_accepts(world, led, sign_in):
    ben = world.everything.practitioner["teacher"]
    client = sign_in("health_visitor")
    page = to("hand_over", episode=led.ref)
    assert "leads until the next person accepts" in words(client.get(page))
    typed = {"practitioner": ben.ref, "family_asked": "yes", "family_view": "They know him.", "note": ""}
    refused = client.post(page, typed)
    assert refused.status_code == 422 and "Write what the next lead should know" in words(refused)
    assert "They know him." in words(refused)
    typed |= {"note": "Ring after four. مرحبا 🙂", **on("meet_on", TODAY + timedelta(9))}
    assert client.post(page, typed).status_code == 302
    plan = words(client.get(to("show", episode=led.ref)))
    assert "was asked to take over" in plan and "Hand over to another lead" not in plan

    client = sign_in("teacher")
    answer = to("lead_answer", episode=led.ref)
    asked = words(client.get(answer))
    assert "What Hana Wójcik hands over" in asked and "مرحبا 🙂" in asked
    assert client.post(answer, {"manager_knows": "on", "manager": "Jo Marsh"}).status_code == 302
    plan = words(client.get(to("show", episode=led.ref)))
    assert "What was handed over" in plan and "Handed over." in plan


def test_cover_is_arranged_and_stands_on_their_home_page(world, led, sign_in):
    ben = world.everything.practitioner["teacher"]
    client, page = sign_in("health_visitor"), to("cover", episode=led.ref)
    first, last = TODAY, TODAY + timedelta(7)
    wrong = {"practitioner": ben.ref, **on("starts_on", last), **on("ends_on", first)}
    refused = client.post(page, wrong)
    assert refused.status_code == 422 and "before the first" in words(refused)
    typed = {"practitioner": ben.ref, **on("starts_on", first), **on("ends_on", last)}
    assert client.post(page, typed).status_code == 302
    assert "covers from" in words(client.get(to("show", episode=led.ref)))
    assert "You cover for" in words(sign_in("teacher").get(reverse("home")))
    client = sign_in("health_visitor")
    assert "End this cover" in words(client.get(page))
    assert client.post(page, {"then": "end"}).status_code == 302
    assert "covers from" not in words(client.get(to("show", episode=led.ref)))


def test_who_leads_on_protection_is_noted_and_ended(world, led, sign_in):
    dee = world.everything.practitioner["duty"]
    client, page = sign_in("senco"), to("protection_lead", episode=led.ref)
    assert "people in children" in words(client.get(page)).lower()
    assert client.post(page, {"practitioner": "", **on("starts_on", TODAY)}).status_code == 422
    assert client.post(page, {"practitioner": dee.ref, **on("starts_on", TODAY)}).status_code == 302
    assert "leads on protection since" in words(client.get(to("show", episode=led.ref)))
    assert "Nobody leads on protection any more" in words(client.get(page))
    assert client.post(page, {"then": "end"}).status_code == 302
    assert "leads on protection since" not in words(client.get(to("show", episode=led.ref)))


def test_a_lead_who_has_left_is_on_the_list_of_those_who_must_act(world, led, sign_in):
    assert "Nobody whom you manage" in words(sign_in("senco").get(reverse("episodes:my_people")))
    leave(led.leads.get().practitioner_id, TODAY - timedelta(1))
    shown = words(sign_in("senco").get(to("show", episode=led.ref)))
    assert "has left the post" in shown and "Ask somebody to lead" in shown
    assert "has left the post" not in words(sign_in("senco").get(reverse("episodes:my_people")))


@pytest.mark.parametrize("page", ["hand_over", "cover", "protection_lead"])
def test_outsiders_find_no_such_plan(world, led, sign_in, page):
    assert sign_in("neighbour").get(to(page, episode=led.ref)).status_code == 404
