"""A SENCO asks a service from a child's page; its people say yes, begin, and tell what came of it; a club answers by a link."""

import pytest
from django.db import transaction

from teamaround.accounts.door import acting
from teamaround.directory import services as directory
from teamaround.directory.rules.capacity import Room, Taking
from teamaround.directory.tests import places

from .stories import DESK, PHONE, a_child_with_a_team, to_asha

pytestmark = pytest.mark.journey


@pytest.fixture
def small(county):
    """Asha with an agreement that covers the school, and a service that says it has room."""
    a_child_with_a_team(county, agreed=("helpers", "visiting", "school"))
    with transaction.atomic():
        small = places.make(county)
        calm = small.add(
            "Calm nights", "harbour", terms=(("needs", "potty-and-sleep"),), application_process="Ring us.",
            wait_time="A week.", minimum_age=2.0, maximum_age=12.0,
        )  # fmt: skip
        with acting(county.viewer("lead"), now=county.now) as by:
            directory.say_room(service_id=calm.pk, room=Room(Taking.YES, 2, 1), by=by, now=county.now)
    return small


def test_from_a_childs_page_to_what_came_of_it(person, small):
    sam = person("senco", **DESK)
    page = to_asha(sam)
    page.get_by_role("link", name="Services", exact=True).click()
    page.get_by_role("button", name="Ask a service").click()
    page.get_by_label("What would help?").fill("sleep")
    page.get_by_role("button", name="Search").click()
    page.get_by_text("There is room. 2 places.").wait_for()
    assert "sleep" not in page.url and "ZY1" not in page.url
    sam.is_well()
    page.get_by_role("link", name="Calm nights").click()
    page.get_by_label("What do you ask them to do?").fill("Two talks about sleep, at home.")
    page.get_by_label("What may they know?").fill("She wakes at three, and her mother is tired.")
    page.get_by_label("I asked the family").check()
    page.get_by_label("Who agreed, and how did they tell you?").fill("Her mother, at the gate today.")
    sam.is_well()
    page.get_by_role("button", name="Ask them").click()
    page.get_by_text("Asked. You see the answer on your home page.").wait_for()
    sam.is_well()

    leo = person("lead", **PHONE)
    there = leo.open("/")
    there.get_by_role("link", name="Calm nights").click()
    there.get_by_text("Two talks about sleep, at home.").wait_for()
    leo.is_well()
    there.get_by_text("Yes, we can help").click()
    there.get_by_label("What happens next?").fill("Jo rings the family this week.")
    there.get_by_role("button", name="Say yes").click()
    there.get_by_text("It is over: what came of it").click()
    there.get_by_label("The family did not take it up").check()
    there.locator("textarea[name=end-words]").fill("They found a course nearer home.")
    there.get_by_role("button", name="Note it").last.click()
    there.get_by_text("Nobody waits for an answer from you.").wait_for()
    leo.is_well()

    page = sam.open("/")
    page.get_by_role("link", name="Read it").click()
    page.get_by_text("They found a course nearer home.").wait_for()
    sam.is_well()
    page.get_by_role("button", name="I have read it").click()
    page.get_by_text("It is off your home page.").wait_for()
    page.get_by_role("link", name="Services", exact=True).first.click()
    page.get_by_text("The family did not take it up: They found a course nearer home.").wait_for()
    sam.is_well()
