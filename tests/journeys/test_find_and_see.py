"""The SENCO finds a child and sees who is already helping."""

from datetime import date

import pytest

pytestmark = [pytest.mark.journey]

DESK = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 390, "height": 800}}


def a_child_with_help(world):
    from django.db import transaction

    from teamaround.accounts.door import acting
    from teamaround.index import services as index

    with transaction.atomic():
        child = world.child()
        for who in ("health_visitor", "lead"):
            with acting(world.viewer(who), now=world.now) as viewer:
                index.record_involvement(
                    child_id=child.pk, by=viewer, now=world.now, starts_on=date(2026, 1, 5),
                    practitioner_id=viewer.practitioner_id, reason="family support",
                )  # fmt: skip
        with acting(world.viewer("camhs"), now=world.now) as viewer:
            index.record_involvement(
                child_id=child.pk, by=viewer, now=world.now, starts_on=date(2026, 2, 5),
                service_id=world.service["clinic"].pk, sensitive_basis="consent",
            )  # fmt: skip
    return child


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
    page = person("senco").open("/find/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").strip() == "Skip to main content"
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "name":
            break
    page.keyboard.type("asha")
    while page.evaluate("document.activeElement.name") != "purpose":
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Asha Lindqvist").wait_for()
