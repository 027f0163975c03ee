"""The SENCO asks to be put in touch with a service that is not named; the index team answers."""

import pytest

from .stories import DESK, PHONE, a_child_with_help, to_asha

pytestmark = pytest.mark.journey


def test_a_request_is_answered(person, county):
    a_child_with_help(county)
    senco = person("senco", **DESK)
    page = to_asha(senco)
    page.get_by_role("link", name="Who is involved").first.click()
    page.get_by_role("link", name="be put in touch").first.click()
    senco.is_well()
    page.locator("textarea[name=because]").fill("We see the same worries at school.")
    page.get_by_role("button", name="Send to the index team").click()
    page.get_by_text("The index team has your request").wait_for()

    index = person("index", **PHONE)
    page = index.open("/")
    page.get_by_role("link", name="Requests to be put in touch").click()
    index.is_well()
    page.get_by_role("link", name="Answer Sam Oyelaran").click()
    index.is_well()
    page.locator("textarea[name=answer]").fill("They will ring you on Monday.")
    page.get_by_role("button", name="Send the answer").click()
    page.get_by_text("Nobody waits to be put in touch").wait_for()

    page = senco.open("/")
    senco.is_well()
    assert "They will ring you on Monday." in page.locator("main").inner_text()
