"""A measure is counted beside the pages: how far it is, what cannot go on, and that the answers are the same."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from teamaround.accounts.door import acting
from teamaround.facts import register
from teamaround.improvement import jobs
from teamaround.improvement.models import WantedMeasure
from teamaround.improvement.queries import measuring as queries
from teamaround.improvement.queries import plans
from teamaround.improvement.services import counting
from teamaround.kernel.refusal import Refusal

from .test_measuring import flock, found, measures, plan, posts  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db


def wants(world, keeper, plan, measure="sheep"):  # noqa: F811
    with acting(keeper, now=world.now):
        return counting.want(
            ref=plans.actions(plan)[0].ref, measure=measure, over="year", by=keeper, now=world.now
        )


def test_wanting_counts_nothing_and_the_background_as_much_as_before(world, keeper, plan, flock):  # noqa: F811
    asked, far = [], []

    def count(one):
        asked.append(one)
        far.append(WantedMeasure.objects.values_list("counted", flat=True).first())
        return flock.count(one)

    register._measures["sheep"] = register.Measure(register.measure("sheep").words, count)
    row = wants(world, keeper, plan)
    assert not asked and row.many == 26 and not queries.measured(plans.actions(plan)[0].row)
    assert jobs.is_wanted() and jobs.work_once()
    assert len(asked) == 26 and far == list(range(26)), "somebody who looks sees how far it is"
    seen = found(plan)
    assert seen.baseline.fact.n == 1200 and len(seen.readings) == 25
    assert not jobs.is_wanted() and not WantedMeasure.objects.exists()


def test_what_is_small_hides_beside_it_as_when_all_is_counted_at_once(world, keeper, plan, flock):  # noqa: F811
    from teamaround.facts.tests.conftest import among

    flock.count = lambda one: among(2, 3) if (one.as_at.month, one.since.month) == (6, 6) else among(60, 100)
    register._measures["sheep"] = register.Measure(register.measure("sheep").words, flock.count)
    wants(world, keeper, plan)
    jobs.work_once()
    measures(world, keeper, plan, where="up")  # another place, all at once
    beside, at_once = (
        [each.fact.kept_back for each in one.readings] for one in queries.measured(plans.actions(plan)[0].row)
    )
    assert beside == at_once and sum(map(bool, beside)) >= 2


def test_what_cannot_go_on_says_why_and_is_tried_again_or_left(world, keeper, plan, flock, sign_in):  # noqa: F811
    def broken(_):
        raise ValueError("four children of Mill Lane")

    words = register.measure("sheep").words
    register._measures["sheep"] = register.Measure(words, broken)
    row, client = wants(world, keeper, plan), sign_in("data")
    with pytest.raises(Refusal, match="counted already"):
        wants(world, keeper, plan)
    jobs.work_once()
    here = f"/improvement/actions/{plans.actions(plan)[0].ref}/measure/{row.ref}/"
    told = client.get(here)
    assert "not foreseen" in told.content.decode() and "Mill Lane" not in told.content.decode()
    assert "Refresh" not in told and not jobs.is_wanted()
    action = f"/improvement/actions/{plans.actions(plan)[0].ref}/"
    assert "could not be counted" in client.get(action).content.decode()
    register._measures["sheep"] = register.Measure(words, flock.count)
    posts(client, here, do="again")
    assert client.get(here)["Refresh"] == "2" and jobs.work_once()
    assert client.get(here)["Location"] == action and len(queries.measured(plans.actions(plan)[0].row)) == 1
    with acting(keeper, now=world.now):
        again = counting.want(
            ref=plans.actions(plan)[0].ref, measure="sheep", over="year", where="up", by=keeper, now=world.now
        )
    posts(client, here.replace(row.ref, again.ref), do="leave")
    assert not jobs.is_wanted() and sign_in("councillor").get(here).status_code == 403


def test_over_whom_the_background_ends_again_and_again_is_given_up(world, keeper, plan, flock):  # noqa: F811
    row = wants(world, keeper, plan)
    WantedMeasure.objects.update(tries=counting.MOST_TRIES)
    row.refresh_from_db()
    assert jobs.work_once() and not jobs.is_wanted()
    row.refresh_from_db()
    assert row.failed


def test_counting_asks_the_database_as_often_whatever_is_written_down(world, keeper, plan, flock):  # noqa: F811
    wants(world, keeper, plan)
    with CaptureQueriesContext(connection) as found_queries:
        jobs.work_once()
    looks = [each for each in found_queries.captured_queries if each["sql"].startswith("SELECT")]
    assert len(looks) < 26 * 2 + 40
