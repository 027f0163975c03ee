"""Two records of one child: noted by a practitioner, proposed by one of the index team, joined by another."""

import pytest

from teamaround.people.services import NewName

from .stories import DESK, search

pytestmark = pytest.mark.journey


def test_two_people_join_two_records(person, county):
    kept = county.child()
    twice = county.child(names=(NewName("Aisha", "Lindqvist"),), identifiers=())
    senco = person("senco", **DESK)
    page = search(senco, "Name", "Lindqvist")
    assert page.locator("h1").inner_text() == "2 children found"
    page.get_by_role("link", name="Asha Lindqvist").click()
    page.get_by_role("link", name="This child seems to be in the index twice").click()
    senco.is_well()
    page.get_by_label("Aisha Lindqvist").check()
    page.locator("textarea[name=because]").fill("Same birthday, same mother, one door.")
    page.get_by_role("button", name="Ask the index team").click()
    page.get_by_text("The index team has been asked").wait_for()

    first = person("index", **DESK)
    page = _to_the_pair(first)
    assert "Asha Lindqvist" in page.locator("main").inner_text()
    page.locator("input[name=said][value=same]").check()
    page.locator(f"input[name=kept][value={kept.ref}]").check()
    if page.locator("input[name=warnings_read]").count():
        page.locator("input[name=warnings_read]").check()
    page.locator("textarea[name=because]").fill("The school rang the mother.")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("A second person of the index team confirms it").wait_for()

    second = person("index_two", **DESK)
    page = _to_the_pair(second)
    assert "Ivo Penn proposed" in page.locator("main").inner_text()
    page.locator("input[name=said][value=same]").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("The records are joined").wait_for()
    second.is_well()

    page = senco.open(f"/children/{twice.ref}/")
    assert "Asha Lindqvist" in page.locator(".ta-strip").inner_text()


def _to_the_pair(somebody):
    page = somebody.open("/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Pairs to review").click()
    somebody.is_well()
    page.get_by_role("link", name="Look at").click()
    assert "Same birthday, same mother" not in page.locator("main").inner_text()
    somebody.is_well()
    page.get_by_label("They look like one child").check()
    page.get_by_role("button", name="Save and see the reasons").click()
    page.get_by_text("From the records alone you said").wait_for()
    somebody.is_well()
    return page
