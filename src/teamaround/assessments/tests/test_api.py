"""For programs a common assessment exists or not, and somebody can be asked; nothing of it is shown."""

import pytest
from tests.callers import Caller, refused

from teamaround.accounts.door import acting, opened
from teamaround.assessments import services
from teamaround.assessments.rules.definition import Box
from teamaround.assessments.rules.writing import mark_of
from teamaround.assessments.services import Typed
from teamaround.assessments.tests.world import NOW
from teamaround.people import services as people

pytestmark = pytest.mark.django_db
WRITTEN = "I like drawing horses"


@pytest.fixture
def caller(world):
    return Caller(world.everything, agency="practice")


@pytest.fixture
def begun(world):
    with opened(world.asha):
        made = services.begin(child_id=world.child_id, by=world.asha, now=NOW)
        services.save_section(
            ref=made.ref, section_key="own_words", by=world.asha, now=NOW,
            typed={Box("child_says"): Typed(WRITTEN, mark_of(0, ""))},
        )  # fmt: skip
    return made


def place(world):
    return f"/children/{world.child_ref}/common-assessment"


def test_a_child_without_one(caller, world):
    response = caller.get(place(world))
    assert response.status_code == 200
    assert response.json() == {"exists": False, "state": "", "since": None}
    assert caller.audited("api.shown")[0]["children"] == [world.child_id]


def test_it_exists_and_somebody_can_be_asked(caller, world, begun):
    response = caller.get(place(world))
    shown = response.json()
    assert shown["exists"] and shown["state"] == "open" and shown["ref"] == begun.ref
    assert shown["ask"]["name"] == "Sam Oyelaran" and shown["ask"]["agency"] == "Ashby Green School"
    assert shown["lead"] is None
    assert WRITTEN not in response.content.decode()


def test_of_a_shielded_child_it_is_not_said_who_began_it(caller, world, begun):
    index_team = world.everything.viewer("index")
    with acting(index_team, now=NOW):
        people.shield(
            child_id=world.child_id, because="Court order", review_on=NOW.date(), by=index_team, now=NOW
        )
    shown = caller.get(place(world)).json()
    assert shown == {"exists": True, "state": "open", "since": "2026-11-20"}


def test_next_door_it_is_not_there(world, begun):
    next_door = Caller(world.everything, agency="brindle-care")
    refused(next_door.get(place(world)), 404, "not-found")
