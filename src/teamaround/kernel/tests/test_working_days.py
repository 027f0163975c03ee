from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.kernel.working_days import (
    WithOwnDays,
    add_working_days,
    bank_holidays,
    between,
    is_working_day,
)

days = st.dates(date(2015, 1, 1), date(2030, 1, 1))
ENGLAND = bank_holidays()


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 3, 20), 1, date(2026, 3, 23)),
        (date(2026, 12, 24), 1, date(2026, 12, 29)),
        (date(2026, 4, 2), 1, date(2026, 4, 7)),
        (date(2026, 3, 21), 0, date(2026, 3, 21)),
        (date(2026, 3, 23), -1, date(2026, 3, 20)),
    ],
)
def test_counting_on(start, count, end):
    assert add_working_days(start, count, ENGLAND) == end


def test_the_bank_holidays_are_those_of_england():
    assert date(2022, 9, 19) in ENGLAND
    assert date(2026, 3, 17) not in ENGLAND


def test_an_authority_may_have_days_of_its_own():
    shut = WithOwnDays(ENGLAND, [date(2026, 12, 29), date(2026, 12, 30)])
    assert add_working_days(date(2026, 12, 24), 1, shut) == date(2026, 12, 31)
    assert date(2026, 12, 25) in shut
    assert not is_working_day(date(2026, 12, 29), shut)


@given(days, st.integers(1, 60))
def test_what_is_added_lies_between(start, count):
    end = add_working_days(start, count, ENGLAND)
    assert is_working_day(end, ENGLAND)
    assert between(start, end, ENGLAND) == count


@given(days, days)
def test_between_is_the_same_backwards(one, other):
    assert between(one, other, ENGLAND) == -between(other, one, ENGLAND)


@given(days)
def test_nothing_lies_between_a_day_and_itself(day):
    assert between(day, day, ()) == 0
    assert between(day, day + timedelta(days=7), ()) == 5
