"""Every number, worked out on paper beside what the database counts; who may open what is behind it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from teamaround.accounts.door import acting, opened
from teamaround.accounts.rules import Duty
from teamaround.agencies import queries as agency_queries
from teamaround.assessments import queries as assessments
from teamaround.assessments.tests.world import NOW, TODAY, acts, agreement
from teamaround.episodes import queries, services
from teamaround.episodes.queries import counted, looking
from teamaround.episodes.queries.agencys_own import to_look_at_again
from teamaround.episodes.queries.counted import Wanted
from teamaround.episodes.queries.counting import Scope
from teamaround.episodes.rules.counts import COUNTS
from teamaround.episodes.rules.reviewing import Told
from teamaround.episodes.rules.voices import Heard, Said, Whose
from teamaround.episodes.tests import counted_world
from teamaround.episodes.tests.counted_world import ago, on
from teamaround.kernel.refusal import Refusal
from teamaround.sharing import queries as sharing

pytestmark = pytest.mark.django_db
EXPECTED = {  # key: (above the line, below it), over the last 365 days
    "joined": (1, 3),  # one part; two assessments begun
    "per-child": (2, 2),
    "first-meeting": (32, 1),  # agreed 102 days ago, met 70 days ago
    "without-lead": (10 + 5 + 10, 100 + 10),
    "meeting-time": (80, 1),  # forty minutes of Asha and of the mother
    "on-time": (0, 2),  # two days late; not held at all
    "late-now": (1, 1),
    "voices-assessment": (1, 1),
    "voices-meeting": (1, 1),
    "voices-review": (0, 1),
    "ended": (1, 1),
}


@pytest.fixture
def story(world):
    return counted_world.build(world)


def scope(world, since=365, until=0, agencies=None):
    ashby = world.everything.ashby
    return Scope(ashby, on(since), on(until), TODAY, agencies, agency_queries.review_weeks(ashby, on=TODAY))


def figure(world, key, **more):
    found = [counted.figure(key, scope(world, **more), with_children=each) for each in (True, False)]
    (either,) = {(one.top, one.bottom) for one in found}  # the shorter way comes to the same
    return either


@pytest.mark.parametrize("who", ["asha", "councillor"])
def test_every_number_is_the_one_on_paper_whoever_asks(world, story, who):
    viewer = world.asha if who == "asha" else world.everything.viewer("councillor")
    with opened(viewer):
        assert {key: figure(world, key) for key in COUNTS} == EXPECTED
        assert counted.figure("first-meeting", scope(world), with_children=False).middle == 32
        (reason,) = counted.by_reason(scope(world))
        assert (reason.reason, reason.plans, reason.children) == ("needs_met", 1, 1)


def test_a_number_agrees_with_what_other_pages_say(world, story):
    with opened(world.asha):
        assert figure(world, "joined")[0] == assessments.joined_rather_than_repeated(world.everything.ashby)
        alone = sum(
            queries.without_lead_days(queries.episode(one.ref), today=TODAY)
            for one in (story.first, story.second)
        )
        assert figure(world, "without-lead")[0] == alone


def test_only_what_falls_in_the_period_counts(world, story):
    with opened(world.asha):
        assert figure(world, "first-meeting", since=71, until=70) == (32, 1)
        assert figure(world, "first-meeting", since=69, until=0) == (0, 0)
        assert figure(world, "without-lead", since=99, until=80) == (9, 20)  # days 99 to 91 before
        assert figure(world, "without-lead", since=6, until=0) == (5, 6)  # today is not over
        assert figure(world, "on-time", since=40, until=39) == (0, 1)
        assert figure(world, "ended", since=19, until=0) == (0, 0)
        assert figure(world, "per-child", since=1, until=50) == (1, 1)


def test_a_number_divides_by_agency_and_by_place(world, story):
    school, visiting = world.asha.agency_id, world.cara.agency_id
    with opened(world.asha):
        time = counted.by_agency("meeting-time", scope(world), with_children=False)
        assert {key: row.top for key, row in time.items()} == {school: 40, None: 40}
        joined = counted.by_agency("joined", scope(world), with_children=True)
        assert {key: (row.top, row.bottom) for key, row in joined.items()} == {
            visiting: (1, 1),
            school: (0, 2),
        }
        places = counted.by_place("joined", scope(world), {school: 7}, with_children=False)
        assert {key: (row.top, row.bottom) for key, row in places.items()} == {7: (0, 2), None: (1, 1)}
        assert figure(world, "ended", agencies=frozenset({visiting})) == (0, 0)
        assert figure(world, "joined", agencies=frozenset({visiting})) == (1, 1)


def test_putting_the_day_of_agreeing_right_moves_the_first_meeting(world, story):
    with opened(world.asha):
        kept = sharing.agreement_in_force(world.child_id)
        told = agreement(world.cara.agency_id)
        told["facts"] = replace(told["facts"], given_on=on(90))
        services.correct_agreement(
            ref=kept.ref, version=kept.version, because="Wrong day", by=world.asha, now=NOW, **told
        )
        assert figure(world, "first-meeting") == (20, 1)
    counted_world.meets(world, story.first, 75)  # written down later, held earlier
    with opened(world.asha):
        assert figure(world, "first-meeting") == (15, 1)
        assert figure(world, "meeting-time")[1] == 2


def test_another_authority_counts_its_own(world, story):
    with opened(world.eve):
        next_door = replace(scope(world), authority_id=world.everything.brindle)
        for key in COUNTS:
            found = counted.figure(key, next_door, with_children=True)
            assert (found.top, found.bottom) == (0, 0), key


def listed(world, key, viewer, *, which=True, reason=""):
    with opened(viewer):
        return counted.records(key, scope(world), Wanted(which, reason), viewer=viewer, at=NOW)


def test_a_number_opens_to_what_one_may_open_and_the_rest_stays_a_number(world, story):
    for key, (above, below) in EXPECTED.items():
        seen = listed(world, key, world.asha)
        if COUNTS[key].others and key != "without-lead":
            others = listed(world, key, world.asha, which=False)
            assert (seen.all, seen.all + others.all) == (above, below), key
            assert others.others == 0
        assert seen.others == 0, key
    mine = listed(world, "without-lead", world.cara)  # her agency is not in the second plan
    assert [row.ref for row in mine.rows] == [story.first.ref]
    assert (mine.mine, mine.all, mine.others) == (1, 2, 1)
    ended = listed(world, "ended", world.cara, reason="needs_met")
    assert (ended.rows, ended.all) == ([], 1)
    nobody = listed(world, "without-lead", world.everything.viewer("councillor"))
    assert (nobody.rows, nobody.mine, nobody.all) == ([], 0, 2)


def test_what_stands_behind_reviews_on_time(world, story):
    late = listed(world, "on-time", world.asha, which=False)
    assert [(row.opens, row.on) for row in late.rows] == [("review", on(40)), ("plan", on(10))]


# ---------------------------------------------------------------- how often teams look again


def chooses(world, weeks, starts_on=TODAY, now=NOW):
    manager = replace(world.asha, duties=world.asha.duties | {Duty.SEE_COUNTS})
    with acting(manager, now=now) as by:
        services.set_cycle(weeks=weeks, starts_on=starts_on, by=by, now=now)


def test_the_cycle_is_dated_audited_and_the_authoritys_own(world):
    authority = world.everything.ashby
    chooses(world, 6, TODAY + timedelta(days=3))
    with opened(world.asha):
        assert agency_queries.review_weeks(authority, on=TODAY) == 12
        assert agency_queries.review_weeks(authority, on=TODAY + timedelta(days=3)) == 6
        assert agency_queries.review_weeks(world.everything.brindle, on=TODAY + timedelta(days=9)) == 12
        assert acts()[-1] == "agencies.review_cycle_set"
    chooses(world, 8, TODAY + timedelta(days=3))  # put right before it counts
    with opened(world.asha):
        assert [row.weeks for row in agency_queries.review_cycles(authority)] == [8]
    with acting(world.asha, now=NOW) as by, pytest.raises(Refusal) as refusal:
        services.set_cycle(weeks=8, starts_on=TODAY, by=by, now=NOW)
    assert refusal.value.code == "duty"


def test_without_a_day_the_cycle_says_when_a_plan_is_late(world):
    _, opened_one = counted_world.begins(world, world.child_id, 100, world.cara.agency_id)
    with opened(world.asha):
        assert looking.shown_due(opened_one, today=TODAY) is None  # nobody leads: it is not at work yet
    counted_world.leads(world, opened_one, 95)
    opened_one.refresh_from_db()
    with opened(world.asha):
        assert looking.shown_due(opened_one, today=TODAY) == on(100 - 84)
        assert figure(world, "late-now") == (1, 1) and figure(world, "on-time") == (0, 1)
        (plan,) = to_look_at_again(world.asha, today=TODAY, at=NOW)
        assert plan.due_on == on(16) and plan.review_on is None
    chooses(world, 20)
    with opened(world.asha):
        assert looking.shown_due(opened_one, today=TODAY) == on(100) + timedelta(weeks=20)
        assert figure(world, "late-now") == (0, 1)
        assert looking.proposed(queries.episode(opened_one.ref), today=TODAY) == TODAY + timedelta(weeks=20)
    counted_world.looks_again(world, opened_one, 0, -30)
    with opened(world.asha):
        assert figure(world, "on-time") == (0, 0)  # it was held before its day, which is still to come


def test_a_review_that_ends_the_work_asks_for_no_other(world):
    _, opened_one = counted_world.begins(world, world.child_id, 200, world.cara.agency_id)
    counted_world.leads(world, opened_one, 190)
    with acting(world.asha, now=ago(150)) as by:
        services.record_review(
            ref=opened_one.ref, told=Told(on(150), "Mum", closes_for="needs_met"), by=by, now=ago(150),
            voices={world.child_id: [Said(whose, Heard.THERE, "Good") for whose in Whose]},
        )  # fmt: skip
    opened_one.refresh_from_db()
    with opened(world.asha):
        assert looking.shown_due(opened_one, today=TODAY) is None
        assert figure(world, "late-now") == (0, 1)
        assert figure(world, "on-time") == (
            1,
            1,
        )  # twelve weeks after opening is day 116; it was held on day 150


def closes(world, ref, days):
    with acting(world.asha, now=ago(days)) as by:
        services.close_episode(ref=ref, reason="moved_area", by=by, now=ago(days))


@pytest.mark.parametrize(("closed", "expected"), [(10, (0, 1)), (16, (0, 0)), (20, (0, 0))])
def test_closing_a_plan_does_not_hide_the_review_that_it_never_had(world, closed, expected):
    _, opened_one = counted_world.begins(world, world.child_id, 100, world.cara.agency_id)
    counted_world.leads(world, opened_one, 95)
    closes(world, opened_one.ref, closed)  # twelve weeks after opening is sixteen days ago
    with opened(world.asha):
        assert figure(world, "on-time") == expected
        assert figure(world, "on-time", since=15) == (0, 0)
    behind = [each.ref for each in listed(world, "on-time", world.asha, which=False).rows]
    assert behind == [opened_one.ref] * expected[1]
    with opened(world.everything.viewer("councillor")):
        assert figure(world, "on-time") == expected
