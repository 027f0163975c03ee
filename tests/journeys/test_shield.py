"""A shielded child: not found by where they live, shown without it, opened with a reason that others see."""

import pytest
from django.db import transaction

from teamaround.accounts.door import acting
from teamaround.people import services as people

from .stories import PHONE, a_child_with_help, search, to_asha

pytestmark = pytest.mark.journey
HIDDEN = ("Mill Lane", "ZY1 1AA", "Ashby Practice", "Hana Wójcik", "01632")
WHY = "Strategy meeting at two, I must arrange a visit today"


@pytest.fixture
def shielded(county):
    child = a_child_with_help(county)
    with transaction.atomic(), acting(county.viewer("index"), now=county.now) as by:
        people.shield(
            child_id=child.pk, because="Hidden from the father", review_on=county.today, by=by,
            now=county.now,
        )  # fmt: skip
    return child


def test_a_shielded_child_is_not_found_by_where_they_live(person, shielded):
    senco = person("senco", **PHONE)
    page = search(senco, "Postcode", "ZY1 1AA", age="9")
    assert page.locator("h1").inner_text() == "0 children found"
    senco.is_well()
    page = search(senco, "Name", "Asha Lindqvist")
    assert page.locator("h1").inner_text() == "1 child found"
    assert "Shielded" in page.locator(".ta-found").inner_text()
    page.get_by_role("link", name="Asha Lindqvist").click()
    for path in ("", "particulars/", "involved/", "worried/", "assessment/"):
        text = senco.open(f"/children/{shielded.ref}/{path}").content()
        assert not [words for words in HIDDEN if words in text], path
        senco.is_well()


def test_opened_with_a_reason_seen_elsewhere_closed_on_leaving(person, shielded):
    watcher = person("index_two").open("/hidden/")
    assert "Nothing waits for a review" in watcher.locator("main").inner_text()
    worker = person("duty")
    page = to_asha(worker)
    assert "Mill Lane" not in page.content()
    page.get_by_role("link", name="Open the hidden details, giving a reason").click()
    worker.is_well()
    page.locator("input[name=kind][value=hidden-details]").check()
    page.get_by_label("Why must you see this now?").fill(WHY)
    page.get_by_role("button", name="Open, and tell the index team").click()
    page.get_by_text("What was hidden is open to you").wait_for()
    assert "4 Mill Lane" in page.locator("main").inner_text()
    worker.is_well()

    watcher.reload()
    alert = watcher.locator("li.ta-card").inner_text()
    assert "Dee Farrow" in alert and WHY in alert and "Open now" in alert

    worker.open("/")
    assert "Mill Lane" not in worker.open(f"/children/{shielded.ref}/").content()
    watcher.reload()
    assert "Open now" not in watcher.locator("li.ta-card").inner_text()
    watcher.get_by_role("link", name="what Dee Farrow opened").click()
    watcher.get_by_label("What did you find?").fill("The meeting took place at two.")
    watcher.locator("form button").last.click()
    watcher.get_by_text("Your review is recorded").wait_for()


def test_the_index_team_shields_and_lifts(person, county):
    child = a_child_with_help(county)
    team = person("index")
    page = to_asha(team)
    page.get_by_role("link", name="Shield this child").click()
    team.is_well()
    page.get_by_label("Why is this child shielded?").fill("Hidden from somebody; the police asked.")
    for part, value in (("Day", "1"), ("Month", "2"), ("Year", str(county.today.year + 1))):
        page.get_by_label(part).fill(value)
    page.get_by_role("button", name="Shield this child").click()
    page.get_by_text("is shielded in every list").wait_for()
    team.is_well()
    page = person("health_visitor").open(f"/children/{child.ref}/")
    assert "Mill Lane" not in page.content()
    assert "This child is shielded" in page.locator("main").inner_text()
