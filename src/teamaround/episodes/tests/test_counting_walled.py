"""What is added up behind walls: the right sums for whoever asks, and no row for anybody by that."""

from datetime import date, timedelta

import pytest
from django.db import connection

from teamaround.accounts.door import acting, opened
from teamaround.assessments.tests.world import NOW, TODAY
from teamaround.episodes import services
from teamaround.episodes.models import Action, Worry
from teamaround.episodes.queries import walled
from teamaround.episodes.queries.counting import Scope
from teamaround.episodes.rules.planning import Doing, Planned
from teamaround.episodes.rules.worries import Told, answer_by
from teamaround.episodes.tests.counted_world import ago, on
from teamaround.kernel.working_days import bank_holidays
from teamaround.sharing.counting import added_up

pytestmark = pytest.mark.django_db


def figure(world, key, since=60, until=0, who=None):
    scope = Scope(world.everything.ashby, on(since), on(until), TODAY)
    with opened(who or world.everything.viewer("councillor")):
        found = walled.figure(key, scope)
    return found.top, found.bottom


def plans(world, episode, by_on, at, what="Ring the school"):
    planned = Planned(what, "", world.asha.practitioner_id, by_on, child=world.child_id)
    with acting(world.asha, now=at) as by:
        return services.add_action(ref=episode.ref, planned=planned, by=by, now=at)


def goes(world, action, state, at, progress="", by_on=None):
    planned = Planned(
        action.what, "", world.asha.practitioner_id, by_on or action.by_on, child=world.child_id
    )
    with acting(world.asha, now=at) as by:
        action.refresh_from_db()
        return services.update_action(
            ref=action.ref, version=action.version, planned=planned, state=state, progress=progress, by=by, now=at
        )  # fmt: skip


def test_actions_on_time_are_those_done_by_the_day_that_was_last_set(world, episode):
    day = TODAY + timedelta(days=10)
    later = NOW + timedelta(days=30)
    in_time, late, never, dropped, moved, undone = (
        plans(world, episode, day, NOW, what) for what in ("a", "b", "c", "d", "e", "f")
    )
    goes(world, in_time, Doing.DONE, NOW + timedelta(days=9))
    goes(world, in_time, Doing.DONE, later, progress="It went well")  # written after its day, done before
    goes(world, late, Doing.DONE, NOW + timedelta(days=12))
    goes(world, dropped, Doing.NOT_NEEDED, NOW + timedelta(days=2), progress="They moved")
    goes(world, moved, Doing.TO_DO, NOW + timedelta(days=2), by_on=TODAY + timedelta(days=80))
    goes(world, undone, Doing.DONE, NOW + timedelta(days=3))
    goes(world, undone, Doing.TO_DO, NOW + timedelta(days=4))
    assert never.state == Doing.TO_DO
    assert figure(world, "actions-on-time", since=0, until=-20) == (1, 4)
    assert figure(world, "actions-on-time", since=0, until=-20, who=world.asha) == (1, 4)
    assert figure(world, "actions-on-time", since=0, until=-9) == (0, 0)
    assert figure(world, "actions-on-time", since=0, until=-20, who=world.eve) == (1, 4)


def worries(world, sent_at, answered_at=None):
    with acting(world.ben, now=sent_at) as by:
        told = Told(what="A bruise on his arm", nearness="now")
        worry = services.record_worry(child_id=world.child_id, told=told, telephone="", by=by, now=sent_at)
    if answered_at:
        with acting(world.dev, now=answered_at) as by:
            services.answer_worry(ref=worry.ref, answer="We visited", by=by, now=answered_at)


def test_worries_are_answered_in_time_by_the_end_of_the_next_working_day(world):
    friday = ago(14)  # the clock of the tests stands on a Friday
    assert friday.weekday() == 4
    worries(world, friday, friday + timedelta(days=3))  # on Monday
    worries(world, friday, friday + timedelta(days=4))
    worries(world, friday + timedelta(days=3))  # never answered
    worries(world, ago(0))  # its time has not run out
    assert figure(world, "worries-in-time") == (1, 3)
    assert figure(world, "worries-in-time", until=14) == (0, 0)
    assert figure(world, "worries-in-time", until=11) == (1, 2)
    assert figure(world, "worries-in-time", until=10) == (1, 3)


def test_a_worry_before_days_off_has_until_the_next_working_day():
    assert answer_by(date(2026, 12, 24), bank_holidays()) == date(2026, 12, 29)
    assert answer_by(date(2026, 11, 17), bank_holidays()) == date(2026, 11, 18)


def test_adding_up_opens_no_row_to_anybody(world, episode):
    plans(world, episode, TODAY + timedelta(days=3), NOW)
    worries(world, NOW)
    councillor = world.everything.viewer("councillor")
    with opened(councillor):
        from django.db.models import Count

        for model in (Action, Worry):
            assert list(model.objects.all()) == []
            assert added_up(model.objects.all(), many=Count("pk"))["many"] == 1
            assert list(model.objects.all()) == []
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('teamaround.counting', true)")
            assert cursor.fetchone() == ("",)
