"""The reviews of the council papers as they are entered: eleven recommendations in three groups, two axes, a plan consulted on."""

from collections import Counter
from datetime import date

import pytest

from teamaround.accounts import services as accounts
from teamaround.accounts.door import acting
from teamaround.accounts.rules import Duty, setting_up
from teamaround.committees.queries import bodies as committees
from teamaround.improvement.queries import measuring, months, plans, reviews, telling
from teamaround.improvement.rules.telling import how_it_reads
from teamaround.improvement.services.months import made_again
from teamaround.kernel import clock
from teamaround.site.demo.loading_improvement import load_improvement
from teamaround.site.demo.loading_places import Places

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(world):
    with acting(setting_up(), now=world.now) as by:
        accounts.grant(
            account_id=world.account["data"].pk, duty=Duty.KEEP_PLANS, starts_on=world.today, by=by, now=world.now
        )  # fmt: skip
    places = Places(world.today)
    keeper = places.viewers["data"] = world.viewer("data")
    with acting(keeper, now=world.now):
        load_improvement(places, now=world.now)
    return keeper


def entered(keeper, part):
    return next(each for each in reviews.reviews(keeper) if part in each.title)


def test_the_papers_are_there_as_history_in_our_own_words(world, keeper, sign_in):
    joint = entered(keeper, "Joint area review")
    assert joint.published_on == date(2008, 4, 22) and len(joint.partners) == 3 and len(joint.lines) == 5
    asked = reviews.recommendations(joint, on=world.today)
    groups = Counter((each.row.band, each.row.addressee) for each in asked)
    assert sorted(groups.values()) == [2, 3, 6] and len(asked) == 11
    assert {each.row.due_on for each in asked} == {date(2008, 5, 22), date(2008, 10, 22)}
    later = entered(keeper, "July 2005")
    serving, prospects = reviews.judgements(later)
    assert (serving.trend, prospects.before.term, prospects.term) == ("same", "uncertain", "promising")
    wait = reviews.recommendations(entered(keeper, "locality working"), on=world.today)
    assert [each.row.label for each in wait if each.not_yet] == ["c"]
    unmet = next(each for each in reviews.findings(joint) if each.earlier)
    assert unmet.earlier.review.published_on.year == 2003 and unmet.was_met is False
    text = sign_in("senco").get(f"/improvement/reviews/{later.ref}/").content.decode()
    assert "Real history, told in our own words" in text and "Better than before" in text


def test_plans_answer_every_recommendation_and_months_are_made_again(world, keeper, sign_in):
    found = list(plans.plans(keeper, on=world.today))
    assert [each.stage for each in found] == ["final", "final", "consulting"]
    for plan in found:
        assert plans.uncovered(plan) == ()
        for month in months.months(plan):
            assert made_again(month) == month.told
    of_2005 = found[2]
    assert of_2005.consulting_until == date(2006, 2, 28)
    assert sorted(each.content.fte for each in plans.actions(of_2005)) == [20, 80]
    text = sign_in("councillor").get(f"/improvement/plans/{found[1].ref}/").content.decode()
    assert "all progress are invented" in text


def test_children_were_told_of_2008_in_words_that_they_can_read(world, keeper, client):
    joint = entered(keeper, "Joint area review")
    row = telling.tellings(keeper, joint).get()
    reads = how_it_reads(row.audience, row.words)
    assert reads.is_easy and reads.hard == () and row.reached == 1400
    assert "Invented" in telling.said_back(row).get().words and "made up for this demo" in row.note
    assert "made up for this demo" in client.get(f"/improvement/told/{row.ref}/").content.decode()
    assert [len(each.audiences) for each in telling.to_tell(keeper, on=world.today)] == [4]


def test_bodies_go_by_the_name_of_their_day(world, keeper):
    def names(on):
        return {each.name for each in committees.bodies(world.ashby, on=on)}

    assert "Executive" in names(date(2005, 3, 9)) and "Cabinet" in names(date(2006, 1, 17))
    director = next(
        each for each in committees.posts(world.ashby, on=world.today) if "Director" in each.title
    )
    assert director.holder.capacity == "interim"


def test_this_years_plan_is_measured_by_the_countys_own_records(world, keeper):
    plan = next(each for each in plans.plans(keeper, on=world.today) if "2026" in each.title)
    found = [one for each in plans.actions(plan) for one in measuring.measured(each.row)]
    assert [each.row.measure for each in found] == ["without-lead", "voices-review"]
    for each in found:
        assert clock.day_of(each.baseline.row.at) < each.row.starts_on
        assert each.baseline.fact.as_at < each.row.starts_on
        months = [reading.month for reading in each.readings]
        assert len(months) == len(set(months)) > 24
    frozen = months_of_plan(plan)
    assert all(fact.fact.ref in frozen for each in found for fact in each.readings[-1:])


def months_of_plan(plan):
    return "".join(each.told for each in months.months(plan))
