"""From a child's page to the outcome: searching without a name in an address, asking, answering, and home."""

import html
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from teamaround.accounts.guests import queries as guests
from teamaround.accounts.guests.models import Letter
from teamaround.audit.models import Entry
from teamaround.directory import services as directory
from teamaround.directory.models import Unfound
from teamaround.directory.rules.capacity import Room, Taking
from teamaround.kernel import clock
from teamaround.requests import services
from teamaround.requests.models import Request

from .conftest import WISH

pytestmark = pytest.mark.django_db
TYPED = {
    "do": "ask", "what": WISH.what, "told": WISH.told, "called": "Ash", "reach": WISH.reach, "telephone": "",
    "family_agrees": "on", "agreed_in_words": WISH.agreed_in_words,
}  # fmt: skip


def text(answer):
    return html.unescape(answer.content.decode())


def find(asking):
    return f"/children/{asking.child.ref}/services/find/"


def ask_page(asking, service):
    return f"/children/{asking.child.ref}/services/{service.pk}/"


def test_the_search_knows_age_and_place_and_no_address_says_anything(agreed, sign_in):
    sam = sign_in("senco")
    page = text(sam.get(find(agreed)))
    assert 'value="9' in page and "ZY1 1AA" in page
    sent = sam.post(find(agreed), {"q": "sleep", "age": "9", "place": "ZY1 1AA", "miles": "10"})
    assert sent.status_code == 302 and sent["Location"] == find(agreed)
    found = text(sam.get(find(agreed)))
    assert "Drop in" in found and "They have not said whether there is room" in found
    sam.post(find(agreed), {"q": "zeppelin xylophone", "place": "ZY1 1AA"})
    assert "Nothing fits" in text(sam.get(find(agreed)))
    assert not Unfound.objects.exists()
    other = agreed.world.child(names=agreed.world.new_child().names, identifiers=())
    assert "zeppelin" not in text(sam.get(f"/children/{other.ref}/services/find/"))


def test_only_those_with_room_and_words_of_danger(agreed, sign_in):
    sam = sign_in("senco")
    sam.post(find(agreed), {"q": "", "room": "on"})
    assert "Drop in" not in text(sam.get(find(agreed)))
    with agreed.as_("lead") as by:
        directory.say_room(
            service_id=agreed.drop_in.pk, room=Room(Taking.YES, 2), by=by, now=agreed.world.now
        )
    assert "Drop in" in text(sam.get(find(agreed)))
    sam.post(find(agreed), {"q": "her dad hits her"})
    assert "say that you are worried now" in text(sam.get(find(agreed)))
    assert sam.post(find(agreed), {"place": "ZY9 4ZZ"}).status_code == 422


def test_without_agreement_the_page_says_so_and_offers_to_note_a_signpost(asking, sign_in):
    sam = sign_in("senco")
    page = text(sam.get(ask_page(asking, asking.drop_in)))
    assert "record what they agree to" in page and "Record it" in page and "Ask them</button>" not in page
    assert sam.post(ask_page(asking, asking.drop_in), TYPED).status_code == 422
    sent = sam.post(ask_page(asking, asking.drop_in), {"do": "signpost", "signpost-what": "Sleep"})
    assert sent.status_code == 302
    assert "told the family about it" in text(sam.get(sent["Location"]))


def test_asked_answered_begun_and_what_came_of_it_on_every_page(agreed, sign_in):
    sam = sign_in("senco")
    page = text(sam.get(ask_page(agreed, agreed.drop_in)))
    assert "The people of Ashby Early Help answer here" in page and "Mira Lindqvist gave" in page
    refused = sam.post(ask_page(agreed, agreed.drop_in), {**TYPED, "family_agrees": ""})
    assert refused.status_code == 422 and "Ask the family first" in text(refused)
    ref = sam.post(ask_page(agreed, agreed.drop_in), TYPED)["Location"].split("/")[-2]
    leo = sign_in("lead")
    assert "Ashby Early Help is asked" in text(leo.get("/"))
    assert "Ash, Drop in" in text(leo.get("/requests/"))
    page = text(leo.get(f"/requests/{ref}/answer/"))
    assert "Two talks about sleep." in page and "Lindqvist" not in page
    assert (
        leo.post(f"/requests/{ref}/answer/", {"do": "decline", "decline-because": "full"}).status_code == 422
    )
    day = agreed.world.today
    typed = {"do": "accept", "accept-words": "Jo rings.", **_day("accept-begins_on", day + timedelta(days=3))}
    assert leo.post(f"/requests/{ref}/answer/", typed).status_code == 302
    assert (
        leo.post(f"/requests/{ref}/answer/", {"do": "begin", **_day("begin-started_on", day)}).status_code
        == 302
    )
    came = {"do": "end", "end-outcome": "helped", "end-words": "She sleeps."}
    assert leo.post(f"/requests/{ref}/answer/", came)["Location"] == "/requests/"
    assert Entry.objects.filter(
        said__contains="requests.pages.answering", children=[agreed.child.pk]
    ).exists()
    sam = sign_in("senco")
    assert "Drop in: It is over" in text(sam.get("/"))
    page = text(sam.get(f"/requests/{ref}/"))
    assert (
        "What came of it: it helped." in page
        and "She sleeps." in page
        and "What their page said then" in page
    )
    sam.post(f"/requests/{ref}/", {"do": "read"})
    assert "Drop in: It is over" not in text(sam.get("/"))
    for place in (f"/children/{agreed.child.ref}/", f"/children/{agreed.child.ref}/services/"):
        assert "It helped: She sleeps." in text(sam.get(place)), place


def _day(name, day):
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def test_the_plan_shows_what_services_were_asked(asking, sign_in):
    plan = asking.agree("visiting")
    asking.ask()
    page = text(sign_in("health_visitor").get(reverse("episodes:show", args=[plan.ref])))
    assert "Services asked to help" in page and "Drop in" in page


def test_who_waits_too_long_is_told_what_to_do(agreed, sign_in):
    sent = agreed.ask()
    with clock.fixed(agreed.world.now + timedelta(days=10)):
        agreed.world.now = clock.now()
        sam = sign_in("senco")
        assert "They have not answered." in text(sam.get("/"))
        page = text(sam.get(f"/requests/{sent.ref}/"))
        assert "ask another service" in page and "Find another service" in page
        assert sam.post(f"/requests/{sent.ref}/", {"do": "take-back"}).status_code == 302
        assert "They have not answered." not in text(sam.get("/"))


def test_what_an_agency_was_not_asked_is_not_there(agreed, sign_in):
    sent = agreed.ask()
    for who in ("gp", "neighbour"):
        assert sign_in(who).get(f"/requests/{sent.ref}/answer/").status_code == 404
    assert sign_in("neighbour").get(f"/requests/{sent.ref}/").status_code == 404
    assert sign_in("gp").get(f"/requests/{sent.ref}/").status_code == 404


def guest_of(sent, now):
    invitation = guests.about([sent.ref])[sent.ref]
    type(invitation).objects.filter(pk=invitation.pk).update(opened_at=now)
    client = Client()
    session = client.session
    session["link"] = invitation.digest
    session["guest"] = {"link": invitation.digest, "seen_at": now.timestamp()}
    session.save()
    return client


def test_a_service_by_a_link_sees_this_alone_and_answers(agreed, sign_in):
    sam = sign_in("senco")
    page = text(sam.get(ask_page(agreed, agreed.sail)))
    assert "E-mail address at the service" in page and "young@sail.example" in page
    there = sam.post(ask_page(agreed, agreed.sail), {**TYPED, "email": "young@sail.example"})["Location"]
    assert "young@sail.example" in text(sam.get(there))
    with agreed.as_("senco"):
        guest = guest_of(Request.objects.get(), agreed.world.now)
    page = text(guest.get("/by-link/request/"))
    assert "Two talks about sleep." in page and "Lindqvist" not in page and agreed.child.ref not in page
    assert guest.post("/by-link/request/", {"do": "accept", "accept-words": "Yes"}).status_code == 302
    assert "They said yes" in text(guest.get("/by-link/request/"))
    ends = {"do": "end", "end-outcome": "not-begun", "end-words": "They moved."}
    assert guest.post("/by-link/request/", ends)["Location"] == "/by-link/request/thanks/"
    assert "Thank you" in text(guest.get("/by-link/request/thanks/"))
    assert guest.get("/by-link/request/").status_code == 403


def test_a_link_closes_when_the_family_withdraws(agreed, sign_in):
    from teamaround.sharing.agreeing import withdraw_agreement

    sent = agreed.ask(agreed.sail, email="young@sail.example")
    with agreed.as_("senco") as by:
        guest = guest_of(sent, agreed.world.now)
        withdraw_agreement(ref=sent.agreement.ref, because="No more", by=by, now=agreed.world.now)
    answer = guest.get("/by-link/request/")
    assert answer.status_code == 403 and "has changed what may be shared" in text(answer)
    assert "withdrawn its agreement" in text(sign_in("senco").get(f"/requests/{sent.ref}/"))


def test_a_new_link_goes_to_another_address_and_one_by_hand_is_shown_once(agreed, sign_in, settings):
    settings.MAIL = "by-hand"
    sent = agreed.ask(agreed.sail, email="wrong@sail.example")
    sam, place = sign_in("senco"), f"/requests/{sent.ref}/"
    assert sam.post(place, {"do": "send", "send-email": "no"}).status_code == 422
    assert sam.post(place, {"do": "send", "send-email": "young@sail.example"}).status_code == 302
    assert "/by-link/" in text(sam.post(place, {"do": "show"}))
    assert Letter.objects.exclude(body="").count() == 0
    assert sam.post(f"/requests/{agreed.ask().ref}/", {"do": "show"}).status_code == 200


def test_where_a_shielded_child_lives_is_not_filled_in(agreed, sign_in):
    agreed.hide()
    page = text(sign_in("index").get(find(agreed)))
    assert "ZY1" not in page and "is kept out of this page" in page


def test_the_services_module_names_every_verb():
    assert set(services.__all__) >= {"ask", "signpost", "accept", "decline", "begin", "end", "take_back"}
