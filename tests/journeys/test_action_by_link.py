"""An owner from another agency, without an account: asked by e-mail, in by link and code, a word, its correction, the freeze."""

import pytest
from django.db import transaction

from teamaround.accounts.door import acting
from teamaround.accounts.rules import setting_up
from teamaround.agencies import services as agencies
from teamaround.improvement.models import Action

from .stories import DESK, PHONE
from .test_action_plan import the_plan
from .test_by_link import link, newest, press

pytestmark = pytest.mark.journey


def nina_owns(county, plan):
    """The actions of the plan are Nina Ash's, an inspector of police."""
    with transaction.atomic(), acting(setting_up(), now=county.now) as by:
        nina = agencies.add_practitioner(
            agency_id=county.agency["minds"].pk, name="Nina Ash", role="Inspector", email="nina@police.example",
            started_on=county.today, by=by, now=county.now,
        )  # fmt: skip
        Action.objects.filter(plan=plan, owner__isnull=False).update(owner=nina)


@pytest.mark.parametrize("view", [DESK, PHONE], ids=["desk", "phone"])
def test_an_owner_without_an_account_says_how_it_stands(county, person, view):
    plan = the_plan(county)
    nina_owns(county, plan)
    dot = person("data", **view)
    months = f"/improvement/plans/{plan.ref}/months/"
    page = dot.open(months)
    press(page, "Ask their owners")
    page.get_by_text("Letters are on their way").wait_for()
    press(page, "Ask by itself each month")
    page.get_by_text("The site asks owners by itself from now on").wait_for()
    dot.is_well()
    link(page, "Nina Ash").first.click()
    page.get_by_text("Not opened yet").wait_for()
    dot.is_well()

    nina = person("", **view)
    link(newest(nina, "You are asked for your help"), "Open the link").click()
    page = nina.page
    page.get_by_text("You see only the actions that are asked of you").wait_for()
    nina.is_well()
    press(page, "Send me a code")
    page.get_by_label("Code").wait_for()
    words = newest(nina, "Your code").inner_text()
    code = next(word for word in words.split() if word.isdigit() and len(word) == 6)
    page = nina.open("/by-link/code/")
    page.get_by_label("Code").fill(code)
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="Your actions").wait_for()
    nina.is_well()
    page.get_by_role("button", name="Say how it stands").first.focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name="How does it stand").wait_for()
    link(page, "Add evidence").click()
    page.get_by_label("That it was done").check()
    page.get_by_label("What is it, and where can it be looked at?").fill("The rota of May")
    nina.is_well()
    press(page, "Save")
    page.get_by_text("The rota of May").wait_for()
    page.get_by_label("Under way").check()
    page.get_by_label("What has happened since last month?").fill("Eight of ten had cover.")
    page.get_by_label("Amber: at risk").check()
    page.get_by_label("Too early to tell").check()
    press(page, "Save")
    link(page, "Say what will be done to put it right").wait_for()
    nina.is_well()
    page.get_by_label("Green: on course").check()
    press(page, "Save")
    page.get_by_text("Eight of ten had cover.").wait_for()
    nina.is_well()
    press(page, "Put it right")
    page.get_by_label("What has happened since last month?").fill("Nine of ten had cover.")
    press(page, "Save")
    page.get_by_text("Nine of ten had cover.").wait_for()

    page = dot.open(months)
    page.get_by_label("Who has looked at it, and agreed that it is so?").fill("The board, this morning")
    press(page, "Freeze it")
    page.get_by_text("Nine of ten had cover.").first.wait_for()
    page = nina.open("/by-link/actions/")
    page.get_by_text("You have finished here").wait_for()
    nina.is_well()
