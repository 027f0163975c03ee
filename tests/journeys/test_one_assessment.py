"""One assessment instead of two: begun at school, joined by the health visitor, agreed with the mother, led."""

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
    page.set_default_timeout(15_000)
    page.check("text=I am working with this child or family")
    somebody.is_well()
    page.click("text=Continue")
    page.click("nav >> text=Common assessment")
    somebody.is_well()
    return page


def test_one_assessment_is_written_together(county, person, child):
    school = person("senco")
    page = at_assessment(school, child)
    page.click("text=Begin a common assessment")
    page.wait_for_url(re.compile("/write/own_words/"))
    school.is_well()
    page.fill("textarea", "I like football. I do not like the bus.")
    page.wait_for_selector(SAVED)
    page.fill("textarea", "I like football. I do not like the bus. Nor the noise.")
    page.wait_for_function("document.querySelector('[data-autosave-status]').textContent.includes('Saved')")
    page.click("text=Save and stop here")
    page.wait_for_selector("text=Nor the noise")
    school.is_well()

    page.get_by_role("link", name="Record it").click()
    page.check("input[value='parental-responsibility']")
    page.check("input[name=how][value=spoken]")
    page.check("input[name=may_store][value=yes]")
    page.check("input[name=may_share][value=yes]")
    page.select_option("select[name=another]", label="Ashby Early Help")
    school.is_well()
    page.click("text=Record the agreement")
    page.wait_for_url(re.compile("/plans/"))
    school.is_well()
    plan = page.url

    visitor = person("health_visitor", **PHONE)
    other = at_assessment(visitor, child)
    assert "One exists. Begun by Sam Oyelaran" in other.inner_text("main")
    visitor.is_well()
    other.get_by_role("button", name="Ask to contribute").click()
    other.fill("textarea", "I visit each week.")
    visitor.is_well()
    other.click("button:has-text('Ask to contribute')")
    other.wait_for_selector("text=You have asked to contribute")
    visitor.is_well()

    page = school.open("/")
    page.get_by_role("link", name="Answer").click()
    page.wait_for_selector("text=would like to contribute")
    page.check("input[name=family_agrees]")
    school.is_well()
    page.click("text=Welcome them")
    page.wait_for_selector("text=They can write their part now")

    other.reload()
    other.get_by_role("link", name="How the child is growing and learning").click()
    other.locator("summary", has_text="General health").click()
    other.fill("textarea >> nth=0", "Growing well on the 50th line.")
    visitor.is_well()
    other.wait_for_selector(SAVED)
    other.click("text=Save and stop here")
    other.click("text=Give my part")
    other.wait_for_selector("text=did not have to tell it twice")

    page.reload()
    page = school.open(f"/children/{child.ref}/assessment/")
    page.click("text=Read it")
    assert "Growing well on the 50th line" in page.inner_text("main")
    school.is_well()
    county.watches_over("lead")
    watching = person("lead").open("/")
    assert re.search(r"\b1\b", watching.inner_text("section:has-text('Joined, not repeated')"))

    page = school.open(plan)
    page.get_by_role("button", name="Ask somebody to lead").click()
    page.select_option("select", label="Leo Marsh, Family support worker, Ashby Early Help")
    page.check("input[value=yes]")
    school.is_well()
    page.get_by_role("button", name="Ask them").click()
    page.get_by_role("button", name="Add an action").click()
    page.fill("textarea[name=what]", "Walk to school together on Mondays")
    page.fill("input[name=who]", "Mum")
    page.fill("input[name=by_on-day]", "1")
    page.fill("input[name=by_on-month]", "3")
    page.fill("input[name=by_on-year]", str(county.today.year + 1))
    school.is_well()
    page.click("button:has-text('Save')")
    page.wait_for_selector("text=Walk to school together")

    lead = person("lead", **PHONE)
    third = lead.open("/")
    third.get_by_role("link", name="Answer").click()
    third.check("input[name=manager_knows]")
    third.fill("input[name=manager]", "Jo Hale")
    lead.is_well()
    third.click("text=Yes, I will lead")
    third.wait_for_selector("text=Working together")
    lead.is_well()


def test_two_in_one_box_lose_nothing(county, person, child):
    one, two = person("senco"), person("teacher", **PHONE)
    hers = at_assessment(one, child)
    hers.click("text=Begin a common assessment")
    hers.wait_for_url(re.compile("/write/own_words/"))
    his = two.open(hers.url)
    hers.fill("textarea", "She likes football.")
    hers.wait_for_selector(SAVED)
    his.fill("textarea", "She likes drawing.")
    his.wait_for_selector("text=Somebody else has changed this")
    his.click("text=Save and stop here")
    his.wait_for_selector("text=Both texts")
    assert "She likes football." in his.inner_text("main")
    assert his.input_value("textarea") == "She likes drawing."
    two.is_well()
    his.get_by_role("button", name="Keep both").click()
    his.wait_for_url(re.compile("/write/about_them/"))
    his = two.open(hers.url)
    assert his.input_value("textarea").split() == ["She", "likes", "football.", "She", "likes", "drawing."]


def test_worried_now_from_any_page_without_javascript(county, person, child):
    school = person("teacher", java_script_enabled=False, **PHONE)
    page = school.open(f"/children/{child.ref}/worried/")
    page.fill("textarea[name=what]", "A bruise on her arm.")
    page.check("input[value=now]")
    page.click("text=Send this now")
    page.wait_for_selector("text=Thank you for telling somebody")

    duty = person("duty")
    page = duty.open("/worries/")
    duty.is_well()
    page.click("text=Asha Lindqvist")
    page.click("text=I am taking this up")
    page.fill("textarea", "We are visiting today.")
    duty.is_well()
    page.click("button:has-text('Answer')")
    page.wait_for_selector("text=No worry is waiting")
