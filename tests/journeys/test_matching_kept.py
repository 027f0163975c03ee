"""The index team decides a row, sees where an entry comes from, moves a record and back, checks a sample."""

import os

import pytest

from teamaround.exchange.rules import sampling
from teamaround.exchange.tests.test_services import taken_in

from .stories import DESK, PHONE

pytestmark = pytest.mark.journey
HEADINGS = ("Pupil ID", "Surname", "First name", "DOB", "Postcode", "Involved since")
ASHA = ("S1", "Lindqvist", "Asha", "27/03/2017", "ZY1 1AA", "21/09/2026")
TWIN = ("", "Lindqvist", "Abla", "27/03/2017", "ZY1 1AA", "21/09/2026")
BEN = ("S2", "Carver", "Ben", "13/05/2014", "ZY2 2BB", "21/09/2026")
SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["1280", "390"])


@pytest.fixture
def index_entry(county, monkeypatch):
    """Asha, to whom the school's record was laid by itself and drawn to be checked; a twin's row waits."""
    monkeypatch.setattr(sampling, "ONE_IN", 1)
    child = county.child()
    text = "\r\n".join(";".join(row) for row in (HEADINGS, ASHA, TWIN, BEN)) + "\r\n"
    taken_in(county, text.encode())
    return child


def seen(somebody, name, size):
    """Well to use; and a picture for whoever asked for one."""
    somebody.is_well()
    if folder := os.environ.get("TEAMAROUND_LOOK"):
        width = size["viewport"]["width"]
        somebody.page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)


@SIZES
def test_a_row_is_looked_at_before_its_reasons_are_read(person, index_entry, size):
    officer = person("index", **size)
    page = officer.open("/files/waiting/")
    page.get_by_role("link", name="Look at").click()
    assert "may be a twin" not in page.locator("main").inner_text()
    seen(officer, "row-look", size)
    page.get_by_label("None of these children").check()
    page.get_by_role("button", name="Save and see the reasons").click()
    page.get_by_text("From the row alone you said").wait_for()
    page.locator("main summary").first.click()
    page.locator("main details table").first.wait_for()
    seen(officer, "row-decide", size)


@SIZES
def test_where_an_entry_comes_from_and_a_record_moved_and_put_back(person, county, index_entry, size):
    other = county.child(names=county.new_child().names, identifiers=())
    officer = person("index", **size)
    page = officer.open(f"/children/{index_entry.ref}/records/")
    page.get_by_text("On what evidence").click()
    seen(officer, "origins", size)
    page.get_by_role("link", name="Not this child").click()
    page.get_by_label("It is another child").check()
    page.get_by_label("Reference of that child").fill(other.ref)
    page.get_by_label("The involvements that it brought").check()
    seen(officer, "move", size)
    page.get_by_label("How do you know?").fill("The school rang: it is the cousin")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Moved away or taken off").wait_for()
    seen(officer, "moved", size)
    page.get_by_role("link", name="Put it back").click()
    page.get_by_label("Why is it this child").fill("She rang again: it was right")
    seen(officer, "back", size)
    page.get_by_role("button", name="Put it back").click()
    page.get_by_text("The record lies here again").wait_for()


@SIZES
def test_a_link_is_checked_and_the_page_tells_what_was_found(person, index_entry, size):
    officer = person("index", **size)
    page = officer.open("/files/checked/")
    seen(officer, "samples", size)
    page.get_by_role("link", name="Look at").first.click()
    seen(officer, "sample", size)
    page.get_by_label("They are one child").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Noted. Thank you.").wait_for()
    page.get_by_role("link", name="How well records are matched").click()
    page.get_by_text("The model release in force").wait_for()
    page.locator("summary", has_text="By where names come from").click()
    page.get_by_role("cell", name="Somali").wait_for()
    seen(officer, "quality", size)
    watcher = person("governance", **size)
    watcher.open("/").get_by_role("link", name="How well records are matched").click()
    watcher.is_well()
