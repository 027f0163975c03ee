"""An administrator gives a program its account, a duty and a token, and ends the token again."""

import pytest

from .stories import DESK, PHONE

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_a_program_gets_a_token_and_loses_it(person, county, size):
    admin = person("admin", **size)
    page = admin.open("/accounts/programs/")
    admin.is_well()
    page.get_by_role("button", name="Make an account for a program").click()
    assert page.get_by_label("A program that uses the API").is_checked()
    page.get_by_label("Name", exact=True).fill("Roll sync")
    page.get_by_label("E-mail address").fill("sync@school.example")
    page.get_by_label("Agency").select_option(label="Ashby Green School")
    page.get_by_role("button", name="Make the account").click()
    admin.is_well()
    page.get_by_role("button", name="Make a token").click()
    admin.is_well()
    page.get_by_label("What is it for?").fill("nightly")
    page.get_by_role("button", name="Make the token").click()
    assert page.locator("code").inner_text().startswith("ta_")
    admin.is_well()
    page.get_by_role("button", name="I have copied it").click()
    assert "ta_" not in page.locator("main").inner_text()
    page.locator("a[href*='/tokens/'][href$='/end/']").click()
    admin.is_well()
    page.get_by_role("button", name="End the token").click()
    assert "No token works" in page.locator("main").inner_text()
    admin.is_well()
    page.goto(page.url.split("/accounts/")[0] + "/accounts/programs/")
    assert "Roll sync" in page.locator("main").inner_text()
    admin.is_well()
