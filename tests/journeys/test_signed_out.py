"""Nothing typed is lost when the time runs out: a warning before, and the words come back after."""

import pytest

from .stories import DESK, a_child_with_help, to_asha

pytestmark = pytest.mark.journey
WORDS = "She said that she is afraid to go home today."


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_worry_sent_after_the_time_ran_out_is_sent_again(person, county, script):
    a_child_with_help(county)
    gp = person("gp", java_script_enabled=script, **DESK)
    page = to_asha(gp)
    page.get_by_role("link", name="Worried now").click()
    page.locator("textarea[name=what]").fill(WORDS)
    page.locator("input[name=nearness]").first.check()
    cookies = gp.context.cookies()
    gp.context.clear_cookies(name="__Host-session")
    page.get_by_role("button", name="Send this now").click()
    page.get_by_role("heading", name="Not saved yet").wait_for()
    assert page.get_by_label("Your words").input_value() == WORDS
    if script:
        gp.is_well()
    gp.context.add_cookies(cookies)  # signed in again, in another tab
    page.get_by_role("button", name="Send again").click()
    page.get_by_role("heading", name="Thank you for telling somebody").wait_for()


def test_two_minutes_before_the_end_somebody_may_stay(person, county):
    gp = person("gp", **DESK)
    gp.page.clock.install()
    page = gp.open("/find/")
    page.clock.fast_forward("28:00")
    page.get_by_text("You will be signed out in two minutes").wait_for()
    gp.is_well()
    page.get_by_role("button", name="Stay signed in").click()
    page.get_by_text("You will be signed out in two minutes").wait_for(state="detached")
