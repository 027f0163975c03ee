"""The feed: what is in it and what never is, its filters, its pages, its errors."""

import json
from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from teamaround.directory.api import answers, calls
from teamaround.directory.busy import Busy
from teamaround.directory.queries import telling
from teamaround.directory.services import NewArea, NewPlace, NewSchedule

from .places import SECRET_LINE, SECRET_POSTCODE, key
from .test_confidential import SECRETS

pytestmark = pytest.mark.django_db
STUB = "/open-referral/v3"
LISTS = ("services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms")
EVERYWHERE = [
    "", "/", "/openapi.json", *[f"/{name}{how}" for name in LISTS for how in ("", "/", "?full=true", "?format=ndjson")],
    "/services?minimal=true", "/organizations?full_service=true", f"/services/{key('Young sailors')}",
    f"/services/{key('Rose refuge')}", f"/organizations/{key('harbour')}?full_service=true",
]  # fmt: skip


def text_of(answer):
    return b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()


def names(client, query, of="services"):
    answer = client.get(f"{STUB}/{of}?per_page=100&{query}")
    assert answer.status_code == 200, answer.content
    return {row["name"] for row in answer.json()["contents"]}


@pytest.mark.parametrize("path", EVERYWHERE)
def test_every_answer_is_open_to_all_and_tells_nothing_that_is_not_public(client, small, path):
    answer = client.get(STUB + path)
    assert answer.status_code == 200 and answer["Access-Control-Allow-Origin"] == "*", path
    text = text_of(answer)
    for secret in (*SECRETS, "Staff supervision", "Ann Hush", "960199", "960188"):
        assert secret not in text, (path, secret)
    assert "set-cookie" not in {name.lower() for name in answer.headers}


def test_a_service_is_told_with_all_that_belongs_to_it(client, small):
    told = client.get(f"{STUB}/services/{key('Young sailors')}").json()
    assert told["organization"]["organization_identifiers"][0]["identifier_type"] == "Charity number"
    place = told["service_at_locations"][0]
    assert place["location"]["addresses"][0]["postal_code"] == "ZY1 1AA"
    assert place["schedules"][0]["byday"] == "SA" and place["schedules"][0]["opens_at"] == "10:00:00"
    assert [row["name"] for row in told["languages"]] and {row["amount"] for row in told["cost_options"]} == {
        0,
        4.5,
    }
    assert told["contacts"][0]["phones"][0]["number"] == "01632 960103"
    assert {row["taxonomy_term"]["code"] for row in told["attributes"]} == {"sport", "autism"}
    assert {row["link_entity"] for row in told["attributes"]} == {"service"}
    assert told["minimum_age"] == 8 and told["assured_date"] == "2026-11-20"
    assert told["required_documents"] and told["funding"] and told["wait_time"] == "No wait."


def test_a_refuge_is_told_without_its_place(client, small):
    told = client.get(f"{STUB}/services/{key('Rose refuge')}").json()
    assert told["service_areas"][0]["name"] == "Everybody in Ashby" and "service_at_locations" not in told
    assert client.get(f"{STUB}/services/{key('Staff supervision')}").status_code == 404


def test_lists_are_flat_unless_everything_is_asked_for(client, small):
    flat = client.get(f"{STUB}/services").json()["contents"]
    assert all("organization" in row and "schedules" not in row and "phones" not in row for row in flat)
    whole = client.get(f"{STUB}/services?full=true").json()["contents"]
    assert any("schedules" in row for row in whole)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_no_more_for_more(client, small, name):
    def asked():
        with CaptureQueriesContext(connection) as caught:
            client.get(f"{STUB}/{name}?full=true&full_service=true")
        return len(caught)

    few = asked()
    for number in range(8):
        small.add(f"Club {number}", places=(NewPlace(key("quay")),), terms=(("needs", "arts"),))
    assert asked() == few <= 26


def test_ages_are_a_span_that_the_services_own_must_meet(client, small):
    small.add("Babies", maximum_age=1.5)
    assert "Young sailors" in names(client, "minimum_age=13") and "Young sailors" not in names(
        client, "minimum_age=14"
    )
    assert "Young sailors" in names(client, "maximum_age=8") and "Young sailors" not in names(
        client, "maximum_age=7"
    )
    assert "Babies" in names(client, "minimum_age=1&maximum_age=2") and "Rose refuge" in names(
        client, "minimum_age=99"
    )


def test_a_day_and_its_hours(client, small):
    small.add("Late", schedules=(NewSchedule(("FR",), time(20), time(23)),))
    assert names(client, "day=SA") == names(client, "day=Saturday") == {"Young sailors"}
    assert names(client, "day=FR&start_time=20:00") == {"Late"} and not names(
        client, "day=FR&start_time=20:30"
    )
    assert names(client, "end_time=12:00") == {"Young sailors"} and not names(client, "day=WE&end_time=18:00")


def test_words_terms_and_organisations(client, small):
    assert names(client, "search=sail") == names(client, "search=rowing") == {"Young sailors"}
    assert not names(client, "search=sail+trapeze")
    term = client.get(f"{STUB}/taxonomy_terms?search=sport").json()["contents"][0]
    assert names(client, f"taxonomy_term_id={term['id']}") == {"Young sailors"}
    assert names(client, f"taxonomy_id={term['taxonomy_id']}") == {"Young sailors", "Rose refuge"}
    assert names(client, f"organization_id={key('harbour')}") == {"Rose refuge"}


def test_what_changed_since(client, small):
    later = (small.world.now + timedelta(seconds=1)).isoformat()
    assert len(names(client, "modified_after=2026-11-20")) == 2
    assert not names(client, "modified_after=" + later.replace("+", "%2B")) and not names(
        client, f"modified_after={later}"
    )


def test_a_postcode_asks_who_is_covered_and_with_metres_what_is_near(client, small):
    small.add("Far club", areas=(NewArea("Elsewhere", "authority:902"),), places=(NewPlace(key("quay")),))
    of = "service_at_locations"
    assert names(client, "postcode=ZY1+1AB", of) == {"Young sailors"}
    assert names(client, "postcode=zy11ab&proximity=1000", of) == {"Young sailors", "Far club"}
    assert not names(client, "postcode=ZY1+1AB&proximity=100", of) and not names(
        client, "postcode=ZY7+7ZZ", of
    )
    assert not names(client, f"postcode={SECRET_POSTCODE}&proximity=5", of)


def test_hidden_and_closed_entries_are_not_in_lists_but_closed_ones_say_so(client, small):
    small.add("Gone", status="defunct")
    small.add("Forgotten", assured_on=small.world.today - timedelta(days=400))
    small.add("Resting", status="temporarily closed")
    assert names(client, "") == {"Young sailors", "Rose refuge", "Resting"}
    assert client.get(f"{STUB}/services/{key('Gone')}").json()["status"] == "defunct"


def test_pages_are_counted_from_one_with_both_ends_marked(client, small):
    for number in range(5):
        small.add(f"Club {number}")
    seen = []
    for page in (1, 2, 3, 4):
        body = client.get(f"{STUB}/services?page={page}&per_page=3").json()
        seen += [row["id"] for row in body["contents"]]
        assert (body["first_page"], body["last_page"], body["size"]) == (
            page == 1,
            page >= 3,
            (3, 3, 1, 0)[page - 1],
        )
        assert body["total_items"] == 7 and body["total_pages"] == 3 and body["empty"] == (page == 4)
    assert len(set(seen)) == 7


def test_a_stream_has_a_line_for_each_however_many(client, small, monkeypatch):
    monkeypatch.setattr(telling, "AT_ONCE", 2)
    for number in range(5):
        small.add(f"Club {number}")
    answer = client.get(f"{STUB}/services?format=ndjson&full=true&per_page=1")
    lines = text_of(answer).splitlines()
    assert (
        answer["Content-Type"] == "application/x-ndjson"
        and len({json.loads(line)["id"] for line in lines}) == 7
    )


@pytest.mark.parametrize(
    "query",
    ["page=0", "per_page=0", "per_page=5000", "page=x", "format=xml", "day=someday", "start_time=25:00",
     "minimum_age=-1", "minimum_age=nan", "taxonomy_id=1", "modified_after=yesterday", "full=perhaps",
     "search=" + "x" * 300, "search=%00"],
)  # fmt: skip
def test_what_is_not_as_described_is_refused_in_a_sentence(client, small, query):
    answer = client.get(f"{STUB}/services?{query}")
    assert answer.status_code == 400 and set(answer.json()) == {"error", "message"}
    assert answer["Access-Control-Allow-Origin"] == "*" and answer.json()["message"].endswith(".")


@pytest.mark.parametrize(
    "query", ["proximity=5", "postcode=nowhere", "postcode=ZY1&proximity=5", "postcode=ZY1+1AA&proximity=-1"]
)
def test_so_is_a_place_that_is_none(client, small, query):
    assert client.get(f"{STUB}/service_at_locations?{query}").status_code == 400


def test_other_addresses_and_ways_of_asking(client, small):
    for path in (f"/services/{uuid4()}", "/nothing", "/services/1", f"/taxonomies/{uuid4()}"):
        answer = client.get(STUB + path)
        assert (
            answer.status_code == 404
            and set(answer.json()) == {"error", "message"}
            and answer["Access-Control-Allow-Origin"] == "*"
        )
    for method in ("post", "put", "delete", "patch"):
        answer = getattr(client, method)(f"{STUB}/services")
        assert answer.status_code == 405 and answer["Allow"] == "GET, HEAD, OPTIONS"
    before = client.options(f"{STUB}/services")
    assert before.status_code == 204 and before["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_when_something_breaks_the_answer_is_still_the_standards(client, small, monkeypatch, caplog):
    def breaks(failure):
        def broken(*args, **named):
            raise failure

        return broken

    monkeypatch.setattr(calls.queries, "listed", breaks(OperationalError("away")))
    assert client.get(f"{STUB}/services").status_code == 503
    monkeypatch.setattr(calls.queries, "listed", breaks(ValueError(SECRET_LINE)))
    answer = client.get(f"{STUB}/services")
    assert answer.status_code == 500 and SECRET_LINE not in answer.content.decode()
    assert answer["Access-Control-Allow-Origin"] == "*" and "failed" in caplog.text


def test_too_many_calls_are_told_to_wait(client, small, monkeypatch):
    monkeypatch.setattr(answers, "calls", Busy(3))
    statuses = [client.get(STUB).status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]


def test_the_root_names_the_version_and_two_whole_addresses(client, small):
    told = client.get(STUB).json()
    assert told["version"] == "HSDS-UK-3.0" and told["openapi_url"].endswith("/open-referral/v3/openapi.json")
    assert told["profile"].startswith("https://") and told["openapi_url"].startswith("http://")
