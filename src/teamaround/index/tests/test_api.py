"""The index for programs: what is shown, what is hidden, what is refused, and what is recorded."""

from dataclasses import replace
from datetime import date

import pytest
from tests.callers import Caller, refused

from teamaround.accounts.door import acting
from teamaround.accounts.rules import Duty
from teamaround.index import services as index
from teamaround.index.models import Involvement, Search
from teamaround.people import queries
from teamaround.people import services as people
from teamaround.sharing import services as sharing
from teamaround.sharing.rules import PERMISSIONS

pytestmark = pytest.mark.django_db


@pytest.fixture
def caller(world):
    return Caller(world)


@pytest.fixture
def child(world):
    return world.child()


def shield(world, child):
    with acting(world.viewer("index"), now=world.now) as viewer:
        people.shield(
            child_id=child.pk, because="Court order", review_on=date(2027, 1, 1), by=viewer, now=world.now
        )


def involve(world, who, child, **facts):
    with acting(world.viewer(who), now=world.now) as viewer:
        return index.record_involvement(
            child_id=child.pk, by=viewer, now=world.now, starts_on=world.today, **facts
        )


# ---------------------------------------------------------------- searching


def test_a_child_is_found_with_reasons_and_the_look_is_recorded(caller, child):
    response = caller.post("/searches", {"name": "lindqvist asha", "born_on": "2017-03-27"}, key=None)
    assert response.status_code == 201
    shown = response.json()
    assert response["Location"] == f"/api/v1/searches/{shown['ref']}"
    [found] = shown["children"]
    assert found["ref"] == child.ref and found["name"] == "Asha Lindqvist"
    assert found["born_on"] == "2017-03-27" and found["reasons"]
    assert caller.audited("index.searched")[0]["children"] == [child.pk]
    [look] = caller.audited("api.shown")
    assert look["children"] == [child.pk] and look["purpose"] == "help"
    assert look["request_id"] == response["X-Request-Id"]


def test_a_search_can_be_seen_again_by_its_own_account_only(caller, child, world):
    ref = caller.post("/searches", {"name": "Asha Lindqvist"}).json()["ref"]
    assert caller.get(f"/searches/{ref}").json()["children"][0]["ref"] == child.ref
    assert len(caller.audited("api.shown")) == 2
    refused(Caller(world).get(f"/searches/{ref}"), 404, "not-found")


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({}, "too-little", "name"),
        ({"name": "Al"}, "too-little", "name"),
        ({"name": 7}, "not-as-described", "name"),
        ({"name": "A\x00sha"}, "not-as-described", "name"),
        ({"name": "Asha", "born_on": "27/03/2017"}, "not-as-described", "born_on"),
        ({"name": "Asha", "born_on": 1490572800}, "not-as-described", "born_on"),
        ({"name": "Asha", "age": "9"}, "not-as-described", "age"),
        ({"name": "Asha", "postcod": "ZY1"}, "not-as-described", "postcod"),
        ([], "not-as-described", ""),
    ],
)
def test_a_search_that_is_not_understood_is_refused(caller, body, code, field):
    said = refused(caller.post("/searches", body), 422, code)
    assert said.get("field", "") == field
    assert not Search.objects.exists()


@pytest.mark.parametrize("body", ["{", "", "[" * 100_000])
def test_a_body_that_cannot_be_read_is_refused(caller, body):
    response = caller.client.post(
        "/api/v1/searches", body, content_type="application/json", headers=caller.headers()
    )
    assert response.status_code in (400, 422)
    assert response["Content-Type"] == "application/problem+json"


def test_a_shielded_child_is_found_by_name_and_not_by_address(caller, child, world):
    shield(world, child)
    by_place = caller.post("/searches", {"postcode": "ZY1 1AA", "born_on": "2017-03-27"}).json()
    assert not any("postcode" in reason.lower() for row in by_place["children"] for reason in row["reasons"])
    [found] = caller.post("/searches", {"name": "Asha Lindqvist"}).json()["children"]
    assert found["is_shielded"]
    assert "ZY1" not in str(found)


# ---------------------------------------------------------------- the index entry


def test_the_index_entry_of_a_child(caller, child, world):
    involve(world, "health_visitor", child, reason="two-year check")
    response = caller.get(f"/children/{child.ref}")
    assert response.status_code == 200
    shown = response.json()
    assert shown["address"]["postcode"] == "ZY1 1AA"
    assert shown["school"]["name"] == "Ashby Green School"
    assert shown["gp_practice"]["name"] == "Ashby Practice"
    assert shown["carers"][0]["telephone"] == "01632 960001"
    assert shown["numbers"] == []
    assert shown["involvements"][0]["agency"] == "Ashby Health Visiting"
    assert "version" not in shown["involvements"][0]
    assert shown["common_assessment"] == {"exists": False, "state": "", "since": None}
    assert caller.audited("api.shown")[-1]["children"] == [child.pk]


def test_a_number_is_shown_to_those_who_need_it(child, world):
    shown = Caller(world, agency="practice").get(f"/children/{child.ref}").json()
    assert [row["kind"] for row in shown["numbers"]] == ["nhs_number"]


def test_hidden_facts_are_absent_from_the_answer(caller, child, world):
    involve(world, "health_visitor", child)
    index.note_common_assessment(
        child_id=child.pk, assessment_ref="A-1", state="open", on=world.today,
        ask_agency_id=world.agency["helpers"].pk, ask_practitioner_id=world.practitioner["lead"].pk,
    )  # fmt: skip
    shield(world, child)
    response = caller.get(f"/children/{child.ref}")
    shown = response.json()
    assert shown["details_hidden"]
    assert not {"address", "school", "gp_practice"} & set(shown)
    assert not {"telephone", "email", "lives_with_child"} & set(shown["carers"][0])
    assert shown["involvements"] == []
    assert shown["common_assessment"] == {"exists": True, "state": "open", "since": "2026-11-20"}
    for hidden in ("Mill Lane", "ZY1", "Ashby Green", "Ashby Practice", "01632", "Leo Marsh", "Early Help"):
        assert hidden not in response.content.decode().replace(caller.account.name, "")


def test_the_index_team_sees_a_shielded_child_whole(child, world):
    shield(world, child)
    caller = Caller(world, agency="council", duties=(Duty.FIND_CHILDREN, Duty.INDEX_TEAM))
    shown = caller.get(f"/children/{child.ref}").json()
    assert shown["is_shielded"] and not shown["details_hidden"]
    assert shown["address"]["postcode"] == "ZY1 1AA"


def test_a_child_not_to_be_known_of_is_answered_as_one_who_does_not_exist(child, world):
    next_door = Caller(world, agency="brindle-care")
    answers = [
        next_door.get(place)
        for ref in (child.ref, "C-000000009", "C-7", "%00", "C-0000000%F0%9F%98%80")
        for place in (
            f"/children/{ref}",
            f"/children/{ref}/involvements",
            f"/children/{ref}/common-assessment",
        )
    ] + [next_door.get("/no/such/place")]
    for answer in answers:
        refused(answer, 404, "not-found")
    assert len({answer.content for answer in answers}) == 1
    told = [{k: v for k, v in answer.headers.items() if k != "X-Request-Id"} for answer in answers]
    assert all(headers == told[0] for headers in told)
    assert next_door.audited("api.shown") == []


def test_a_child_next_door_is_seen_by_an_agency_that_is_involved(child, world):
    next_door = Caller(world, agency="brindle-care")
    involve(world, "index", child, agency_id=world.agency["brindle-care"].pk)
    assert next_door.get(f"/children/{child.ref}").status_code == 200


def test_a_sealed_identity_is_not_there(caller, child, world):
    with acting(world.viewer("index"), now=world.now) as viewer:
        sharing.seal_identity(child_id=child.pk, by=viewer, now=world.now, because="Adopted")
    refused(caller.get(f"/children/{child.ref}"), 404, "not-found")


# ---------------------------------------------------------------- involvements


def test_an_agency_records_and_ends_its_own_involvement(caller, child, world):
    body = {"starts_on": "2026-09-01", "reason": "reading", "practitioner": world.practitioner["senco"].ref}
    response = caller.post(f"/children/{child.ref}/involvements", body)
    assert response.status_code == 201, response.content
    made = response.json()
    assert made["is_own"] and made["practitioner"] == "Sam Oyelaran" and made["version"] == 1
    assert caller.get(f"/children/{child.ref}/involvements").json()["involvements"] == [made]

    end = {"ends_on": "2026-11-19", "version": 1}
    ended = caller.post(f"/involvements/{made['ref']}/end", end)
    assert ended.status_code == 200 and ended.json()["ends_on"] == "2026-11-19"
    refused(caller.post(f"/involvements/{made['ref']}/end", end), 409, "changed-meanwhile")
    refused(caller.post(f"/involvements/{made['ref']}/end", end | {"version": 2}), 409, "ended")
    assert caller.audited("index.involvement_ended")[0]["children"] == [child.pk]


@pytest.mark.parametrize(
    ("body", "code", "field"),
    [
        ({}, "not-as-described", "starts_on"),
        ({"starts_on": "2026-11-21"}, "future", "starts_on"),
        ({"starts_on": "2026-09-01", "ends_on": "2026-08-01"}, "ends-before-start", "ends_on"),
        ({"starts_on": "2026-09-01", "service": "Clinic"}, "service", "service"),
        ({"starts_on": "2026-09-01", "practitioner": "P-000000000"}, "practitioner", "practitioner"),
        ({"starts_on": "2026-09-01", "sensitive_basis": "hunch"}, "not-as-described", "sensitive_basis"),
    ],
)
def test_an_involvement_that_is_not_right_is_refused(caller, child, body, code, field):
    said = refused(caller.post(f"/children/{child.ref}/involvements", body), 422, code)
    assert said["field"] == field
    assert not Involvement.objects.exists()


def test_a_sensitive_service_needs_a_basis_and_is_not_named_to_others(caller, child, world):
    clinic = Caller(world, agency="minds")
    place, body = f"/children/{child.ref}/involvements", {"starts_on": "2026-09-01", "service": "clinic"}
    refused(clinic.post(place, body), 422, "no-basis")
    assert clinic.post(place, body | {"sensitive_basis": "consent"}).json()["service"] == "Clinic"
    response = caller.get(place)
    [seen] = response.json()["involvements"]
    assert seen["is_hidden"] and not {"service", "practitioner", "reason", "starts_on", "kind"} & set(seen)
    assert "Minds" not in response.content.decode() and "Clinic" not in response.content.decode()


def test_another_agencys_involvement_cannot_be_ended_nor_told_apart_from_none(caller, child, world):
    others = involve(world, "gp", child)
    end = {"ends_on": "2026-11-20", "version": 1}
    answers = [caller.post(f"/involvements/{ref}/end", end) for ref in (others.ref, "V-00000000F", "x")]
    for answer in answers:
        refused(answer, 404, "not-found")
    assert len({answer.content for answer in answers}) == 1


# ---------------------------------------------------------------- registering


def registering(search, **changes):
    return {
        "search": search, "given": "Noor", "family": "Haddad", "born_on": "2019-05-01", "sex": "female",
        "address": {"lines": "9 Well Street\nAshby", "postcode": "ZY1 1AB"},
        "carers": [{"relationship": "mother", "family": "Haddad", "given": "Lina", "is_main_carer": True}],
    } | changes  # fmt: skip


def test_a_child_who_was_not_found_is_registered(caller):
    search = caller.post("/searches", {"name": "Noor Haddad"}).json()["ref"]
    response = caller.post("/children", registering(search, known_as="Nori"))
    assert response.status_code == 201, response.content
    ref = response.json()["ref"]
    assert response["Location"] == f"/api/v1/children/{ref}"
    shown = caller.get(f"/children/{ref}").json()
    assert shown["known_as"] == "Nori" and shown["address"]["postcode"] == "ZY1 1AB"
    assert shown["carers"][0]["relationship"] == "mother"


def test_nobody_is_registered_without_a_search_of_ones_own(caller, world):
    others = Caller(world).post("/searches", {"name": "Noor Haddad"}).json()["ref"]
    for search in ("S-00000000M", others, "x"):
        refused(caller.post("/children", registering(search)), 422, "search-first")
    assert queries.children_of(caller.world.ashby) == 0


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"born_on": None}, "one-date", "born_on"),
        ({"born_on": "2030-01-01"}, "future", "born_on"),
        ({"family": ""}, "no-name", "family"),
        ({"ethnicity": "none"}, "ethnicity", "ethnicity"),
        ({"sex": "f"}, "not-as-described", "sex"),
        (
            {"carers": [{"relationship": "friend", "family": "X"}]},
            "not-as-described",
            "carers.0.relationship",
        ),
    ],
)
def test_a_child_who_is_not_described_right_is_refused(caller, changes, code, field):
    search = caller.post("/searches", {"name": "Noor Haddad"}).json()["ref"]
    said = refused(caller.post("/children", registering(search, **changes)), 422, code)
    assert said["field"] == field
    assert queries.children_of(caller.world.ashby) == 0


def test_beside_a_child_who_was_found_the_reason_is_needed(caller, child):
    search = caller.post("/searches", {"name": "Asha Lindqvist"}).json()["ref"]
    body = registering(search, given="Asha", family="Lindqvist")
    refused(caller.post("/children", body), 422, "found")
    body["because_not_found"] = "A cousin of the same name"
    assert caller.post("/children", body).status_code == 201
    assert caller.audited("index.registered_beside")


# ---------------------------------------------------------------- the same call again


def test_the_same_key_has_one_effect_and_the_same_answer(caller, child):
    place, body = f"/children/{child.ref}/involvements", {"starts_on": "2026-09-01"}
    first = caller.post(place, body, key="a-key-of-mine")
    again = caller.post(place, body, key="a-key-of-mine")
    assert (first.status_code, first.content) == (again.status_code, again.content)
    assert again["Location"] == first["Location"] and again["Idempotency-Replayed"] == "true"
    assert Involvement.objects.count() == 1
    looks = caller.audited("api.shown")
    assert [look["children"] for look in looks] == [[child.pk], [child.pk]]


def test_the_same_key_with_something_else_is_refused(caller, child):
    place = f"/children/{child.ref}/involvements"
    caller.post(place, {"starts_on": "2026-09-01"}, key="a-key-of-mine")
    said = refused(
        caller.post(place, {"starts_on": "2026-09-02"}, key="a-key-of-mine"), 422, "key-used-before"
    )
    assert said["field"] == "Idempotency-Key"
    refused(caller.post("/children", registering("x"), key="a-key-of-mine"), 422, "key-used-before")
    assert Involvement.objects.count() == 1


def test_the_key_of_a_refused_call_stays_free(caller, child):
    place = f"/children/{child.ref}/involvements"
    refused(caller.post(place, {"starts_on": "2030-01-01"}, key="a-key-of-mine"), 422, "future")
    assert caller.post(place, {"starts_on": "2026-09-01"}, key="a-key-of-mine").status_code == 201


def test_anothers_key_is_not_ones_own(caller, child, world):
    place, body = f"/children/{child.ref}/involvements", {"starts_on": "2026-09-01"}
    caller.post(place, body, key="a-key-of-mine")
    assert caller.client is not None
    assert "Idempotency-Replayed" not in Caller(world, agency="practice").post(
        place, body, key="a-key-of-mine"
    )


def test_an_answer_is_not_given_again_about_a_child_who_may_no_longer_be_known_of(caller, child, world):
    search = {"name": "Asha Lindqvist"}
    assert caller.post("/searches", search, key="a-key-of-mine").json()["children"]
    with acting(world.viewer("index"), now=world.now) as viewer:
        sharing.seal_identity(child_id=child.pk, by=viewer, now=world.now, because="Adopted")
    refused(caller.post("/searches", search, key="a-key-of-mine"), 404, "not-found")


# ---------------------------------------------------------------- and beyond


def test_nothing_is_shown_when_it_cannot_be_recorded(caller, child, monkeypatch):
    from teamaround.accounts import door

    def full(*args, **kwargs):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(door, "record", full)
    response = caller.get(f"/children/{child.ref}")
    said = refused_without_store(response)
    assert "Lindqvist" not in str(said)


def refused_without_store(response):
    assert response.status_code == 500
    assert response["Content-Type"] == "application/problem+json"
    return response.json()


def test_every_clause_that_refuses_for_want_of_a_right_is_a_403():
    from teamaround.accounts.problems import NOT_YOURS
    from teamaround.sharing.rules import HIDES_EXISTENCE

    names = {clause.name for clauses in PERMISSIONS.values() for clause in clauses}
    assert names - HIDES_EXISTENCE <= NOT_YOURS


def test_a_duty_taken_away_ends_the_call_at_once(caller, child, world):
    from teamaround.accounts import services as accounts
    from teamaround.accounts.rules import setting_up

    accounts.end_duty(
        account_id=caller.account.pk, duty=Duty.FIND_CHILDREN, on=world.today,
        by=replace(setting_up(), source="test"), now=world.now,
    )  # fmt: skip
    refused(caller.get(f"/children/{child.ref}"), 403, "find-children")
