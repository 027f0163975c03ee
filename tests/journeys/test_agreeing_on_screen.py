"""A mother signs with her finger; a young person's decision and a clinic's consent stand apart from it."""

import pytest

from .stories import DESK, PHONE, a_child_with_help

pytestmark = pytest.mark.journey


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def fill_agreement(page):
    page.get_by_label("A person with parental responsibility").check()
    page.get_by_label("Their name", exact=True).fill("Mira Lindqvist")
    page.get_by_role("group", name="May this be written down and kept?").get_by_label("Yes").check()
    page.get_by_label("Yes, with the services chosen below").check()
    page.get_by_label("Ashby Health Visiting").check()


def draw(page):
    box = page.locator(".ta-sign__box")
    box.scroll_into_view_if_needed()
    place = box.bounding_box()
    mouse = page.mouse
    mouse.move(place["x"] + 30, place["y"] + place["height"] * 0.7)
    mouse.down()
    for step in range(1, 9):
        mouse.move(
            place["x"] + 30 + step * place["width"] / 11,
            place["y"] + place["height"] * (0.25 if step % 2 else 0.75),
            steps=4,
        )
    mouse.up()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_she_signs_on_the_screen(person, county, size):
    child = a_child_with_help(county)
    leo = person("lead", **size)
    page = leo.open(f"/children/{child.ref}/agreement/record/")
    leo.is_well()
    fill_agreement(page)
    page.get_by_label("Signed on this screen, with a finger, a pen or a mouse").check()
    press(page, "Record the agreement")
    assert "Nothing is drawn yet" in page.locator(".govuk-error-summary").inner_text()
    leo.is_well()
    draw(page)
    page.get_by_text("A signature is in the box.").wait_for()
    leo.is_well()
    press(page, "Record the agreement")
    page.get_by_text("The agreement is recorded.").wait_for()
    page.goto(f"/children/{child.ref}/agreement/")
    picture = page.get_by_role("img", name="Signature of Mira Lindqvist")
    assert picture.evaluate("image => image.complete && image.naturalWidth") > 300
    leo.is_well()

    page.get_by_role("link", name="Sign on this screen").click()
    leo.is_well()
    page.get_by_label("By typing their name").check()
    page.get_by_label("They type their full name").fill("Asha Lindqvist")
    page.get_by_label("Who signs?").fill("Asha Lindqvist")
    page.get_by_label("I have read this").check()
    press(page, "Keep the signature")
    page.get_by_text("The signature is kept with the agreement.").wait_for()
    assert "“I have read this" in page.locator("main").inner_text()
    page.get_by_role("link", name="Take it out").last.click()
    leo.is_well()
    page.get_by_label("Why is it taken out?").fill("She wants to think about it first")
    press(page, "Take it out")
    page.get_by_text("The signature is taken out.").wait_for()
    assert "She wants to think about it first" in page.locator("main").inner_text()

    page.get_by_role("link", name="Write down a judgement").click()
    leo.is_well()
    page.get_by_label("Coming to a meeting").check()
    page.get_by_label("How far do they understand it?").fill("She knows who comes, and that she may leave.")
    page.get_by_label("What helped them to decide?").fill("A drawing of the table and who sits where.")
    press(page, "Write it down")
    page.get_by_text("Earlier judgements stay as they are.").wait_for()
    leo.is_well()
    assert "She knows who comes" in page.locator("main").inner_text()


def test_the_keyboard_alone_signs_without_a_script_too(person, county):
    child = a_child_with_help(county)
    leo = person("lead", java_script_enabled=False, **DESK)
    page = leo.open(f"/children/{child.ref}/agreement/record/")
    assert "Drawing does not work in this browser" in page.locator("main").inner_text()
    fill_agreement(page)
    page.get_by_label("Signed on this screen, by typing the name").focus()
    page.keyboard.press("Space")
    page.get_by_label("They type their full name").focus()
    page.keyboard.type("Mira Lindqvist")
    page.get_by_label("I have read this").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.get_by_text("The agreement is recorded.").wait_for()
    page.goto(f"/children/{child.ref}/agreement/")
    assert "Signed by Mira Lindqvist" in page.locator("main").inner_text()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_clinics_consent_is_asked_withdrawn_and_gone_for_others_at_once(person, county, size):
    child = a_child_with_help(county)
    cass, hana = person("camhs", **size), person("health_visitor", **DESK)
    unnamed = "A service that is not named here"
    assert unnamed in hana.open(f"/children/{child.ref}/involved/").locator("main").inner_text()
    page = cass.open(f"/children/{child.ref}/involved/")
    page.get_by_role("link", name="Consent for a sensitive service").click()
    cass.is_well()
    assert "Who consented was not written down" in page.locator("main").inner_text()
    page.get_by_role("button", name="Ask for consent").click()
    cass.is_well()
    page.get_by_label("A person with parental responsibility").check()
    page.get_by_label("Their name").fill("Mira Lindqvist")
    page.get_by_label("Spoken").check()
    press(page, "Record the consent")
    page.get_by_text("The consent is recorded.").wait_for()
    cass.is_well()
    page.get_by_role("link", name="They no longer consent").click()
    cass.is_well()
    press(page, "Withdraw the consent")
    page.get_by_text("Withdrawn. From this moment").wait_for()
    assert "Nobody else sees that Clinic is there" in page.locator("main").inner_text()
    assert unnamed not in hana.open(f"/children/{child.ref}/involved/").locator("main").inner_text()
