"""The boxing trainer's story: no account, a link and a code, her own part and nothing else; and the link's end."""

import pytest

from .stories import DESK, OWN_WORDS, PHONE, a_child_with_a_team

pytestmark = pytest.mark.journey
WRITTEN = "She comes every week, and looks after the little ones."
SECTION, PART = "How the child is growing and learning", "General health"


def link(page, name, **options):
    return page.get_by_role("link", name=name, **options)


def press(page, name):
    page.get_by_role("button", name=name, exact=True).click()


def asks(lead, begun):
    """Leo asks Rosa for one section, with the family's agreement."""
    page = lead.open(f"/assessments/{begun.ref}/")
    press(page, "Ask an agency to contribute")
    link(page, "Send them a link to their own part").click()
    page.get_by_label("Their name").fill("Rosa Finch")
    page.get_by_label("Their e-mail address").fill("rosa@example.org")
    page.get_by_label("Where they come from").fill("Elm Street Boxing Club")
    page.get_by_label(SECTION).check()
    page.get_by_label("Anything to say to them?").fill("You see her every week.")
    lead.is_well()
    press(page, "Ask them")
    assert "Ask the family first" in page.locator(".govuk-error-summary").inner_text()
    lead.is_well()
    page.get_by_label("I asked the family, and they agree that this person").check()
    page.get_by_label("Who agreed to this person").fill("Her mother, on the telephone today")
    press(page, "Ask them")
    page.get_by_text("The e-mail with their link is on its way").wait_for()
    lead.is_well()


def newest(rosa, subject):
    """The newest letter with this subject in the demo's mailbox."""
    page = rosa.open("/demo/post/")
    return page.locator("section", has=page.get_by_role("heading", name=subject)).first


def comes_in(rosa, well, *, asker="Leo Marsh at Ashby Early Help"):
    link(newest(rosa, "You are asked for your help"), "Open the link").click()
    page = rosa.page
    assert page.url.endswith("/by-link/"), "the secret does not stay in the address"
    seen = page.locator("main").inner_text()
    assert asker in seen and "Asha" not in seen
    well()
    press(page, "Send me a code")
    well()
    words = newest(rosa, "Your code").inner_text()
    code = next(word for word in words.split() if word.isdigit() and len(word) == 6)
    page = rosa.open("/by-link/code/")
    page.get_by_label("Code").fill(code)
    press(page, "Go on")
    page.get_by_role("heading", name="What you are asked").wait_for()
    return page


@pytest.mark.parametrize(
    ("view", "script"), [(PHONE, True), (DESK, True), (PHONE, False)], ids=["phone", "desk", "plain"]
)
def test_a_part_by_link(person, county, view, script):
    child, begun, _ = a_child_with_a_team(county)
    lead = person("lead", **(view if script else DESK))
    asks(lead, begun)
    rosa = person("", java_script_enabled=script, **view)
    well = rosa.is_well if script else lambda: None
    page = comes_in(rosa, well)
    seen = page.locator("body").inner_text()
    assert "what you know about Ash." in seen and "Lindqvist" not in seen and child.ref not in page.content()
    well()
    link(page, SECTION).click()
    page.locator("summary", has_text=PART).first.click()
    page.locator("details[open] textarea").first.fill(WRITTEN)
    well()
    if script:
        page.get_by_text("Saved at").wait_for()
    press(page, "Save and stop here")
    assert OWN_WORDS not in page.content()
    _elsewhere_the_link_is_used(person("", **view))
    press(page, "Give my part")
    assert "Thank you" in page.locator("h1").inner_text()
    well()
    rosa.open("/by-link/")
    assert "You have finished here" in page.locator("main").inner_text()
    assert rosa.open(f"/assessments/{begun.ref}/").url.split("?")[0].endswith("/sign-in/")

    told = lead.open(f"/assessments/{begun.ref}/").locator("main").inner_text()
    assert WRITTEN in told and "Rosa Finch, Elm Street Boxing Club" in told
    lead.is_well()
    link(lead.page, "Their link").click()
    assert "Done" in lead.page.locator("main").inner_text()
    lead.is_well()


def _elsewhere_the_link_is_used(other):
    link(newest(other, "You are asked for your help"), "Open the link").click()
    assert "This link has been used" in other.page.locator("h1").inner_text()
    other.is_well()


def test_a_code_is_guessed_and_the_inviter_sends_a_new_link(person, county):
    _, begun, _ = a_child_with_a_team(county)
    lead = person("lead", **DESK)
    asks(lead, begun)
    rosa = person("", **PHONE)
    link(newest(rosa, "You are asked for your help"), "Open the link").click()
    press(rosa.page, "Send me a code")
    words = newest(rosa, "Your code").inner_text()
    wrong = "000000" if "000000" not in words else "111111"
    page = rosa.open("/by-link/code/")
    for _ in range(5):
        page.get_by_label("Code").fill(wrong)
        press(page, "Go on")
        rosa.is_well()
    assert "Ask Leo Marsh at Ashby Early Help for a new link" in page.locator("main").inner_text()
    home = lead.open("/")
    assert "A wrong code was typed five times" in home.locator("main").inner_text()
    lead.is_well()
    link(home, "Their link").click()
    press(home, "Send a new link")
    home.get_by_text("A new link is made").wait_for()
    comes_in(rosa, rosa.is_well)
    link(home, "The assessment").first.click()
    link(home, "Their link").click()
    press(home, "Take it back")
    home.get_by_text("Their link opens nothing now").wait_for()
    assert "taken back" in rosa.open("/by-link/part/").locator("main").inner_text()
    rosa.is_well()
