"""An owner says how an action stands, the month is frozen, and a councillor reads it on a phone in two steps."""

import pytest
from django.db import transaction

from teamaround.accounts import services as accounts
from teamaround.accounts.door import acting
from teamaround.accounts.rules import Duty, setting_up
from teamaround.facts import queries as facts
from teamaround.improvement.queries import plans
from teamaround.improvement.services import counting
from teamaround.site.demo.loading_improvement import load_improvement
from teamaround.site.demo.loading_places import Places

from .stories import DESK, PHONE

pytestmark = pytest.mark.journey


def the_plan(county):
    """The plans of the demo, kept by Dot Vale; of this year's, two actions are Leo Marsh's."""
    with transaction.atomic(), acting(setting_up(), now=county.now) as by:
        accounts.grant(
            account_id=county.account["data"].pk, duty=Duty.KEEP_PLANS, starts_on=county.today, by=by,
            now=county.now,
        )  # fmt: skip
        keeper = county.viewer("data")
        places = Places(
            county.today, practitioners={"lead": county.practitioner["lead"].pk}, names={"lead": "Leo Marsh"}
        )
        places.viewers["data"] = keeper
        load_improvement(places, now=county.now)
        return plans.plans(keeper, on=county.today)[0]


def what_could_not_be_counted(county, plan):
    """The page of a measure that does not go on; while one is counted, its page begins anew every two seconds."""
    keeper = county.viewer("data")
    with transaction.atomic(), acting(keeper, now=county.now):
        ref = plans.actions(plan)[-1].ref
        measure = facts.measures()[0].name
        row = counting.want(ref=ref, measure=measure, over="year", by=keeper, now=county.now)
        counting.give_up(row, because="Invented.")
    return f"/improvement/actions/{ref}/measure/{row.ref}/"


def test_from_an_owners_update_to_a_councillors_phone(county, person):
    plan = the_plan(county)
    leo = person("lead", **DESK)
    page = leo.open(f"/improvement/plans/{plan.ref}/mine/")
    leo.is_well()
    page.get_by_role("button", name="Say how it stands").first.click()
    page.get_by_label("Under way").check()
    page.get_by_label("What has happened since last month?").fill("Eight of ten had cover.")
    page.get_by_label("Amber: at risk").check()
    page.get_by_label("Too early to tell").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Say what will be done to put it right").wait_for()
    leo.is_well()
    page.get_by_label("If amber or red: what will be done to put it right?").fill("A list of who covers whom")
    for box, value in (("Day", "28"), ("Month", "12"), ("Year", str(county.today.year + 1))):
        page.get_by_label(box, exact=True).fill(value)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Eight of ten had cover.").wait_for()
    leo.is_well()

    dot = person("data", **DESK)
    page = dot.open(f"/improvement/plans/{plan.ref}/months/")
    dot.is_well()
    page.get_by_label("Who has looked at it, and agreed that it is so?").fill("The board, this morning")
    page.get_by_role("button", name="Freeze it").click()
    page.get_by_text("What changed since").wait_for()
    dot.is_well()
    for address in ("/improvement/reviews/", f"/improvement/reviews/{plan.review.ref}/", "/bodies/"):
        dot.open(address)
        dot.is_well()

    page = dot.open(what_could_not_be_counted(county, plan))
    page.get_by_text("It could not be counted. Invented.").wait_for()
    dot.is_well()
    page.get_by_role("button", name="Do not measure it by this").click()
    page.get_by_role("button", name="Measure it by live data").wait_for()

    cora = person("councillor", **PHONE)
    page = cora.open("/improvement/plans/")
    cora.is_well()
    page.get_by_role("link", name="Action plan 2026").click()
    page.get_by_role("heading", level=1, name="Action plan 2026").wait_for()
    cora.is_well()
    page.get_by_role("link", name="Cover agreed for every lead").click()
    page.get_by_text("A list of who covers whom").wait_for()
    page.get_by_text("Every month as a table").click()
    page.get_by_role("table", name="Days without a lead, month by month").wait_for()
    cora.is_well()
    page.locator("dl a[href^='/facts/']").first.click()
    page.get_by_role("link", name="Count it again, for the same day").click()
    page.get_by_text("It comes out the same").wait_for()
    cora.is_well()
    cora.open("/facts/")
    cora.is_well()
    page = cora.open(f"/improvement/plans/{plan.ref}/months/")
    page.get_by_role("link", name=f"{county.today:%B %Y}").click()
    page.get_by_text("What changed since").wait_for()
    cora.is_well()
