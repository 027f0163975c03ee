"""From one's own checklist to a young person's form, and a colleague's look at how it is written."""

import re

import pytest

pytestmark = pytest.mark.journey
PHONE = {"viewport": {"width": 390, "height": 844}}
SAVED = "text=/Saved at \\d\\d:\\d\\d/"


@pytest.fixture
def child(county):
    return county.child()


def at_assessment(somebody, child):
    """The child's common assessment, once somebody has said why they look."""
    page = somebody.open(f"/children/{child.ref}/assessment/")
    page.check("text=I am working with this child or family")
    page.click("text=Continue")
    page.click("nav >> text=Common assessment")
    return page


def test_a_young_persons_own_form(county, person, child):
    school = person("senco", **PHONE)
    page = at_assessment(school, child)
    school.is_well()
    page.click("text=Think it through first")
    page.wait_for_selector("text=for you alone")
    page.check("input[name=well_answer][value=yes]")
    page.fill("textarea[name=safe_note]", "Quiet since June.")
    page.check("input[name=decision][value=assess]")
    school.is_well()
    page.click("text=Keep it and go on")
    page.wait_for_url(re.compile("/assessment/$"))
    page.check("input[name=form_key][value=young_persons_own]")
    school.is_well()
    page.click("text=Begin a common assessment")
    page.wait_for_url(re.compile("/write/me/"))
    page.fill("textarea >> nth=0", "I like the swings.")
    page.click("text=Save and go on")

    page.wait_for_url(re.compile("/write/now/"))
    school.is_well()
    caring = page.locator("[name='caring_how-answer']")
    assert not caring.is_visible()
    page.check("input[name='caring-answer'][value=yes]")
    assert caring.is_visible()
    caring.fill("I help my brother to dress.")
    page.check("input[name='caring-answer'][value=no]")
    assert not caring.is_visible()
    assert caring.input_value() == "I help my brother to dress."
    page.check("input[name='caring-answer'][value=yes]")
    page.wait_for_selector(SAVED)
    page.click("text=Save and stop here")
    assert "I help my brother to dress." in page.inner_text("main")
    school.is_well()
    address = page.url

    colleague = person("teacher")
    other = colleague.open(address)
    other.click("text=How well it is written")
    colleague.is_well()
    other.fill("textarea[name=good]", "Her own words come first.")
    other.fill("textarea[name=better]", "Say who helps her.")
    other.check("input[name=voice][value=good]")
    other.check("input[name=themes][value=evidence]")
    other.click("text=Give it to the writers")
    other.wait_for_selector("text=Given to those who wrote it")
    colleague.is_well()

    page.click("text=How well it is written")
    page.wait_for_selector("text=Her own words come first.")
    school.is_well()
    page.fill("textarea[name=reply]", "I will ask her.")
    page.click("text=I have read it")
    page.wait_for_selector("text=Read by Sam Oyelaran")
    school.is_well()

    manager = person("councillor")
    manager.open("/").click("text=Themes for training")
    manager.page.wait_for_selector("text=Numbers under 6 are not shown")
    manager.is_well()


def test_without_script_the_condition_is_said_in_words(county, person, child):
    school = person("senco", java_script_enabled=False)
    page = at_assessment(school, child)
    page.check("input[name=form_key][value=young_persons_own]")
    page.click("text=Begin a common assessment")
    page.goto(page.url.replace("/me/", "/now/"))
    assert page.locator("[name='caring_how-answer']").is_visible()
    assert "Only if “Do you look after somebody at home?”: Yes" in page.inner_text("main")
