"""Measured by live data: the baseline before it starts, a fact a month, what stays and what the pages say."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from teamaround.accounts.door import acting
from teamaround.committees import live
from teamaround.committees.rules.markup import Table, blocks
from teamaround.facts import queries as facts
from teamaround.facts import register
from teamaround.facts.tests.conftest import SHEEP, among
from teamaround.improvement import jobs
from teamaround.improvement.queries import measuring as queries
from teamaround.improvement.queries import plans
from teamaround.improvement.services import measuring as services
from teamaround.improvement.services import months as month_services
from teamaround.kernel.refusal import NotVisible, Refusal

from .plans import WHOLE, adds, begins, moves
from .test_months import freezes, says

pytestmark = pytest.mark.django_db


class Flock:
    """Sixty of a hundred sheep each month; a year has twelve hundred."""

    def many(self, months):
        return among(60 * months, 100 * months)

    def count(self, asked):
        return self.many(months_in(asked))


@pytest.fixture
def flock(monkeypatch):
    made = Flock()
    monkeypatch.setattr(register, "_measures", {"sheep": register.Measure(SHEEP, made.count)})
    monkeypatch.setattr(register, "_places", [lambda authority, on: [("up", "Upper")]])
    return made


def months_in(asked):
    return (asked.as_at.year - asked.since.year) * 12 + asked.as_at.month - asked.since.month + 1


@pytest.fixture
def plan(world, keeper):
    plan = begins(world, keeper)
    adds(world, keeper, plan, WHOLE, replace(WHOLE, words="Train everybody", starts_on=date(2027, 1, 10)))
    return moves(world, keeper, plan)


def measures(world, keeper, plan, nth=0, over="year", at=None, measure="sheep", where=""):
    now = at or world.now
    with acting(keeper, now=now):
        return services.measure(
            ref=plans.actions(plan)[nth].ref, measure=measure, over=over, where=where, by=keeper, now=now
        )


def found(plan, nth=0):
    return queries.measured(plans.actions(plan)[nth].row)[0]


def test_the_baseline_lies_before_the_action_begins_and_so_do_two_years_of_months(world, keeper, plan, flock):
    measures(world, keeper, plan)
    seen = found(plan)
    assert seen.baseline.fact.as_at == date(2026, 9, 30)  # it began on 1 October
    assert seen.baseline.fact.since == date(2025, 10, 1) and seen.baseline.fact.n == 1200
    assert seen.readings[0].month == date(2024, 10, 1)
    assert seen.readings[-1].month == date(2026, 10, 1)  # November is not over
    assert len(seen.readings) == 25
    measures(world, keeper, plan, nth=1)
    ahead = found(plan, nth=1)
    assert ahead.baseline.fact.as_at == date(2026, 10, 31)  # it begins in January: up to now
    assert len(ahead.readings) == 24
    with pytest.raises(Refusal, match="measured by that already"):
        measures(world, keeper, plan)
    with pytest.raises(Refusal, match="no such measure"):
        measures(world, keeper, plan, measure="goats")
    with pytest.raises(NotVisible):
        measures(world, world.viewer("lead"), plan, where="up")


def test_a_baseline_is_changed_for_a_reason_and_the_first_stays(world, keeper, plan, flock):
    made = [measures(world, keeper, plan, nth=nth) for nth in range(2)]

    def changes(nth, because, over="quarter"):
        with acting(keeper, now=world.now):
            services.change_baseline(ref=made[nth].ref, over=over, because=because, by=keeper, now=world.now)

    first = found(plan).baseline.fact
    with pytest.raises(Refusal, match="has started"):
        changes(0, "")
    changes(0, "A third of the year was not recorded")
    seen = found(plan)
    assert seen.baselines[0].fact == first and len(seen.baselines) == 2
    assert seen.baseline.fact.n == 300 and seen.baseline.row.because.startswith("A third")
    changes(1, "")  # it has not started
    assert found(plan, nth=1).baseline.fact.n == 300


def test_each_frozen_month_keeps_its_facts_and_is_made_again_the_same(world, keeper, plan, flock):
    before = freezes(world, keeper, plan, month=date(2026, 10, 1))
    assert "facts" not in before.told
    measures(world, keeper, plan, at=world.now + timedelta(hours=1))
    later = world.now + timedelta(hours=2)
    frozen = freezes(world, keeper, plan, at=later)
    last = found(plan).readings[-1]
    assert last.month == date(2026, 11, 1) and last.fact.as_at == world.today
    assert last.so_far.n == 200 and last.so_far.since == date(2026, 10, 1)  # October and November
    assert last.fact.ref in frozen.told and "60% (60 of 100 sheep)" in frozen.told
    flock.many = lambda months: among(10 * months, 100 * months)
    assert month_services.made_again(frozen) == frozen.told
    assert month_services.made_again(before) == before.told
    december = freezes(world, keeper, plan, at=world.now + timedelta(days=40), month=date(2026, 12, 1))
    assert [each.month for each in found(plan).readings][-2:] == [date(2026, 11, 1), date(2026, 12, 1)]
    assert "10% (10 of 100 sheep)" in december.told and month_services.made_again(frozen) == frozen.told
    assert not facts.again(last.fact.ref).is_same


def test_months_that_nobody_froze_are_read_with_the_next_one(world, keeper, plan, flock):
    measures(world, keeper, plan)
    freezes(world, keeper, plan, at=world.now + timedelta(days=70), month=date(2027, 1, 1))
    months = found(plan).readings[-3:]
    assert [each.month for each in months] == [date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)]
    assert [each.fact.as_at.day for each in months] == [30, 31, 29]
    assert [each.so_far.n for each in months] == [200, 300, 400]


def test_a_number_begins_anew_by_a_persons_word(world, keeper, plan, flock):
    made = measures(world, keeper, plan)

    def anew(month, because="A new form"):
        with acting(keeper, now=world.now):
            services.begin_anew(ref=made.ref, month=month, because=because, by=keeper, now=world.now)

    anew(date(2026, 3, 1))
    assert [each.month for each in found(plan).beginnings] == [date(2026, 3, 1)]
    for month in (date(2026, 3, 1), date(2024, 10, 1), date(2027, 3, 1)):
        with pytest.raises(Refusal):
            anew(month)
    with pytest.raises(NotVisible), acting(keeper, now=world.now):
        services.begin_anew(ref="MD-000000000", month=date(2026, 3, 1), because="x", by=keeper, now=world.now)


def test_nothing_of_it_is_ever_changed(world, keeper, plan, flock):
    measures(world, keeper, plan)
    for table in ("measured", "baseline", "reading", "beginning"):
        with (
            pytest.raises(ProgrammingError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"UPDATE improvement_{table} SET id = id")


# ---------------------------------------------------------------- pages


def posts(client, address, expect=302, **sent):
    answer = client.post(address, sent | {"once": f"{address}{len(str(sent))}{expect}"})
    assert answer.status_code == expect, (address, answer.content.decode()[-3000:])
    return answer["Location"] if expect == 302 else answer.content.decode()


def test_a_keeper_measures_an_action_and_everybody_reads_what_it_shows(world, keeper, plan, flock, sign_in):
    says(world, plan)
    client, here = sign_in("data"), f"/improvement/actions/{plans.actions(plan)[0].ref}/"
    assert "No number of the product" in client.get(here).content.decode()
    assert "Sheep that were counted" in client.get(f"{here}measure/").content.decode()
    counting = posts(client, f"{here}measure/", measure="sheep", where="", over="month")
    assert "0 of 26 are counted" in client.get(counting).content.decode()
    assert jobs.work_once() and not jobs.work_once()
    assert client.get(counting)["Location"] == here
    frozen = posts(
        client, f"/improvement/plans/{plan.ref}/months/", do="freeze", month="2026-11-01", said="Board"
    )
    text = client.get(here).content.decode()
    assert "60% (60 of 100 sheep)" in text and "between 50% and 69%" in text
    assert "when the action had begun" in text and "Since it began" in text
    assert "With about 100 sheep a month, only a change of" in text and "by 28 February 2027" in text
    assert "no change to speak of" in text and "That can be chance." in text
    assert "Nothing but the usual up and down." in text
    assert (
        '<svg class="ta-chart" role="img"' in text and "<title" in text and "Every month as a table" in text
    )
    assert "style=" not in text and "<script>" not in text
    assert "60% (60 of 100 sheep)" in client.get(frozen).content.decode()
    text = client.get(f"{here}evidence/").content.decode()
    assert "From 60% to 60%: no change to speak of" in text and "only a change of" in text
    measured = found(plan).ref
    assert "has started" in posts(
        client, f"/improvement/measured/{measured}/baseline/", expect=422, over="year", because=""
    )
    posts(client, f"/improvement/measured/{measured}/baseline/", over="year", because="Too short")
    posts(client, f"/improvement/measured/{measured}/anew/", month="2026-05-01", because="A new form")
    text = client.get(here).content.decode()
    assert "The baseline before that" in text and "Too short" in text
    assert "From May 2026 the average begins anew: A new form" in text and "7 months are known" in text


def test_more_months_ask_the_database_no_more(world, keeper, plan, flock, sign_in):
    measures(world, keeper, plan)
    client, here = sign_in("councillor"), f"/improvement/actions/{plans.actions(plan)[0].ref}/"

    def asked():
        client.get(here)
        with CaptureQueriesContext(connection) as found:
            assert client.get(here).status_code == 200
        return len(found)

    before = asked()
    freezes(world, keeper, plan, at=world.now + timedelta(days=160), month=date(2027, 4, 1))
    assert len(found(plan).readings) == 31 and asked() == before <= 35


def test_whoever_reads_the_plan_opens_its_facts_and_others_do_not(world, keeper, plan, flock, sign_in):
    measures(world, keeper, plan)
    fact = found(plan).baseline.fact
    here = f"/improvement/actions/{plans.actions(plan)[0].ref}/"
    for who, sees in (("councillor", True), ("lead", True), ("senco", False)):
        assert sign_in(who).get(f"/facts/{fact.ref}/").status_code == (200 if sees else 404)
        answer = sign_in(who).get(here)
        assert answer.status_code == (200 if sees else 404)
        assert "Take another baseline" not in answer.content.decode()
    measured = found(plan).ref
    assert sign_in("lead").get(f"/improvement/measured/{measured}/baseline/").status_code == 403
    assert sign_in("data").get("/improvement/measured/MD-000000000/anew/").status_code == 404


def test_a_small_number_is_a_gap_in_the_chart(world, keeper, plan, flock, sign_in):
    flock.many = lambda months: among(3, 100 * months) if months == 1 else among(30, 100 * months)
    measures(world, keeper, plan)
    text = sign_in("councillor").get(f"/improvement/actions/{plans.actions(plan)[0].ref}/").content.decode()
    assert (
        "About fewer than 5 children, of 100 sheep" in text and "3 of 100" not in text and ">3%" not in text
    )
    assert "No months are known" in text and "ta-chart__mark" not in text


def test_a_paper_can_have_its_months_as_a_chart_with_each_number_from_its_fact(world, keeper, plan, flock):
    measures(world, keeper, plan)
    part = live.part("measured")
    ((ref, words),) = part.subjects(keeper, world.now)
    assert words.startswith("Sheep that were counted, ")
    said = part.make(keeper, ref, world.now)
    (table,) = [block for block in blocks(said) if isinstance(block, Table)]
    assert table.chart == "Sheep that were counted, month by month" and len(table.rows) >= 12
    assert {run.kind for row in table.rows for run in row[1]} == {"fact"}
    assert "too few months" in part.make(keeper, ref, world.now - timedelta(days=900))
    assert not part.subjects(world.viewer("neighbour"), world.now)


def test_two_numbers_of_one_name_are_no_two_landmarks_of_one_name(world, keeper, plan, flock, sign_in):
    for where in ("", "up"):
        measures(world, keeper, plan, where=where)
    text = sign_in("councillor").get(f"/improvement/actions/{plans.actions(plan)[0].ref}/").content.decode()
    assert text.count('<h3 class="ta-card__title">') == 2
    named = re.findall(r'<section[^>]* aria-labelledby="([^"]+)"', text)
    titles = [re.search(rf'id="{each}"[^>]*>([^<]+)<', text)[1] for each in named]
    assert len(set(titles)) == len(titles)
