"""Limits, signals and which change could be seen: against published numbers, and on series that are made up."""

import random
from datetime import date
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.facts.rules.detectable import (
    change_in_days,
    change_in_number,
    change_in_share,
    scatter,
)
from teamaround.facts.rules.xmr import (
    FEWEST,
    RUN,
    SETTLED_BY,
    Limits,
    Point,
    Stretch,
    limits,
    signals,
    stretches,
)

GOLDEN = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
values = st.floats(0, 100, allow_nan=False)


def months(many):
    return [date(2020 + nth // 12, nth % 12 + 1, 1) for nth in range(many)]


def points(found):
    return [Point(month, value) for month, value in zip(months(len(found)), found, strict=True)]


def test_limits_as_the_health_service_prints_them():
    """The series of the vignette of NHSRplotthedots: 1.94, and 4.6 once the two great steps are left out."""
    drawn = limits(GOLDEN)
    assert (round(drawn.centre, 3), round(drawn.low, 3), round(drawn.high, 3)) == (1.944, -0.716, 4.604)
    (signal,) = signals(Stretch(tuple(points(GOLDEN)), drawn, len(GOLDEN)))
    assert (signal.month, signal.is_above, signal.months) == (date(2020, 5, 1), True, 1)


@given(st.lists(values, max_size=60))
def test_limits_are_drawn_from_twelve_months_on_and_settled_by_twenty_four(found):
    drawn = limits(found)
    assert (drawn is None) == (not found)
    if drawn is not None:
        assert (drawn.low is None) == (len(found) < FEWEST)
        assert drawn == limits(found[:SETTLED_BY])
        if drawn.low is not None:
            assert drawn.low <= drawn.centre <= drawn.high
            assert drawn.spread == pytest.approx((drawn.high - drawn.centre) / 3)


@given(st.lists(values, min_size=FEWEST, max_size=40), st.floats(-50, 50), st.floats(0.1, 10))
def test_limits_move_and_stretch_with_what_is_measured(found, by, times):
    one, other = limits(found), limits([value * times + by for value in found])
    assert other.centre == pytest.approx(one.centre * times + by, abs=1e-6)
    assert other.high - other.centre == pytest.approx((one.high - one.centre) * times, abs=1e-6)


def test_eight_in_a_row_are_a_signal_and_seven_are_none():
    drawn = Limits(5.0, 0.0, 10.0, 5 / 3)

    def found(row):
        return signals(Stretch(tuple(points(row)), drawn, len(row)))

    assert found([4, 6] * 6) == [] and found([4] + [6] * (RUN - 1) + [4]) == []
    (run,) = found([4] + [6] * 9 + [4])
    assert (run.months, run.is_above, run.month) == (9, True, date(2020, 10, 1))
    (run,) = found([6] + [4] * RUN)
    assert not run.is_above and run.months == RUN
    assert found([6] * 5 + [5] + [6] * 5) == []  # one upon the average ends it
    assert found([6] * 5 + [None] + [6] * 5) == []  # so does a month of which nothing is told
    assert [each.months for each in found([6] * 8 + [4] * 8)] == [8, 8]


@given(st.floats(0, 1), st.integers(FEWEST, 40))
def test_months_that_are_all_the_same_say_nothing(value, many):
    (only,) = stretches(points([value] * many))
    assert signals(only) == []


def test_without_limits_nothing_is_a_signal():
    (only,) = stretches(points([1] * 3 + [90] + [9] * 7))
    assert only.limits.low is None and signals(only) == []
    (empty,) = stretches(points([None] * 4))
    assert empty.limits is None and empty.told == 0 and signals(empty) == []
    assert stretches([])[0].points == ()


@given(st.lists(values | st.none(), min_size=1, max_size=40), st.sets(st.integers(0, 45)))
def test_a_new_beginning_cuts_and_loses_no_month(found, marks):
    row = points(found)
    begins = [months(46)[mark] for mark in marks]
    cut = stretches(row, begins)
    assert [point for each in cut for point in each.points] == row
    assert len(cut) == 1 + sum(row[0].month < mark <= row[-1].month for mark in begins)
    assert all(each.points for each in cut)


def test_steady_months_seldom_cry_wolf():
    """Two years of a steady share among forty: at most one chart in four says anything at all."""
    chance = random.Random(7)
    cried = 0
    for _ in range(300):
        row = [sum(chance.random() < 0.6 for _ in range(40)) / 40 for _ in range(24)]
        cried += bool(signals(stretches(points(row))[0]))
    assert cried / 300 < 0.25


# ---------------------------------------------------------------- which change could be seen


@pytest.mark.parametrize(
    ("share", "among", "change"),
    [(0.5, 388, 0.10), (0.5, 1565, 0.05), (0.1, 199, 0.10), (0.2, 294, 0.10)],
)
def test_the_change_that_textbooks_give_for_eighty_in_a_hundred(share, among, change):
    """Fleiss, Levin and Paik (2003), table A.3, without its correction: so many in each for such a step."""
    found = change_in_share(share, among, among)
    assert found == pytest.approx(change, abs=0.004)


@given(st.floats(0.02, 0.98), st.integers(5, 5_000), st.integers(5, 5_000))
def test_more_to_count_shows_a_smaller_change(share, among, after):
    found, more = change_in_share(share, among, after), change_in_share(share, among * 2, after * 2)
    if found is not None:
        assert 0 < found <= 1
        assert more is not None and more <= found + 1e-9
        rough = change_in_share(share, among, after, scattered=2)
        assert rough is None or rough >= found - 1e-9
    assert change_in_share(share, 0, after) is None and change_in_share(share, among, 0) is None


def test_with_very_few_no_change_at_all_could_be_seen():
    assert change_in_share(0.5, 2, 2) is None


@pytest.mark.parametrize("seed", range(3))
def test_four_of_five_real_changes_of_that_size_are_seen(seed):
    chance = random.Random(seed)
    among = after = 200
    change = change_in_share(0.4, among, after)

    def seen():
        before = sum(chance.random() < 0.4 for _ in range(among)) / among
        later = sum(chance.random() < 0.4 + change for _ in range(after)) / after
        pooled = (before + later) / 2
        return abs(later - before) > 1.96 * sqrt(pooled * (1 - pooled) * (1 / among + 1 / after))

    assert 0.74 < sum(seen() for _ in range(600)) / 600 < 0.90


def test_numbers_and_days_have_a_smallest_change_too():
    assert change_in_number(40, 12, 6) == pytest.approx(2.8016 * sqrt(40 * (1 / 12 + 1 / 6)), abs=0.001)
    assert change_in_number(40, 12, 12) < change_in_number(40, 12, 6)
    assert change_in_number(40, 0, 6) is None and change_in_days(None, 12, 6) is None
    assert change_in_days(3.0, 12, 6) == pytest.approx(2.8016 * 3 * 0.5, abs=0.001)


def test_scatter_is_once_for_chance_and_more_for_more():
    chance = random.Random(3)
    steady = [(sum(chance.random() < 0.5 for _ in range(50)), 50) for _ in range(24)]
    assert 1 <= scatter(steady) < 2
    assert scatter([(45, 50), (5, 50)] * 12) > 5
    assert scatter([(45, 50), (5, 50)]) == 1.0 and scatter([(0, 50)] * 24) == 1.0
