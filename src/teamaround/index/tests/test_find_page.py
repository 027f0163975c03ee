"""Finding a child through the real pages."""

import pytest

from teamaround.accounts.door import acting
from teamaround.audit import queries as audit
from teamaround.people import services as people

pytestmark = pytest.mark.django_db


def look_for(client, **words):
    return client.post("/find/", {"purpose": "help", **words}, follow=True)


def test_a_name_written_carelessly_finds_the_child_and_says_why(world, sign_in):
    world.child()
    page = look_for(sign_in("senco"), name="lindquist asha")
    assert page.status_code == 200
    text = page.content.decode()
    assert "1 child found" in text and "Asha Lindqvist" in text and "Found because" in text


@pytest.mark.parametrize(
    ("number", "kind"), [("999 000 0019", "an NHS number"), ("A989204216001", "a unique pupil number")]
)
def test_a_number_that_fails_its_check_is_said_to_fail(world, sign_in, number, kind):
    world.child()
    text = look_for(sign_in("gp"), identifier=number).content.decode()
    assert f"is written like {kind}, but its check does not fit" in text
    text = look_for(sign_in("gp"), identifier="999 000 0018").content.decode()
    assert "1 child found" in text and "does not fit" not in text


def test_no_name_is_in_the_address(world, sign_in):
    world.child()
    page = look_for(sign_in("senco"), name="Asha Lindqvist")
    assert "sha" not in page.request["PATH_INFO"] + page.request["QUERY_STRING"]


def test_the_search_and_the_children_shown_are_in_the_audit(world, sign_in):
    child = world.child()
    look_for(sign_in("senco"), name="Asha Lindqvist")
    searched = audit.asked_for(audit.Asked(acts=("index.searched",))).get()
    shown = audit.asked_for(audit.Asked(acts=("page.shown",))).first()
    assert searched.children == [child.pk] and searched.purpose == "help"
    assert searched.terms["name"] == "Asha Lindqvist"
    assert shown.children == [child.pk]


def test_a_search_without_a_purpose_is_asked_for_one(world, sign_in):
    page = sign_in("senco", purpose="").post("/find/", {"name": "Asha"})
    assert page.status_code == 422
    assert "Say why you are looking for this child" in page.content.decode()


def test_somebody_elses_search_is_not_there(world, sign_in):
    world.child()
    address = look_for(sign_in("senco"), name="Asha Lindqvist").request["PATH_INFO"]
    assert sign_in("gp").get(address).status_code == 404


def test_next_door_finds_nobody_and_the_answer_is_the_same_as_for_nobody(world, sign_in):
    world.child()
    client = sign_in("neighbour")
    there = look_for(client, name="Asha Lindqvist").content.decode()
    not_there = look_for(client, name="Bertil Nobodyson").content.decode()
    assert "0 children found" in there and "0 children found" in not_there


@pytest.mark.parametrize("words", [{"postcode": "ZY1 1AA", "age": "9"}, {"identifier": "999 000 0018"}])
def test_a_shielded_child_is_not_found_by_a_hidden_field(world, sign_in, words):
    from datetime import date

    child = world.child()
    assert "1 child found" in look_for(sign_in("gp"), **words).content.decode()
    with acting(world.viewer("index"), now=world.now) as viewer:
        people.shield(
            child_id=child.pk, because="Order", review_on=date(2027, 1, 1), by=viewer, now=world.now
        )
    assert "0 children found" in look_for(sign_in("gp"), **words).content.decode()
    assert "1 child found" in look_for(sign_in("gp"), name="Asha Lindqvist").content.decode()


def test_a_date_of_birth_that_was_corrected_still_finds_the_child(world, sign_in):
    from datetime import date

    child = world.child()
    with acting(world.viewer("index"), now=world.now) as viewer:
        people.change_particulars(
            child_id=child.pk, version=child.version, because="Certificate", by=viewer, now=world.now,
            changes={"born_on": date(2017, 4, 2)},
        )  # fmt: skip
    page = look_for(
        sign_in("senco"),
        **{"name": "Asha", "born_on-day": "27", "born_on-month": "3", "born_on-year": "2017"},
    )
    assert "same date of birth" in page.content.decode()


def test_a_search_and_what_it_found_ask_the_database_few_things(
    world, sign_in, django_assert_max_num_queries
):
    for _ in range(5):
        world.child()
    client = sign_in("senco")
    with django_assert_max_num_queries(14):  # with the frames of transactions
        asked = client.post("/find/", {"purpose": "help", "name": "Asha Lindqvist"})
    with django_assert_max_num_queries(10):
        page = client.get(asked["Location"])
    assert "5 children found" in page.content.decode()
