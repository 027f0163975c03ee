"""A paper is written, signed off by the director, published, read by anybody; a decision goes to its post's home page."""

import re

import pytest
from django.db import transaction

from teamaround.accounts import services as accounts
from teamaround.accounts.door import acting
from teamaround.accounts.rules import Duty, setting_up
from teamaround.committees.services import papers
from teamaround.committees.tests.papers import TEXTS, begins, cabinet, director, signs

from .stories import DESK, PHONE

pytestmark = pytest.mark.journey


def a_paper(county, *, on):
    """A draft for the Cabinet, kept by Dot Vale; Leo Marsh is its director. Its part on the law is still empty."""
    with transaction.atomic():
        with acting(setting_up(), now=county.now) as by:
            accounts.grant(
                account_id=county.account["data"].pk, duty=Duty.KEEP_PLANS, starts_on=county.today, by=by, now=county.now
            )  # fmt: skip
        keeper = county.viewer("data")
        post = director(county, keeper)
        paper = begins(county, keeper, cabinet(county, keeper), on=on, legal="")
        with acting(keeper, now=county.now):
            papers.name_office(ref=paper.ref, office="director", post_id=post.pk, by=keeper, now=county.now)
    return keeper, paper


def test_from_a_draft_to_a_decision_on_somebodys_home_page(county, person):
    keeper, paper = a_paper(county, on=county.today)
    dot = person("data", **DESK)
    page = dot.open(f"/papers/{paper.ref}/")
    page.get_by_text("this part is required and empty").wait_for()
    dot.is_well()
    page.get_by_role("link", name=re.compile("Write.*Legal implications")).click()
    page.get_by_label("Legal implications").fill("See [paragraph 40].")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("there is no paragraph 40").wait_for()
    page.get_by_role("link", name=re.compile("Write.*Legal implications")).click()
    page.get_by_label("Legal implications").fill("Nothing beyond [paragraph 1].")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="Version 3").wait_for()
    page.get_by_role("link", name="Version 3").click()
    page.get_by_role("heading", name="Version 3 beside version 2").wait_for()
    dot.is_well()
    page = dot.open(f"/papers/{paper.ref}/preview/")
    page.get_by_role("link", name="Open in Word").wait_for()
    dot.is_well()

    with transaction.atomic():
        signs(county, keeper, paper, "finance", "legal", "monitoring")
    leo = person("lead", **DESK)
    page = leo.open(f"/papers/{paper.ref}/")
    page.get_by_role("link", name=re.compile("Sign it off.*Director")).click()
    page.get_by_role("button", name="Sign it off").click()
    page.get_by_text("Leo Marsh, Director of Children’s Services").first.wait_for()

    page = dot.open(f"/papers/{paper.ref}/publish/")
    page.get_by_label("I have read the public version").check()
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("heading", level=1, name=TEXTS["title"]).wait_for()
    page = dot.open(f"/papers/{paper.ref}/decided/")
    dot.is_well()
    page.get_by_role("link", name=re.compile(r"Enter it.*\(a\)")).click()
    page.get_by_label("Agreed as recommended").check()
    page.get_by_label("Who carries it out").select_option(label="Director of Children’s Services")
    for box, value in (("Day", "31"), ("Month", "12"), ("Year", str(county.today.year + 1))):
        page.get_by_label(box, exact=True).first.fill(value)
    dot.is_well()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("By 31 December").wait_for()

    page = leo.open("/")
    page.get_by_role("heading", name="Decisions to carry out").wait_for()
    page.get_by_role("link", name="note the report").click()
    page.get_by_label("What was done?").wait_for()
    leo.is_well()
    for address in ("/forward-plan/", "/decisions/", "/papers/"):
        leo.open(address)
        leo.is_well()

    cora = person("councillor", **PHONE)
    page = cora.open("/published/")
    cora.is_well()
    page.get_by_role("link", name=TEXTS["title"]).click()
    page.get_by_role("heading", level=1, name=TEXTS["title"]).wait_for()
    cora.is_well()
