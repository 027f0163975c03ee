"""From a goal in the family's words to finishing well, and going on from there, on a laptop and on a phone."""

import re
from datetime import timedelta

import pytest

from .stories import DESK, PHONE, PURPOSE, a_child_with_a_team, plan_ahead

pytestmark = pytest.mark.journey


def fill_day(page, name, day):
    for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        page.fill(f"input[name={name}-{part}]", str(value))


def at_plan(somebody, plan):
    page = somebody.open(f"/plans/{plan.ref}/")
    if page.get_by_label(PURPOSE).count():
        page.get_by_label(PURPOSE).check()
        page.click("text=Continue")
        page = somebody.open(f"/plans/{plan.ref}/")
    return page


def hear(page, child):
    page.check(f"input[name='{child.ref}-child_heard'][value=there]")
    page.fill(f"textarea[name='{child.ref}-child_said']", "I sleep in my own bed now. 😴")
    page.check(f"input[name='{child.ref}-parent_heard'][value=not_heard]")
    page.fill(f"textarea[name='{child.ref}-parent_why_not']", "Mum was at work. Leo rings her tonight.")


def test_plan_review_closing_and_going_on(county, person):
    child, _, plan = a_child_with_a_team(county)
    plan_ahead(county, child, plan)
    leo = person("lead", **DESK)
    page = at_plan(leo, plan)
    leo.is_well()
    assert page.locator("[aria-current=step]").inner_text().startswith("Doing what we planned")

    page.get_by_role("button", name="Add a goal").click()
    page.fill("textarea[name=need]", "She sleeps badly and is tired at school")
    page.fill("textarea[name=goal]", "I want to sleep in my own bed")
    page.fill("textarea[name=measure]", "Mum keeps a chart of nights")
    page.fill("textarea[name=before]", "Two nights in seven")
    leo.is_well()
    page.click("button:has-text('Save')")
    page.get_by_role("heading", name="I want to sleep in my own bed").wait_for()
    leo.is_well()

    visitor = person("health_visitor", **PHONE)
    other = at_plan(visitor, plan)
    visitor.is_well()
    other.get_by_role("link", name=re.compile("^Change the words")).click()
    page.get_by_role("link", name=re.compile("^Change the words")).click()
    page.fill("textarea[name=measure]", "A chart on the fridge")
    page.click("button:has-text('Save')")
    other.fill("textarea[name=measure]", "Mum tells us")
    other.click("button:has-text('Save')")
    other.wait_for_selector("text=Both texts")
    assert "A chart on the fridge" in other.inner_text("main")
    assert other.input_value("textarea[name=measure]") == "Mum tells us"
    visitor.is_well()

    page = at_plan(leo, plan)
    page.get_by_role("link", name="Write down a review").click()
    page.fill("textarea[name=present]", "Asha, Leo, Hana")
    page.fill("textarea[name=progress]", "Calmer mornings")
    leo.is_well()
    page.click("text=Save the review")
    page.wait_for_selector("text=There is a problem")
    assert "Choose a day to look again, or say why the work ends" in page.inner_text("main")
    fill_day(page, "next_on", county.today + timedelta(weeks=6))
    page.click("text=Save the review")
    page.get_by_role("link", name=re.compile("say how they were heard")).wait_for()
    leo.is_well()
    hear(page, child)
    page.click("text=Save the review")
    page.wait_for_selector("text=The review is written down")
    page.get_by_role("link", name=re.compile("^Review on")).click()
    assert "own bed now. 😴" in page.inner_text("main")
    leo.is_well()


def test_finishing_well_and_going_on_by_phone(county, person):
    child, _, plan = a_child_with_a_team(county)
    plan_ahead(county, child, plan)
    leo = person("lead", **PHONE)
    page = at_plan(leo, plan)
    page.get_by_role("link", name="Write down a review").click()
    page.fill("textarea[name=present]", "Asha, Leo")
    hear(page, child)
    page.select_option("select[name=closes_for]", label="What was needed has been done")
    leo.is_well()
    page.click("text=Save the review")
    page.wait_for_selector("text=Now finish the work well")
    assert page.is_checked("input[name=reason][value=needs_met]")
    page.fill("textarea[name=what_changed]", "She sleeps, and mornings are calm.")
    page.fill("textarea[name=family_says]", "Thank you for not asking twice.")
    page.fill("textarea[name=call_later]", "Leo, or the school nurse.")
    leo.is_well()
    page.get_by_role("button", name="End this work").click()
    page.wait_for_selector("text=Thank you for not asking twice.")
    leo.is_well()
    page.get_by_role("link", name=re.compile("^Open it again")).click()
    page.check("input[value='parental-responsibility']")
    page.fill("input[name=given_by]", "Mira Lindqvist")
    page.check("input[name=how][value=spoken]")
    page.check("input[name=may_store][value=yes]")
    page.check("input[name=may_share][value=yes]")
    page.get_by_label("Ashby Health Visiting").check()
    leo.is_well()
    page.get_by_role("button", name=re.compile("open it again")).click()
    page.wait_for_selector("text=The work is open again")
    leo.is_well()
