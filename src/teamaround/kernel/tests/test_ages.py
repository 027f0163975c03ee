from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.kernel import ages

days = st.dates(date(1990, 1, 1), date(2030, 1, 1))


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        (date(2015, 3, 27), date(2026, 3, 26), 10),
        (date(2015, 3, 27), date(2026, 3, 27), 11),
        (date(2012, 2, 29), date(2026, 2, 28), 13),
        (date(2012, 2, 29), date(2026, 3, 1), 14),
        (date(2026, 3, 27), date(2026, 3, 1), -1),
    ],
)
def test_age(born, on, age):
    assert ages.age_on(born, on) == age


@pytest.mark.parametrize(
    ("later", "words"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (13, "13 days"),
        (14, "2 weeks"),
        (100, "3 months"),
        (366, "12 months"),
        (800, "2 years"),
        (-3, "not yet born"),
    ],
)
def test_age_in_words(later, words):
    born = date(2020, 1, 1)
    assert ages.age_in_words(born, born + timedelta(days=later)) == words


def test_pregnancy():
    today = date(2026, 5, 1)
    assert ages.is_plausible_expected_date(today + timedelta(days=280), today)
    assert not ages.is_plausible_expected_date(today + timedelta(days=281), today)
    assert ages.is_plausible_expected_date(today - timedelta(days=21), today)
    assert not ages.is_plausible_expected_date(today - timedelta(days=22), today)
    assert ages.weeks_of_pregnancy(today + timedelta(days=70), today) == 30


def test_dates_in_words():
    today = date(2017, 3, 27)
    assert ages.in_words(today) == "27 March 2017"
    said = {
        0: "today",
        1: "tomorrow",
        -1: "yesterday",
        3: "in three days",
        -10: "10 days ago",
        15: "in two weeks",
        90: "25 June 2017",
    }
    assert {ahead: ages.near_in_words(today + timedelta(days=ahead), today) for ahead in said} == said


@given(days, days)
def test_age_grows_by_one_on_each_birthday(born, on):
    assert ages.age_on(born, on + timedelta(days=1)) - ages.age_on(born, on) in (0, 1)
    assert ages.age_on(born, on) == ages.months_on(born, on) // 12
