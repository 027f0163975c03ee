"""Intervals, periods, what is kept back and how a number is told: no database."""

import re
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from teamaround.facts.rules.counting import Asked, Counted, Unit, Words, interval, source_hash, value
from teamaround.facts.rules.intervals import of_difference, of_rates, wilson
from teamaround.facts.rules.periods import Over, check_as_at, month_end, month_ends_before, months_of, since
from teamaround.facts.rules.small_numbers import KeptBack, kept_back
from teamaround.facts.rules.telling import between, percent, shown
from teamaround.kernel.few import FEWEST
from teamaround.kernel.refusal import Refusal

from .conftest import SHEEP, among

small = st.integers(0, 12)
flocks = st.tuples(small, small).map(lambda told: among(told[0], told[0] + told[1]))
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
MEALS = Words("meals", "Meals", "Meals.", Unit.NUMBER, "meals", "meals")
WAIT = Words("wait", "Wait", "Days.", Unit.DAYS, "days", "plans")


# Wilson's interval as others print it (Newcombe 1998, table I: 81 of 263, 15 of 148, 0 of 20, 1 of 29)
@pytest.mark.parametrize(
    ("seen", "among_all", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_as_printed(seen, among_all, low, high):
    found = wilson(seen, among_all)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


# Newcombe 1998 b, method 10: 56 of 70 and 48 of 80; 9 of 10 and 3 of 10
@pytest.mark.parametrize(
    ("told", "low", "high"), [((56, 70, 48, 80), 0.0524, 0.3339), ((9, 10, 3, 10), 0.1705, 0.8090)]
)
def test_a_difference_as_printed(told, low, high):
    found = of_difference(*told)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(st.integers(1, 5_000), st.data())
def test_an_interval_holds_what_was_seen(among_all, data):
    seen = data.draw(st.integers(0, among_all))
    found = wilson(seen, among_all)
    assert 0 <= found.low <= seen / among_all + 1e-12 and seen / among_all - 1e-12 <= found.high <= 1


def test_rates_that_do_not_differ_hold_none():
    found = of_rates(12, 3, 48, 12)
    assert found.low < 0 < found.high
    assert of_rates(300, 3, 48, 12).low > 0


@given(days, st.integers(1, 60))
def test_a_time_is_whole_months_up_to_its_day(day, months):
    first = since(day, months_of(str(months)))
    assert first.day == 1 and first <= day
    assert (day.year - first.year) * 12 + day.month - first.month + 1 == months


def test_a_time_has_a_name_or_a_number_of_months():
    assert [months_of(over) for over in Over] == [1, 3, 12]
    for wrong in ("", "0", "61", "999", "a week", "-3", "1.5", "²"):
        with pytest.raises(Refusal, match="1 to 60 months"):
            months_of(wrong)


@given(days, st.integers(1, 30))
def test_months_that_were_over_follow_one_another(day, many):
    ends = month_ends_before(day, many)
    assert len(ends) == many and ends[-1] < day.replace(day=1)
    for one, next_one in pairwise(ends):
        assert month_end(one + timedelta(days=1)) == next_one


def test_nothing_is_counted_ahead():
    check_as_at(date(2026, 11, 20), today=date(2026, 11, 20))
    with pytest.raises(Refusal, match="has not come"):
        check_as_at(date(2026, 11, 21), today=date(2026, 11, 20))


# ---------------------------------------------------------------- kept back


@given(flocks)
def test_no_number_about_one_to_four_children_is_ever_told(counted):
    kept = kept_back(counted)
    told = [
        int(each.replace(",", "")) for each in re.findall(r"\d[\d,]*(?!\d*%)", shown(SHEEP, counted, kept))
    ]
    hidden = {each for each in (counted.top, counted.n - counted.top, counted.n) if 0 < each < FEWEST}
    if not hidden:
        assert kept is KeptBack.NOTHING
        return
    assert kept
    assert "fewer than 5" in shown(SHEEP, counted, kept)
    assert set(told) <= {FEWEST, counted.n}  # the five of "fewer than 5", and what is below the line
    if 0 < counted.n < FEWEST:
        assert counted.n not in told


def test_nobody_at_all_and_everybody_may_be_told():
    for counted, told in ((among(0, 40), "0% (0 of 40 sheep)"), (among(40, 40), "100% (40 of 40 sheep)")):
        assert kept_back(counted) is KeptBack.NOTHING
        assert shown(SHEEP, counted, KeptBack.NOTHING) == told
    assert shown(SHEEP, among(0, 0), KeptBack.NOTHING) == "None: no sheep"


def test_what_is_kept_back_is_said_in_words():
    for counted, told in (
        (among(2, 3), "It is about fewer than 5 children: too few to show"),
        (among(3, 40), "About fewer than 5 children, of 40 sheep"),
        (among(38, 40), "All but those about fewer than 5 children, of 40 sheep"),
    ):
        assert shown(SHEEP, counted, kept_back(counted)) == told
    assert "beside it" in shown(SHEEP, among(9, 20), KeptBack.BESIDE)
    assert shown(MEALS, Counted(3, 3, None, 3), KeptBack.TOP) == "Fewer than 5"


def test_numbers_and_days_are_told_plainly():
    assert shown(MEALS, Counted(1200, 1200, None, 300), KeptBack.NOTHING) == "1,200 meals"
    assert shown(WAIT, Counted(90, 9, 11.0, 9), KeptBack.NOTHING) == "11 days (9 plans)"
    assert shown(WAIT, Counted(9, 9, 1.0, 9), KeptBack.NOTHING) == "1 day (9 plans)"
    assert value(WAIT, Counted(0, 0)) is None and value(MEALS, Counted(0, 0)) == 0
    assert interval(WAIT, Counted(90, 9, 11.0)) is None
    assert between(interval(SHEEP, among(50, 100))) == "between 40% and 60%" and between(None) == ""


@given(st.integers(1, 100_000), st.data())
def test_a_percentage_says_all_or_none_only_when_it_is(n, data):
    top = data.draw(st.integers(0, n))
    assert (percent(top / n) == "100%") == (top == n) and (percent(top / n) == "0%") == (top == 0)


# ---------------------------------------------------------------- the hash


@given(flocks, flocks, days, days)
def test_the_hash_is_of_the_question_and_of_what_was_counted(one, other, day, next_day):
    assume(day != next_day)
    asked = Asked(1, day.replace(day=1), day, {"where": "", "over": "month"})
    again = Asked(1, day.replace(day=1), day, {"over": "month", "where": ""})
    assert source_hash(SHEEP, asked, one) == source_hash(SHEEP, again, one)
    assert (source_hash(SHEEP, asked, one) == source_hash(SHEEP, asked, other)) == (one == other)
    later = Asked(1, day.replace(day=1), next_day, asked.parameters)
    assert source_hash(SHEEP, asked, one) != source_hash(SHEEP, later, one)
