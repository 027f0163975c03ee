"""The door for programs: tokens, access, duties, purposes, keys, and how many calls."""

from datetime import date

import pytest
from tests.callers import Caller, refused

from teamaround.accounts import api_door, services
from teamaround.accounts.models import Account, Once, Token
from teamaround.accounts.problems import CONFLICTS, NOT_YOURS, of_refusal
from teamaround.accounts.rules import Duty
from teamaround.kernel import clock
from teamaround.kernel.refusal import Refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def caller(world):
    return Caller(world)


def test_a_service_account_is_told_who_it_is(caller):
    response = caller.get("/me", Purpose=None)
    assert response.status_code == 200
    shown = response.json()
    assert shown["ref"] == caller.account.ref and shown["agency"] == "Ashby Green School"
    assert {duty["code"] for duty in shown["duties"]} >= {"find-children", "record-involvement"}
    assert response["Cache-Control"] == "no-store" and response["X-Request-Id"]
    assert not response.cookies


def test_an_agencys_services_and_people_are_named(world):
    shown = Caller(world, agency="minds").get("/my-agency").json()
    assert shown["services"] == [{"name": "Clinic", "sensitive": "mental_health"}]
    assert [row["name"] for row in shown["practitioners"]] == ["Cass Bell"]
    assert shown["practitioners"][0]["ref"].startswith("P-")


@pytest.mark.parametrize("sent", [None, "Bearer ta_nobody", "Basic abc", "Bearer", ""])
def test_without_a_known_token_nobody_comes_in(caller, sent):
    response = caller.get("/me", Authorization=sent)
    refused(response, 401, "token")
    assert response["WWW-Authenticate"] == "Bearer"


def test_a_token_ends_after_its_last_day(world):
    refused(Caller(world, token_ends=date(2026, 11, 19)).get("/me"), 401, "token")
    assert Caller(world, token_ends=date(2026, 11, 20)).get("/me").status_code == 200


def test_expired_access_is_said_in_words(caller):
    Account.objects.filter(pk=caller.account.pk).update(ends_on=date(2026, 11, 1))
    assert "ended" in refused(caller.get("/me"), 403, "no-access")["detail"]


def test_a_session_of_a_browser_opens_nothing(caller, sign_in):
    client = sign_in("senco")
    refused(client.get("/api/v1/me"), 401, "token")


def test_a_duty_is_needed_and_its_want_is_recorded(world):
    caller = Caller(world, duties=())
    said = refused(caller.post("/searches", {"name": "Asha"}), 403, "find-children")
    assert "Find a child" in said["detail"]
    assert caller.audited("accounts.refused")[0]["said"] == "find-children"


@pytest.mark.parametrize("sent", [None, "", "curiosity", "HELP"])
def test_a_purpose_is_needed_for_anything_about_a_child(caller, world, sent):
    said = refused(caller.get(f"/children/{world.child().ref}", Purpose=sent), 400, "purpose")
    assert said["field"] == "Purpose" and "family-asked" in said["detail"]


@pytest.mark.parametrize("sent", [None, "short", "x" * 81, "with a space", "ключ-ключ"])
def test_a_write_needs_a_key(caller, sent):
    sent = sent and sent.encode().decode("latin-1")
    said = refused(caller.post("/children", {}, key=sent), 400, "idempotency-key")
    assert said["field"] == "Idempotency-Key"


def test_the_person_behind_the_service_is_kept(caller, world):
    child = world.child()
    caller.get(f"/children/{child.ref}", X_On_Behalf_Of="Sam Oyelaran, SENCO")
    caller.get(f"/children/{child.ref}", X_On_Behalf_Of="Hana Wójcik".encode().decode("latin-1"))
    refused(caller.get(f"/children/{child.ref}", X_On_Behalf_Of="x" * 201), 400, "on-behalf-of")
    kept = [row["detail"] for row in caller.audited("api.shown")]
    assert '"Sam Oyelaran, SENCO"' in kept[0] and "jcik" in kept[1]
    assert len(kept) == 2


def test_too_many_calls_wait_for_the_next_minute(caller, monkeypatch, noon):
    monkeypatch.setattr(api_door, "CALLS_A_MINUTE", 2)
    assert [caller.get("/me").status_code for _ in range(2)] == [200, 200]
    response = caller.get("/me")
    refused(response, 429, "too-many")
    assert 0 < int(response["Retry-After"]) <= 60
    with clock.fixed(noon.replace(minute=1)):
        assert caller.get("/me").status_code == 200
    assert Token.objects.get(account=caller.account).calls == 1


def test_answers_are_forgotten_after_a_day(caller, world):
    caller.post("/searches", {"name": "Nobody"})
    assert Once.objects.count() == 1
    assert services.forget_answers(now=world.now) == 0
    assert services.forget_answers(now=world.now.replace(day=22)) == 1


def test_refusals_of_the_domain_get_the_status_that_fits():
    assert of_refusal(Refusal("own-agency", "No.")).status == 403
    assert of_refusal(Refusal("ended", "No.")).status == 409
    assert of_refusal(Refusal("future", "No.", field="starts_on")).field == "starts_on"
    assert not CONFLICTS & NOT_YOURS and Duty.FIND_CHILDREN in NOT_YOURS
