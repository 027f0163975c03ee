"""Home and a child's page: what they show, to whom, and in how many queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from teamaround.accounts.door import acting
from teamaround.index import services as index

pytestmark = pytest.mark.django_db
MOST_QUERIES = 25
FRAMES = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK")


def queries_of(ask):
    with CaptureQueriesContext(connection) as caught:
        answer = ask()
    return answer, [row["sql"] for row in caught.captured_queries if not row["sql"].startswith(FRAMES)]


def involve(world, child, who, **facts):
    with acting(world.viewer(who), now=world.now) as viewer:
        index.record_involvement(
            child_id=child.pk, by=viewer, now=world.now, starts_on=date(2026, 1, 5),
            practitioner_id=viewer.practitioner_id, **facts,
        )  # fmt: skip


def test_a_childs_page_shows_who_is_around_and_not_what_is_sensitive(world, sign_in):
    child = world.child()
    involve(world, child, "health_visitor")
    involve(world, child, "camhs", service_id=world.service["clinic"].pk, sensitive_basis="consent")
    page = sign_in("senco").get(f"/children/{child.ref}/").content.decode()
    assert "Hana Wójcik" in page and "4 Mill Lane" in page and "Mira Lindqvist" in page
    assert "Cass Bell" not in page and "Clinic" not in page and "960077" not in page


def test_next_door_gets_the_answer_for_what_does_not_exist(world, sign_in):
    child = world.child()
    client = sign_in("neighbour")
    there, nowhere = client.get(f"/children/{child.ref}/"), client.get("/children/C-00000000X/")
    assert there.status_code == nowhere.status_code == 404
    assert there.content == nowhere.content


@pytest.mark.parametrize("who", ["senco", "duty", "index"])
def test_a_childs_page_and_home_stay_within_their_queries_at_any_size(world, sign_in, who):
    child = world.child()
    client = sign_in(who)
    client.get("/")
    page, few = queries_of(lambda: client.get(f"/children/{child.ref}/"))
    assert page.status_code == 200
    for _ in range(3):
        involve(world, child, "health_visitor")
        involve(world, child, "lead")
        world.child()
    page, many = queries_of(lambda: client.get(f"/children/{child.ref}/"))
    assert len(many) <= len(few) + 2 and len(many) <= MOST_QUERIES, "\n".join(many)
    _, home = queries_of(lambda: client.get("/"))
    assert len(home) <= MOST_QUERIES, "\n".join(home)


def test_a_search_stays_within_its_queries(world, sign_in):
    for _ in range(4):
        world.child()
    client = sign_in("senco")
    client.get("/")
    asked, search = queries_of(lambda: client.post("/find/", {"name": "Asha Lindqvist", "purpose": "help"}))
    _, found = queries_of(lambda: client.get(asked["Location"]))
    assert len(search) <= MOST_QUERIES and len(found) <= MOST_QUERIES


def test_health_says_ok_and_what_with(client, db):
    body = client.get("/health").json()
    assert (
        body["status"] == "ok"
        and body["database"].startswith("PostgreSQL")
        and body["migrations"] == "current"
    )
