"""The SENCO's story: found in a few clicks, who leads is seen, the one assessment is joined, not repeated."""

import pytest

from .stories import DESK, OWN_WORDS, PURPOSE, a_child_with_a_team

pytestmark = pytest.mark.journey
WRITTEN = "She is rarely ill, and tells us when she is tired."
SECTION, PART = "How the child is growing and learning", "General health"


class Hand:
    """Counts what somebody presses."""

    def __init__(self) -> None:
        self.presses = 0

    def press(self, target) -> None:
        self.presses += 1
        target.click()


def link(page, name, **options):
    return page.get_by_role("link", name=name, **options)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def joined(somebody) -> str:
    page = somebody.open("/")
    return page.locator("section", has_text="Joined, not repeated").locator(".ta-figure__number").inner_text()


@pytest.mark.parametrize("script", [True, False], ids=["", "without-script"])
def test_joined_and_not_repeated(person, county, script):
    child, begun, _ = a_child_with_a_team(county)
    senco = person("senco", java_script_enabled=script, **DESK)
    well = senco.is_well if script else lambda: None
    hand, page = Hand(), senco.open("/")
    well()
    page.get_by_role("textbox", name="Find a child").fill("lindquist asha")
    page.get_by_label("Why are you looking?").select_option(label=PURPOSE)
    hand.press(page.get_by_role("button", name="Find"))
    found = page.locator(".ta-found__child")
    assert "Common assessment open" in found.inner_text() and "Leo Marsh leads" in found.inner_text()
    well()
    hand.press(link(page, "Asha Lindqvist"))
    seen = page.locator("main").inner_text()
    assert "Leo Marsh leads" in seen and "Hana Wójcik" in seen and "Young Minds" not in seen
    assert OWN_WORDS not in seen and "What is next" not in seen
    assert hand.presses < 10
    well()
    page.get_by_role("button", name="Ask to contribute").click()
    page.get_by_label("What could you add?").fill("I see Asha every day.")
    press(page, "Ask to contribute")
    assert "You have asked to contribute" in page.locator("main").inner_text()
    well()

    _welcome(person("lead", **DESK))
    page = senco.open("/")
    link(page, "Write your part").click()
    well()
    link(page, SECTION).click()
    page.locator("summary", has_text=PART).first.click()
    page.locator("details[open] textarea").first.fill(WRITTEN)
    press(page, "Save and stop here")
    page.get_by_role("button", name="Give my part", exact=True).wait_for()
    well()
    press(page, "Give my part")
    assert "did not have to tell it twice" in page.locator("main").inner_text()

    lead = person("lead", **DESK)
    told = lead.open(f"/assessments/{begun.ref}/").locator("main").inner_text()
    assert WRITTEN in told and "Ashby Green School" in told
    assert joined(person("councillor", **DESK)) == "Fewer than 5"
    county.watches_over("lead")
    assert joined(lead) == "1"
    _governance_sees(person("governance", **DESK), child)


def _welcome(lead):
    """The lead sees the offer at home, asks the family, and welcomes the school."""
    page = lead.open("/")
    assert (
        "Ashby Green School" in page.locator("section", has_text="They would like to contribute").inner_text()
    )
    lead.is_well()
    link(page, "Answer").click()
    page.get_by_label("I asked the family, and they agree").check()
    lead.is_well()
    press(page, "Welcome them")
    page.get_by_text("They can write their part now").wait_for()


def _governance_sees(officer, child):
    """The audit says that the school looked, asked and gave, and for what."""
    page = officer.open("/")
    link(page, "Audit").click()
    officer.is_well()
    page.get_by_label("Child’s reference").fill(child.ref)
    page.get_by_label("Name, e-mail address or reference of a person").fill("Oyelaran")
    press(page, "Show")
    table = page.get_by_role("table").inner_text()
    assert "Sam Oyelaran" in table and PURPOSE in table and "Asha" not in table
    officer.is_well()
