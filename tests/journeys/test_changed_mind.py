"""A family changes its mind: the other agency loses sight at once, and what was written stays where it was."""

import pytest

from .stories import OWN_WORDS, PHONE, a_child_with_a_team, to_asha

pytestmark = pytest.mark.journey


def test_agreement_withdrawn_closes_the_other_agency_s_sight_at_once(person, county):
    child, begun, plan = a_child_with_a_team(county)
    visitor, lead = person("health_visitor"), person("lead", **PHONE)
    theirs = visitor.open(f"/assessments/{begun.ref}/")
    assert OWN_WORDS in theirs.locator("main").inner_text()

    page = lead.open(f"/children/{child.ref}/agreement/")
    lead.is_well()
    page.get_by_role("button", name="They have changed their mind").click()
    lead.is_well()
    page.get_by_label("What they said, if they gave a reason").fill("They want a rest from it.")
    page.get_by_role("button", name="Withdraw the agreement").click()
    page.wait_for_url(lambda address: "withdraw" not in address)
    lead.is_well()

    theirs.reload()
    assert OWN_WORDS not in theirs.locator("main").inner_text()
    visitor.is_well()
    shown = visitor.open(f"/plans/{plan.ref}/")
    assert "Leo Marsh" not in shown.locator("main").inner_text()
    overview = visitor.open(f"/children/{child.ref}/").locator("main").inner_text()
    assert "What is next" not in overview and "Read it" not in overview
    stays = lead.open(f"/assessments/{begun.ref}/").locator("main").inner_text()
    assert OWN_WORDS in stays


def test_one_service_is_left_out_and_the_others_stay(person, county):
    child, begun, _ = a_child_with_a_team(county, agreed=("helpers", "visiting", "school"))
    lead, school, visitor = person("lead"), person("teacher"), person("health_visitor")
    to_asha(school)
    assert OWN_WORDS in school.open(f"/assessments/{begun.ref}/").locator("main").inner_text()
    page = lead.open(f"/children/{child.ref}/agreement/withdraw/")
    page.get_by_role("button", name="Stop sharing with Ashby Green School").click()
    page.wait_for_url(lambda address: "withdraw" not in address)
    assert OWN_WORDS not in school.open(f"/assessments/{begun.ref}/").locator("main").inner_text()
    assert OWN_WORDS in visitor.open(f"/assessments/{begun.ref}/").locator("main").inner_text()
