"""A manager opens a number down to a plan; a councillor sees counts and no child; on a laptop and on a phone."""

import pytest

from .stories import DESK, PHONE, PURPOSE, a_child_with_a_team, plan_ahead

pytestmark = pytest.mark.journey


def test_counts_open_to_records_for_those_who_may_and_to_nothing_else(county, person):
    child, _, plan = a_child_with_a_team(county)
    plan_ahead(county, child, plan)
    county.watches_over("lead")

    leo = person("lead", **DESK)
    page = leo.open("/")
    page.get_by_role("link", name="Clocks and counts").click()
    page.get_by_role("heading", name="Clocks and counts").wait_for()
    leo.is_well()
    page.locator(".ta-card", has_text="Past their day, today").get_by_role("link").click()
    leo.is_well()
    page.get_by_role("link", name="Show instead: plans that are not past their day").click()
    page.get_by_role("link", name="Asha Lindqvist", exact=True).wait_for()
    assert "You may open all of them." in page.inner_text("main")
    leo.is_well()
    page.get_by_role("link", name="The plan for Asha Lindqvist").click()
    if page.get_by_label(PURPOSE).count():
        page.get_by_label(PURPOSE).check()
        page.click("text=Continue")
    page.get_by_role("heading", level=1).wait_for()
    assert plan.ref in page.url or "Asha" in page.inner_text("main")

    leo.open("/counts/looking-again/")
    page.get_by_label("Weeks").fill("8")
    page.get_by_role("button", name="Keep").click()
    page.get_by_text("At least every 8 weeks.").first.wait_for()
    leo.is_well()

    cora = person("councillor", **PHONE)
    seen = cora.open("/counts/")
    cora.is_well()
    assert "Too few to show" in seen.inner_text("main") and "Asha" not in seen.inner_text("main")
    seen.get_by_role("link", name="How it divides").first.click()
    seen.get_by_role("heading", level=1, name="Joined, not repeated").wait_for()
    cora.is_well()
    assert seen.get_by_role("link", name="The plan").count() == 0
    cora.open("/counts/looking-again/")
    cora.is_well()
    assert seen.get_by_role("button", name="Keep").count() == 0
