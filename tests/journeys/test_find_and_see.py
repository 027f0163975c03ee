"""The SENCO finds a child and sees who is already helping."""

import pytest

from .stories import (
    DESK,
    PHONE,
    SMALL_DESK,
    a_child_with_a_team,
    a_child_with_help,
    plan_ahead,
    still_fuller,
    to_asha,
)

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_find_a_child_and_see_who_is_around(person, county, screen):
    a_child_with_help(county)
    senco = person("senco", **screen)
    page = senco.open("/find/")
    senco.is_well()
    page.get_by_label("Name").fill("asha lindquist")
    page.get_by_label("I am working with this child or family").check()
    page.get_by_role("button", name="Find").click()
    senco.is_well()
    assert "asha" not in page.url.lower()
    page.get_by_role("link", name="Asha Lindqvist").click()
    senco.is_well()
    text = page.locator("main").inner_text()
    assert "Leo Marsh" in text and "Hana Wójcik" in text
    assert "Clinic" not in text and "Young Minds" not in text
    page.get_by_role("link", name="Particulars").first.click()
    senco.is_well()
    page.get_by_role("link", name="Who is involved").first.click()
    senco.is_well()


def test_the_same_without_script(person, county):
    a_child_with_help(county)
    senco = person("senco", java_script_enabled=False)
    page = senco.open("/find/")
    page.get_by_label("Name").fill("Lindqvist")
    page.get_by_label("I am working with this child or family").check()
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Asha Lindqvist").click()
    assert "Mira Lindqvist" in page.locator("main").inner_text()


def test_by_keyboard_alone(person, county):
    a_child_with_help(county)
    page = person("senco").open("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Skip to main content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "name"
    page.keyboard.type("asha")
    page.keyboard.press("Tab")
    page.keyboard.type("I am working with")
    page.keyboard.press("Enter")
    _press_when_at(page, "Find")
    page.get_by_role("heading", name="1 child found").wait_for()
    _press_when_at(page, "Asha Lindqvist")
    page.get_by_role("heading", name="Who is around Ash").wait_for()
    _press_when_at(page, "Worried now")
    page.get_by_role("heading", name="Worried about Ash now").wait_for()


def _press_when_at(page, words, *, within=40):
    for _ in range(within):
        if page.evaluate("document.activeElement.textContent").strip() == words:
            page.keyboard.press("Enter")
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{words} is not reached by keyboard")


def test_a_second_search_is_one_field_and_enter(person, county):
    a_child_with_help(county)
    senco = person("senco")
    page = senco.open("/find/")
    page.keyboard.type("Lindqvist")
    page.get_by_label("I am working with this child or family").check()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="1 child found").wait_for()
    page = senco.open("/find/")
    page.keyboard.type("Nobody Such")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="0 children found").wait_for()


def test_a_full_record_fits_one_screen(person, county):
    child, _, plan = a_child_with_a_team(county, agreed=("helpers", "visiting", "school"))
    plan_ahead(county, child, plan)
    senco = person("senco", **DESK)
    page = to_asha(senco)
    senco.is_well()
    assert ends(page) <= 900
    told = page.locator("main").inner_text()
    assert "Leo Marsh leads" in told and "Talk about sleep" in told and "Look again together" in told


def ends(page):
    """How far down the page the overview of a child ends, in pixels."""
    return page.locator(".ta-overview").evaluate("all => all.getBoundingClientRect().bottom")


def test_the_fullest_record_fits_one_screen(person, county):
    """Three carers, two names, a brother at home, four actions: for the school that asks, and for the lead."""
    child, _, plan = a_child_with_a_team(county)
    plan_ahead(county, child, plan)
    still_fuller(county, child, plan)
    senco = person("senco", **SMALL_DESK)
    page = to_asha(senco)
    senco.is_well()
    told = page.locator("main").inner_text()
    assert ends(page) <= SMALL_DESK["viewport"]["height"]
    for words in ("Leo Marsh leads", "Mira Lindqvist", "Ingrid Dahl", "Per Lindqvist", "Nils Lindqvist"):
        assert words in told, words
    lead = person("lead", **DESK)
    page = to_asha(lead)
    lead.is_well()
    assert ends(page) <= DESK["viewport"]["height"]
    assert "Ask the school" in page.locator("main").inner_text()
