"""What the product counts of itself: each measure gives what the page of counts gives, and past days stand still."""

from datetime import timedelta

import pytest

from teamaround.accounts.door import acting, opened
from teamaround.accounts.rules import Duty
from teamaround.assessments.tests.world import NOW, TODAY
from teamaround.episodes.rules.counts import COUNTS
from teamaround.episodes.tests import counted_world
from teamaround.episodes.tests.conftest import *  # noqa: F403
from teamaround.episodes.tests.counted_world import on
from teamaround.facts import queries, register, services
from teamaround.facts.rules.counting import Asked, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(world):
    return counted_world.build(world)


def count(world, name, since=365, as_at=0, who=None, **parameters):
    with opened(who or world.everything.viewer("councillor")):
        asked = Asked(world.everything.ashby, on(since), on(as_at), {"where": "", **parameters})
        found = register.measure(name).count(asked)
    return found.top, found.n


EXPECTED = {
    "joined": (1, 3),
    "first-meeting": (32, 1),
    "on-time": (0, 2),
    "voices-assessment": (1, 1),
    "voices-meeting": (1, 1),
    "voices-review": (0, 1),
    "ended": (1, 1),
}


def test_every_measure_counts_what_the_page_of_counts_does(world, story):
    assert {name: count(world, name) for name in EXPECTED} == EXPECTED
    assert {name: count(world, name, who=world.asha) for name in EXPECTED} == EXPECTED
    assert count(world, "without-lead", as_at=1) == (
        25,
        110,
    )  # up to yesterday: the page leaves today out too


def test_a_past_day_is_counted_as_it_was(world, story):
    assert count(world, "children-without-lead", since=95, as_at=95) == (1, 1)  # opened, nobody leads yet
    assert count(world, "children-without-lead", since=90, as_at=90) == (0, 1)  # Cara leads from that day
    assert count(world, "children-without-lead", since=25, as_at=25) == (1, 2)  # nobody leads the second
    assert count(world, "children-without-lead", since=15, as_at=15) == (0, 1)  # which ended 20 days ago
    assert count(world, "children-without-lead", since=2, as_at=2) == (1, 1)  # she stopped 5 days ago
    assert count(world, "on-time", since=60, as_at=39) == (0, 1)  # due 40 days ago, held two days later
    assert count(world, "on-time", since=60, as_at=41) == (0, 0)
    assert count(world, "on-time", since=60, as_at=9) == (0, 2)  # and the next one, due 10 days ago
    assert count(world, "voices-meeting", since=365, as_at=71) == (0, 0)
    assert count(world, "voices-meeting", since=365, as_at=70) == (1, 1)


def test_of_days_without_a_lead_only_the_few_who_had_such_a_day_are_kept_back(world, story):
    """That few were led on every day says nothing of how many days there were without a lead."""
    with opened(world.everything.viewer("councillor")):
        asked = Asked(world.everything.ashby, on(30), on(1), {"where": ""})
        found = register.measure("without-lead").count(asked)
    assert found.counted_children is not None and found.other_children is None


def test_a_fact_is_taken_of_the_tables_and_small_numbers_are_kept_back(world, story):
    from dataclasses import replace

    manager = replace(world.asha, duties=world.asha.duties | {Duty.SEE_COUNTS})
    with acting(manager, now=NOW) as by:
        fact = services.take("voices-meeting", parameters={}, as_at=TODAY, by=by, at=NOW)
        assert fact.value is None and "fewer than 5" in fact.shown
        assert queries.again(fact.ref).is_same
        none = services.take(
            "voices-meeting", parameters={}, as_at=TODAY - timedelta(days=200), by=by, at=NOW
        )
        assert none.shown == "None: no meetings held"


def test_every_measure_says_what_it_counts(world):
    found = queries.measures()
    assert len(found) >= 6 and len({each.title for each in found}) == len(found)
    for each in found:
        assert each.sentence.endswith(".") and each.title[0].isupper() and each.bottom and each.top
        assert (each.unit is Unit.DAYS) == ("middle" in each.sentence or "half of" in each.sentence)
    assert {each.name for each in found} & set(COUNTS)


def test_places_are_areas_and_localities_of_the_authority(world):
    places = dict(register.places(world.everything.ashby, on=TODAY))
    assert places[""] == "The whole area"
    assert all(words.startswith("Agencies in ") for key, words in places.items() if key)
    for where in places:
        count(world, "joined", where=where)
