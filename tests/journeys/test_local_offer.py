"""A keeper writes under a heading of the Local Offer; a parent says what is missing; “you said, we did”."""

import pytest
from django.db import transaction

from teamaround.accounts import services as accounts
from teamaround.accounts.door import acting
from teamaround.accounts.rules import Duty, setting_up
from teamaround.directory.tests import places

from .stories import DESK, PHONE

pytestmark = pytest.mark.journey
SAID = "There is nothing for teenagers in the north."


@pytest.fixture
def small(county):
    """The small directory, and somebody who keeps it."""
    with transaction.atomic():
        with acting(setting_up(), now=county.now) as by:
            accounts.grant(
                account_id=county.account["governance"].pk, duty=Duty.KEEP_DIRECTORY,
                starts_on=county.today.replace(year=2020), by=by, now=county.now,
            )  # fmt: skip
        return places.make(county)


def test_you_said_we_did(person, county, small):
    keeper = person("governance", **DESK)
    page = keeper.open("/keeping/local-offer/")
    keeper.is_well()
    page.get_by_role("link", name="Getting there").click()
    page.get_by_label("Text", exact=True).fill("A bus pass, a taxi, or money for petrol.")
    page.get_by_label("Who keeps it").fill("Travel team")
    page.get_by_role("textbox", name="Day").fill("1")
    page.get_by_role("textbox", name="Month").fill("6")
    page.get_by_role("textbox", name="Year").fill(str(county.today.year + 1))
    page.locator("input[value=sport]").check()
    keeper.is_well()
    page.get_by_role("button", name="Let it stand").click()
    page.get_by_text("stands as you wrote it").wait_for()

    parent = person("", **PHONE)
    there = parent.open("/directory/local-offer/")
    there.get_by_text("A bus pass, a taxi, or money for petrol.").wait_for()
    parent.is_well()
    there.get_by_role("link", name="Tell us what you think").click()
    there.get_by_label("What do you want to tell us?").fill(SAID)
    parent.is_well()
    there.get_by_role("button", name="Send").click()
    there.get_by_text("Then it stands here with what we did.").wait_for()

    page = keeper.open("/keeping/local-offer/")
    page.get_by_role("link", name=SAID).click()
    page.get_by_label("Yes, with our answer").check()
    page.get_by_label("What we did").fill("A club opens in May.")
    keeper.is_well()
    page.get_by_role("button", name="Answer").click()
    page.get_by_text("Answered.").wait_for()

    there = parent.open("/directory/local-offer/")
    there.get_by_text("A club opens in May.").wait_for()
    parent.is_well()
