"""A report's recommendations are confirmed one by one; a delegated decision becomes an action, and the next paper tells of it."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import transaction

from teamaround.accounts import services as accounts
from teamaround.accounts.door import acting
from teamaround.accounts.rules import Duty, setting_up
from teamaround.committees.rules.decisions import Outcome, Resolved
from teamaround.committees.services import deciding
from teamaround.committees.tests.papers import begins, cabinet, director, publishes, signs
from teamaround.improvement.queries import plans
from teamaround.improvement.rules.planning import Content, Move
from teamaround.improvement.services import planning, reviewing
from teamaround.improvement.services.planning import NewAction
from teamaround.improvement.services.reviewing import NewReview

from .stories import DESK, PHONE

pytestmark = pytest.mark.journey
REPORT = """Recommendations

Within six months the council should:

(a) tell children and young people what was found; and
(b) agree who covers for a lead who is away.
"""


def the_cabinet(county):
    """Dot Vale keeps plans; a review is published; the Cabinet delegated (b) of a paper to Leo Marsh's post today."""
    with transaction.atomic():
        with acting(setting_up(), now=county.now) as by:
            accounts.grant(
                account_id=county.account["data"].pk, duty=Duty.KEEP_PLANS, starts_on=county.today, by=by, now=county.now
            )  # fmt: skip
        keeper, body = county.viewer("data"), None
        with acting(keeper, now=county.now):
            new = NewReview(
                county.ashby,
                "ilacs",
                "2023",
                "Ashby this year",
                "Ofsted",
                published_on=county.today - timedelta(days=30),
            )
            review = reviewing.enter_review(new=new, by=keeper, now=county.now)
        body, post = cabinet(county, keeper), director(county, keeper)
        paper = begins(county, keeper, body, on=county.today)
        signs(county, keeper, paper)
        publishes(county, keeper, paper)
        due = county.today + timedelta(days=60)
        with acting(keeper, now=county.now):
            delegated = Resolved(
                "b", Outcome.DELEGATED, post_id=post.pk, consulting="the Cabinet Member", due_on=due
            )
            deciding.decide(ref=paper.ref, typed=delegated, by=keeper, now=county.now)
        later = begins(county, keeper, body, on=county.today + timedelta(days=30))
    return review, later


def it_is_agreed(county):
    """The plan has an action for (a) too, all of them say what they must, and it is agreed."""
    keeper = county.viewer("data")
    with transaction.atomic(), acting(keeper, now=county.now) as by:
        plan = plans.plans(by, on=county.today)[0]
        due = county.today + timedelta(days=40)
        content = Content(
            "Tell every child", owner="Leo Marsh", due_on=due, measure="Who knows", target="All"
        )
        planning.add_actions(ref=plan.ref, new=[NewAction("a", content)], by=by, now=county.now)
        for each in plans.actions(plan):
            whole = replace(each.content, measure="Who knows", target="All", owner="Leo Marsh")
            planning.change_action(ref=each.ref, version=1, content=whole, by=by, now=county.now)
        planning.move(ref=plan.ref, move=Move.AGREE, said="Invented: a letter", by=by, now=county.now)


def test_from_a_report_to_an_action_that_a_decision_delegated_and_the_next_paper(county, person):
    review, later = the_cabinet(county)
    dot = person("data", **DESK)
    page = dot.open(f"/improvement/reviews/{review.ref}/")
    page.get_by_role("link", name="Take the recommendations from the report").click()
    page.get_by_label("Or its words, pasted").fill(REPORT)
    dot.is_well()
    page.get_by_role("button", name="Read it").click()
    page.get_by_text("2 wait for an answer").wait_for()
    dot.is_well()
    page.get_by_role("link", name=re.compile("Answer.*number 1")).click()
    page.get_by_text("1 of 2. Waits for an answer.").wait_for()
    assert page.get_by_label("Its words, as they stand in the report").input_value() == (
        "tell children and young people what was found"
    )
    dot.is_well()
    page.get_by_role("button", name="Confirm it").click()
    page.get_by_text("2 of 2. Waits for an answer.").wait_for()
    page.get_by_label("Whom does it ask?").fill("The council and its partners")
    page.get_by_label("Whom does it ask?").press("Enter")
    page.get_by_text("Confirmed, put right").wait_for()
    page.get_by_role("button", name="Enter what was confirmed").click()
    page.get_by_text("2 recommendations were entered").wait_for()
    dot.is_well()

    page.get_by_role("link", name="Begin the action plan").click()
    page.get_by_label("Title").fill("Plan of this year")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", level=1, name="Plan of this year").wait_for()
    page = dot.open("/decisions/")
    page.get_by_role("link", name=re.compile("Make it an action of a plan")).click()
    page.get_by_label("Which recommendation of which plan").select_option(
        label="Plan of this year: (b) agree who covers for a lead who is away."
    )
    page.get_by_label("What will be done").fill("The Director settles who covers")
    dot.is_well()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("It carries out a decision of").wait_for()
    dot.is_well()
    page = dot.open(f"/papers/{later.ref}/parts/progress/fill/")
    page.get_by_label("What came of decisions of: Cabinet").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("An action of “Plan of this year”").wait_for()
    it_is_agreed(county)
    page = dot.open("/decisions/")
    page.get_by_role("link", name=re.compile("Let it amend an action of a plan")).click()
    page.get_by_role("heading", level=1, name="Which action does it amend?").wait_for()
    dot.is_well()
    page.get_by_role("link", name="Tell every child").click()
    page.get_by_role("heading", level=1, name="Amend this action by the decision").wait_for()
    page.get_by_label("What do we aim for?").fill("Every school")
    dot.is_well()
    page.get_by_role("button", name="Save").click()
    page.get_by_text("A decision of a body: Decision of Cabinet").wait_for()

    leo = person("lead", **PHONE)
    page = leo.open("/decisions/")
    page.get_by_role("link", name="An action of “Plan of this year”").click()
    page.get_by_role("heading", level=1, name="The Director settles who covers").wait_for()
    leo.is_well()
    again = person("data", **PHONE)
    for address in (f"/improvement/reviews/{review.ref}/report/", f"/papers/{later.ref}/copies/"):
        again.open(address)
        again.is_well()
