"""The home page answers "what needs me today?" for each of the cast."""

import re
from datetime import date, timedelta

import pytest
from tests.journeys.stories import a_child_with_a_team

from teamaround.accounts import services as accounts
from teamaround.accounts.door import acting
from teamaround.accounts.rules import setting_up
from teamaround.episodes.queries import teams
from teamaround.episodes.services import meetings
from teamaround.episodes.tests.gatherings import planned
from teamaround.exchange.services import receive
from teamaround.people import services as people
from teamaround.site import waiting
from teamaround.site.pages.home import JOINED, OPEN, WITHOUT_LEAD

pytestmark = pytest.mark.django_db


def home(sign_in, who):
    page = sign_in(who).get("/")
    assert page.status_code == 200
    return page.content.decode()


def test_a_data_officer_sees_files_that_are_not_taken_in(world, sign_in):
    with acting(world.viewer("data"), now=world.now) as by:
        receive(
            file_name="roll.csv",
            agency_id=by.agency_id,
            content=b"name,born\nAsha,2017-03-27\n",
            by=by,
            now=world.now,
        )
    text = home(sign_in, "data")
    assert "Files to see to" in text and "roll.csv" in text and "Say what its columns are" in text
    assert "Nothing is waiting" not in text
    assert "roll.csv" not in home(sign_in, "senco")


def test_an_administrator_sees_whose_access_runs_out(world, sign_in):

    assert "Access that runs out" not in home(sign_in, "admin")
    with acting(setting_up(), now=world.now) as by:
        for who, day in (("gp", 20), ("senco", -3), ("lead", 90)):
            accounts.change_dates(
                account_id=world.account[who].pk, version=1, ends_on=None, vetted_until=date(2099, 1, 1),
                training_until=world.today + timedelta(days=day), by=by, now=world.now,
            )  # fmt: skip
    text = home(sign_in, "admin")
    assert "Ines Ito, Ashby Practice" in text and "training ends 10 December 2026" in text
    assert "Sam Oyelaran, Ashby Green School" in text and "training ended 17 November 2026" in text
    assert "Leo Marsh" not in text
    assert "Access that runs out" not in home(sign_in, "data")


def test_a_coordinator_sees_the_reviews_that_come_and_the_plans_that_nobody_leads(world, sign_in):
    from teamaround.episodes import services as episodes

    _, _, plan = a_child_with_a_team(world)
    world.watches_over("health_visitor")
    with acting(world.viewer("lead"), now=world.now) as by:
        plan.refresh_from_db()
        episodes.set_review(
            ref=plan.ref,
            version=plan.version,
            review_on=world.today + timedelta(days=9),
            by=by,
            now=world.now,
        )
    text = home(sign_in, "health_visitor")
    assert "To look at again, Ashby Health Visiting takes part" in text and "on 29 November 2026" in text
    assert "Nobody leads yet" not in text
    assert "To look at again" not in home(sign_in, "gp")


def test_a_councillor_is_not_told_how_few_are_helped(world, sign_in):
    a_child_with_a_team(world)
    world.watches_over("lead")
    told, kept = (
        re.findall(r"number\">([^<]+)</span>([^<]+)", home(sign_in, who)) for who in ("lead", "councillor")
    )
    assert ("1", "open plan in the area") in told
    assert kept == [("Fewer than 5", words) for _, words in (JOINED, OPEN, WITHOUT_LEAD)]


def test_the_front_doors_telephone_number_stands_where_somebody_is_worried(world, sign_in):
    from teamaround.agencies.models import Agency

    child = world.child()
    page = f"/children/{child.ref}/worried/"
    assert "01632 960500" not in sign_in("gp").get(page).content.decode()
    Agency.objects.filter(pk=world.agency["care"].pk).update(telephone="01632 960500")
    shown = sign_in("gp").get(page).content.decode()
    assert "01632 960500" in shown and "Social Care" in shown
    sent = sign_in("gp").post(page, {"what": "A bruise", "nearness": "now"})
    assert "01632 960500" in sign_in("gp").get(sent["Location"]).content.decode()
    why = sign_in("lead", purpose="").get(f"/children/{child.ref}/why/").content.decode()
    assert "Worried now" in why and "01632 960500" in why


def test_a_practice_sees_which_of_its_children_others_help(world, sign_in):
    child, _, _ = a_child_with_a_team(world)
    text = home(sign_in, "gp")
    assert "At Ashby Practice, helped by others" in text and "Leo Marsh leads, Ashby Early Help" in text
    assert f"/children/{child.ref}/involved/add/" in text
    assert "helped by others" not in home(sign_in, "camhs")
    with acting(world.viewer("index"), now=world.now) as by:
        people.shield(child_id=child.pk, because="Moved", review_on=world.today, by=by, now=world.now)
    assert "helped by others" not in home(sign_in, "gp")


def test_only_lists_in_which_something_may_stand_are_read(world, sign_in, django_assert_max_num_queries):
    def worth_reading(who):
        viewer = world.viewer(who)
        with acting(viewer, now=world.now):
            return waiting.worth_reading(viewer, today=world.today, at=world.now)

    assert worth_reading("camhs") == frozenset()
    _, _, plan = a_child_with_a_team(world)
    with acting(world.viewer("lead"), now=world.now) as by:
        members = [one.row.ref for one in teams.team(plan)]
        meetings.plan_meeting(ref=plan.ref, plan=planned(), members=members, by=by, now=world.now)
    invited = {one for one in ("lead", "senco", "health_visitor") if "asked_to_meet" in worth_reading(one)}
    assert invited and all("teams" in worth_reading(one) for one in invited)
    assert all("You are asked to a meeting" in home(sign_in, one) for one in invited)
    assert "asked_to_meet" not in worth_reading("camhs") and "links" not in worth_reading("lead")
    client = sign_in("lead")
    with django_assert_max_num_queries(25):
        client.get("/")
