"""A mother sees the plan by a link of her own and has her say; the lead answers; she leaves a service out."""

import pytest

from teamaround.accounts.door import acting
from teamaround.episodes.rules.goals import Wished
from teamaround.episodes.services import goals

from .stories import DESK, PHONE, a_child_with_a_team
from .test_by_link import link, newest, press

pytestmark = pytest.mark.journey


def plan_of(county):
    """Asha's plan with something that the family wants."""
    child, _, episode = a_child_with_a_team(county)
    with acting(county.viewer("lead"), now=county.now) as by:
        goals.add_goal(
            ref=episode.ref, child_id=child.pk, by=by, now=county.now,
            wished=Wished("Mornings are hard", "We get to school on time and calm"),
        )  # fmt: skip
    return child, episode


def invites(lead, episode, *, sees="We get to school on time and calm"):
    page = lead.open(f"/plans/{episode.ref}/")
    link(page, "Invite the family to see their plan").click()
    lead.is_well()
    press(page, "Invite somebody")
    page.get_by_label("Mira Lindqvist, mother").check()
    page.get_by_label("Their name").fill("Mira Lindqvist")
    press(page, "See what they would see")
    page.get_by_role("heading", name="What Mira Lindqvist would see").wait_for()
    assert sees in page.locator("main").inner_text()
    lead.is_well()
    press(page, "Go back and change")
    page.get_by_label("Their e-mail address").fill("mira@example.org")
    press(page, "Invite them")
    assert "Think first whether it is safe" in page.locator(".govuk-error-summary").inner_text()
    lead.is_well()
    page.get_by_label("I have read the plan as they would").check()
    press(page, "Invite them")
    page.get_by_text("The e-mail with their link is on its way").wait_for()
    lead.is_well()


def comes_in(mira, well):
    link(newest(mira, "You are asked for your help"), "Open the link").click()
    press(mira.page, "Send me a code")
    words = newest(mira, "Your code").inner_text()
    code = next(word for word in words.split() if word.isdigit() and len(word) == 6)
    page = mira.open("/by-link/code/")
    page.get_by_label("Code").fill(code)
    press(page, "Go on")
    page.get_by_role("heading", name="The plan for Ash").wait_for()
    well()
    return page


@pytest.mark.parametrize(
    ("view", "script"), [(PHONE, True), (DESK, True), (PHONE, False)], ids=["phone", "desk", "plain"]
)
def test_a_mother_and_her_plan(person, county, view, script):
    child, episode = plan_of(county)
    lead = person("lead", **(view if script else DESK))
    invites(lead, episode)
    mira = person("", java_script_enabled=script, **view)
    well = mira.is_well if script else lambda: None
    page = comes_in(mira, well)
    seen = page.locator("main").inner_text()
    assert "We get to school on time and calm" in seen and child.ref not in page.content()
    link(page, "Who helps").click()
    page.get_by_role("heading", name="Whom you can ask").wait_for()
    well()
    link(page, "Have your say").first.click()
    page.get_by_label("What we want").check()
    page.get_by_label("What do you want to say?").fill("Mornings are better with music.")
    well()
    press(page, "Send it")
    page.get_by_text("We have kept what you said").wait_for()
    well()

    home = lead.open("/")
    assert "Families have said something" in home.locator("main").inner_text()
    link(home, "Read it").first.click()
    lead.is_well()
    link(home, "Answer, or mark as read").first.click()
    home.get_by_label("Your answer").fill("Let us try that.")
    lead.is_well()
    press(home, "Keep it as read")
    home.get_by_text("They see it on their page").wait_for()

    link(page, "Have your say").first.click()
    assert "Let us try that." in page.locator("main").inner_text()
    link(page, "The plan", exact=True).click()
    link(page, "Print it in big letters", exact=False).click()
    page.get_by_role("heading", name="The plan for Ash").wait_for()
    well()
    if script:
        assert (
            page.request.get(link(page, "Open as PDF").get_attribute("href"), timeout=90_000).body()[:5]
            == b"%PDF-"
        )
    link(page, "Back").click()
    link(page, "Who can see it").click()
    well()
    page.get_by_role("button", name="Leave out").first.click()
    page.get_by_text("They cannot see the plan any more").wait_for()
    well()
    link(page, "Say no to all of it").click()
    well()
    press(page, "Say no now")
    page.get_by_role("heading", name="It is done").wait_for()
    well()
    mira.open("/by-link/family/")
    assert "This is not open now" in mira.page.locator("main").inner_text()
    well()
