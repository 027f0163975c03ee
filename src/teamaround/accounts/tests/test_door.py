"""The one door: who may come in, one effect a form, and nothing shown without its mark."""

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection

from teamaround.accounts import queries as accounts
from teamaround.accounts.door import acting
from teamaround.audit import queries as audit
from teamaround.index import queries as index
from teamaround.kernel.looks import NobodyIsLooking
from teamaround.people import queries as people

pytestmark = pytest.mark.django_db


def involvement(world, **changes):
    return {"starts_on-day": "1", "starts_on-month": "9", "starts_on-year": "2026", **changes}


def test_nobody_signed_in_is_asked_to_sign_in(client, world):
    answer = client.get("/find/")
    assert answer.status_code == 302 and answer["Location"] == "/sign-in/?next=/find/"


def test_a_page_for_another_duty_says_which_and_is_recorded(world, sign_in):
    answer = sign_in("councillor").get("/find/")
    assert answer.status_code == 403
    assert "Find a child in the index" in answer.content.decode()
    assert audit.asked_for(audit.Asked(acts=("accounts.refused",))).count() == 1


def test_every_page_forbids_keeping(world, sign_in):
    assert sign_in("senco").get("/find/")["Cache-Control"] == "no-store"


def test_the_same_form_twice_has_one_effect_and_one_answer(world, sign_in):
    child = world.child()
    client, address = sign_in("senco"), f"/children/{child.ref}/involved/add/"
    first = client.post(address, involvement(world, once="key-1"))
    again = client.post(address, involvement(world, once="key-1"))
    assert first.status_code == again.status_code == 302
    assert first["Location"] == again["Location"]
    with acting(world.viewer("senco"), now=world.now) as viewer:
        assert len(index.involvements(viewer, child.pk, at=world.now)) == 1


def test_a_form_that_was_refused_can_be_sent_again_with_its_key(world, sign_in):
    child = world.child()
    client, address = sign_in("senco"), f"/children/{child.ref}/involved/add/"
    refused = client.post(address, involvement(world, once="key-2", **{"starts_on-year": "2030"}))
    assert refused.status_code == 422
    assert client.post(address, involvement(world, once="key-2")).status_code == 302


def test_without_tie_or_purpose_somebody_is_asked_why(world, sign_in):
    child = world.child()
    answer = sign_in("senco", purpose="").get(f"/children/{child.ref}/involved/")
    assert answer.status_code == 302 and answer["Location"] == f"/children/{child.ref}/why/"


def test_when_the_look_cannot_be_written_nothing_is_shown(world, sign_in, monkeypatch):
    child = world.child()

    def broken(*args, **kwargs):
        raise DatabaseError("the record is full")

    client = sign_in("senco")
    client.raise_request_exception = False
    monkeypatch.setattr("teamaround.accounts.door.record", broken)
    answer = client.get(f"/children/{child.ref}/involved/")
    assert answer.status_code == 500
    assert "Asha" not in answer.content.decode()


def test_a_childs_face_outside_any_door_is_an_error(world):
    child = world.child()
    with pytest.raises(NobodyIsLooking):
        people.faces(world.viewer("senco"), [child.pk], at=world.now)


def test_outside_a_transaction_the_database_shows_no_child(world):
    world.child()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('teamaround.account', '', true)")
        cursor.execute("SELECT count(*) FROM people_child")
        assert cursor.fetchone()[0] == 0


def test_half_an_hour_without_a_click_signs_out(world, sign_in):
    client = sign_in("senco")
    session = client.session
    session["seen_at"] = (world.now - timedelta(minutes=31)).timestamp()
    session.save()
    assert client.get("/find/").status_code == 302


def test_a_form_sent_after_signing_out_comes_back_to_be_sent_again(world, client):
    typed = {"name": "Asha of <Mill> Lane", "purpose": ["help", "join"], "once": "k1", "password": "secret"}
    answer = client.post("/find/", typed, headers={"Sec-Fetch-Site": "same-origin"})
    text = answer.content.decode()
    assert answer.status_code == 401 and answer["Cache-Control"] == "no-store"
    assert 'name="name" value="Asha of &lt;Mill&gt; Lane"' in text and 'action="/find/"' in text
    assert text.count('name="purpose"') == 2 and text.rindex('value="k1"') > text.index('name="once"')
    assert "secret" not in text and "Asha of &lt;Mill&gt; Lane</textarea>" in text


def test_words_that_another_site_sent_are_not_given_back(world, client):
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}):
        answer = client.post("/find/", {"name": "Asha"}, headers=headers)
        assert answer.status_code == 401 and "Asha" not in answer.content.decode()


def test_a_form_from_before_the_last_sign_in_comes_back_with_a_fresh_proof(world, sign_in):
    from django.test import Client

    inside = sign_in("senco")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = inside.cookies
    stale = strict.post("/find/", {"name": "Lindqvist", "purpose": "help", "csrfmiddlewaretoken": "x" * 64})
    text = stale.content.decode()
    assert stale.status_code == 403 and 'value="Lindqvist"' in text
    fresh = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text)[1]
    sent = {"name": "Lindqvist", "purpose": "help", "csrfmiddlewaretoken": fresh}
    headers = {"Referer": "https://testserver/find/"}
    assert strict.post("/find/", sent, secure=True, headers=headers).status_code == 302


def test_the_door_knows_an_account_as_everybody_else_does(world):
    today = world.today
    everybody = {row.pk: row for row in accounts.with_duties(today)}
    assert len(everybody) > 5
    for pk, row in everybody.items():
        found = accounts.at_the_door(pk, today)
        assert found == row and found.password == row.password
        assert accounts.viewer_for(found) == accounts.viewer_for(row)
        assert accounts.access_facts(found) == accounts.access_facts(row)
    assert accounts.at_the_door(0, today) is None


def test_a_duty_that_has_ended_is_not_brought_to_the_door(world):
    account = world.account["senco"]
    account.grants.update(ends_on=world.today - timedelta(days=1))
    assert accounts.viewer_for(accounts.at_the_door(account.pk, world.today)).duties == frozenset()
    account.grants.update(ends_on=world.today)
    assert accounts.viewer_for(accounts.at_the_door(account.pk, world.today)).duties


def test_a_purpose_said_again_at_once_is_not_written_again_and_another_is(world, sign_in):
    client = sign_in("senco", purpose="")
    kept = []
    for purpose in ("help", "help", "join"):
        client.post("/find/", {"purpose": purpose, "name": "Asha Lindqvist"})
        kept.append(client.session["purpose"])
    assert kept[0] == kept[1] and kept[2]["purpose"] == "join"
