"""Signing in: password and second factor, lock-out, and what ends access at the next request (R24)."""

import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY, format_hotp_value, hotp_value
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from teamaround.accounts import services
from teamaround.accounts.door import acting
from teamaround.accounts.rules import Duty, setting_up
from teamaround.agencies import services as agencies
from teamaround.audit.models import Entry
from teamaround.kernel import clock

pytestmark = pytest.mark.django_db
PASSWORD = "a long and quiet sentence"


@pytest.fixture(autouse=True)
def counted_anew():
    cache.clear()


@pytest.fixture
def somebody(world):
    with acting(setting_up(), now=world.now) as by:
        services.set_password(account_id=world.account["senco"].pk, password=PASSWORD, by=by, now=world.now)
    world.account["senco"].refresh_from_db()
    return world.account["senco"]


def enter(client, account, password=PASSWORD):
    return client.post("/sign-in/", {"login": account.email, "password": password})


def code_of(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def set_up(client):
    """What the page asks of somebody with an app: the secret goes in, the code comes out."""
    page = client.get("/sign-in/second/app/")
    assert page.status_code == 200, page.headers
    secret = client.session[SECRET_SESSION_KEY]
    return secret, client.post("/sign-in/second/app/", {"code": code_of(secret)})


def test_a_password_alone_leads_to_setting_up_a_second_factor_and_nowhere_else(client, somebody):
    assert enter(client, somebody).status_code == 302
    for address in ("/", "/find/", "/children/C-000000000/", "/localities/"):
        answer = client.get(address)
        assert answer.status_code == 302 and answer["Location"] == "/sign-in/second/app/", address
    assert client.post("/find/", {"name": "Asha"})["Location"] == "/sign-in/second/app/"


def test_with_the_app_set_up_the_site_opens_and_the_next_sign_in_asks_for_a_code(client, somebody):
    enter(client, somebody)
    secret, answer = set_up(client)
    assert answer.status_code == 302
    assert client.get("/find/").status_code == 200
    other = Client()
    answer = enter(other, somebody)
    assert answer["Location"].startswith("/sign-in/second/")
    assert other.get("/find/")["Location"].startswith("/sign-in/")
    assert other.post("/sign-in/second/", {"code": "000000"}).status_code == 200
    assert other.get("/find/")["Location"].startswith("/sign-in/")
    cache.clear()  # a code is good once
    assert other.post("/sign-in/second/", {"code": code_of(secret)}).status_code == 302
    assert other.get("/find/").status_code == 200


def test_somebody_picked_from_the_cast_of_a_demo_needs_none(client, world):
    client.force_login(world.account["senco"], settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    session["signed_in_by_cast"] = True
    session["account_authentication_methods"] = [{"method": "password"}]
    session.save()
    assert client.get("/find/").status_code == 200


def test_sign_ins_and_refusals_are_recorded(client, somebody):
    enter(client, somebody, "not this one, sorry")
    enter(client, somebody)
    acts = list(Entry.objects.filter(account_id=somebody.pk).order_by("pk").values_list("act", flat=True))
    assert acts[-2:] == ["accounts.sign_in_refused", "accounts.signed_in"]


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, somebody):
    def words(answer):
        return re.sub(r'value="[^"]*"', "", answer.content.decode())

    wrong = enter(client, somebody, "not this one, sorry")
    unknown = client.post("/sign-in/", {"login": "nobody@school.example", "password": "not this one, sorry"})
    assert words(wrong) == words(unknown) and wrong.status_code == unknown.status_code


def test_after_five_failures_even_the_right_password_waits(client, somebody):
    for _ in range(5):
        enter(client, somebody, "not this one, sorry")
    assert enter(client, somebody).status_code != 302
    assert client.get("/find/")["Location"].startswith("/sign-in/?")


def test_nobody_signs_up_by_themselves(client):
    assert client.get("/sign-in/signup/").status_code == 404
    assert client.get("/accounts/signup/").status_code in (302, 404)


ENDINGS = {
    "training": lambda world, by: _dates(world, by, training_until=world.today - timedelta(days=1)),
    "DBS": lambda world, by: _dates(world, by, vetted_until=world.today - timedelta(days=1)),
    "account has ended": lambda world, by: _dates(world, by, ends_on=world.today - timedelta(days=1)),
    "post": lambda world, by: agencies.end_post(
        practitioner_id=world.practitioner["senco"].pk,
        on=world.today - timedelta(days=1),
        by=by,
        now=world.now,
    ),
}


def _dates(world, by, **changes):
    account = world.account["senco"]
    kept = {"ends_on": None, "training_until": account.training_until, "vetted_until": account.vetted_until}
    services.change_dates(
        account_id=account.pk, version=account.version, by=by, now=world.now, **kept | changes
    )


@pytest.mark.parametrize("what", ENDINGS)
def test_access_ends_at_the_next_request_on_every_session(world, what):
    sessions = [Client(), Client()]
    for one in sessions:
        one.force_login(world.account["senco"], settings.AUTHENTICATION_BACKENDS[0])
        assert one.get("/find/").status_code == 200
    with acting(setting_up(), now=world.now) as by:
        ENDINGS[what](world, by)
    for one in sessions:
        answer = one.get("/find/")
        assert answer.status_code == 403 and what in answer.content.decode()
        assert one.get("/find/").status_code == 302


def test_an_account_that_was_ended_is_nobody_at_the_next_request(world):
    one = Client()
    one.force_login(world.account["senco"], settings.AUTHENTICATION_BACKENDS[0])
    with acting(setting_up(), now=world.now) as by:
        services.end(account_id=world.account["senco"].pk, by=by, now=world.now)
    answer = one.get("/find/")
    assert answer.status_code == 403 and "Your account has ended" in answer.content.decode()
    assert one.post("/find/", {"name": "Asha"}).status_code == 401


def test_a_duty_that_ended_is_missed_at_the_next_request(world, sign_in):
    client = sign_in("senco")
    with acting(setting_up(), now=world.now) as by:
        services.end_duty(
            account_id=world.account["senco"].pk,
            duty=Duty.FIND_CHILDREN,
            on=world.today,
            by=by,
            now=world.now,
        )
    assert client.get("/find/").status_code == 403


def test_a_new_first_password_ends_the_sessions_of_the_old_one(client, somebody, world):
    enter(client, somebody)
    with acting(setting_up(), now=world.now) as by:
        services.set_password(account_id=somebody.pk, password=PASSWORD + "!", by=by, now=world.now)
    assert client.get("/find/")["Location"].startswith("/sign-in/?")


def test_half_an_hour_of_nothing_signs_out(world, sign_in):
    client = sign_in("senco")
    with clock.fixed(world.now + timedelta(minutes=29)):
        assert client.get("/find/").status_code == 200
    with clock.fixed(world.now + timedelta(minutes=58)):
        assert client.get("/find/").status_code == 200
    with clock.fixed(world.now + timedelta(minutes=89)):
        assert client.get("/find/")["Location"].startswith("/sign-in/")
