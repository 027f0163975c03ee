"""Which change could be seen, what was seen, what comes back by itself, and what a chart says: no database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.facts.rules.counting import Unit
from teamaround.facts.rules.xmr import Point, stretches
from teamaround.improvement.rules.impact import (
    Ahead,
    Number,
    ahead_of,
    check_baseline,
    check_beginning,
    in_words,
    months_between,
    what_could_be_seen,
    what_was_seen,
    why_it_may_come_back,
)
from teamaround.kernel.refusal import Refusal

MARCH = date(2027, 3, 31)
NOTHING = Number(Unit.SHARE, None, None, None)
days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def share(top, n):
    return Number(Unit.SHARE, top / n if n else None, top, n)


def months_of(*values, month=1, year=2024):
    return [
        Point(date(year + (nth + month - 1) // 12, (nth + month - 1) % 12 + 1, 1), value)
        for nth, value in enumerate(values)
    ]


def test_before_an_action_starts_it_is_said_what_could_be_seen():
    months = [share(26, 40)] * 12
    told = what_could_be_seen(
        share(312, 480), months, over=12, bottom="reviews held", ahead=Ahead(6, MARCH), spread=None
    )
    assert told == (
        "With about 40 reviews held a month, only a change of 11 points or more could be told from chance"
        " by 31 March 2027."
    )
    fewer = what_could_be_seen(
        share(4, 6), [share(1, 1)] * 12, over=6, bottom="plans", ahead=Ahead(1, MARCH), spread=None
    )
    assert "no change at all could be told" in fewer and "Ask children" in fewer
    of_the_day = what_could_be_seen(
        share(8, 40), [share(8, 40)] * 12, over=1, bottom="plans open", ahead=Ahead(6, MARCH), spread=None, is_of_the_day=True
    )  # fmt: skip
    assert "a month" not in of_the_day and of_the_day.startswith(
        "With about 40 plans open, only a change of 29"
    )


def test_what_cannot_be_said_is_not_made_up():
    months = [share(26, 40)] * 12
    ahead = Ahead(6, MARCH)
    assert "is not told" in what_could_be_seen(NOTHING, months, over=1, bottom="x", ahead=ahead, spread=None)
    none = what_could_be_seen(share(26, 40), months, over=1, bottom="x", ahead=Ahead(0, MARCH), spread=None)
    assert "no whole month" in none
    wait = Number(Unit.DAYS, 30.0, 300, 10, is_apart=True)
    assert "Fewer than 12 months" in what_could_be_seen(
        wait, [wait], over=1, bottom="x", ahead=ahead, spread=None
    )
    told = what_could_be_seen(wait, [wait] * 12, over=1, bottom="x", ahead=ahead, spread=4.0)
    assert "a change of 6 days or more" in told
    of_days = Number(Unit.SHARE, 0.2, 200, 1000, is_apart=False)
    told = what_could_be_seen(of_days, [of_days] * 12, over=1, bottom="x", ahead=ahead, spread=0.04)
    assert "By how its months go up and down, only a change of 6 points" in told


def test_a_step_is_told_with_how_far_off_it_may_be():
    assert what_was_seen(share(62, 100), share(36, 50)) == (
        "From 62% to 72%: 10 points more; allowing for chance, between 6 points fewer and 24 points more."
        " That can be chance."
    )
    sure = what_was_seen(share(200, 400), share(280, 400))
    assert "20 points more" in sure and sure.endswith("That is more than chance.")
    assert "10 points fewer" in what_was_seen(share(60, 100), share(50, 100))
    assert "no change to speak of" in what_was_seen(share(60, 100), share(60, 100))
    assert what_was_seen(NOTHING, share(1, 2)) == "" == what_was_seen(share(1, 2), share(0, 0))
    wait = Number(Unit.DAYS, 30.0, 300, 10)
    assert what_was_seen(wait, Number(Unit.DAYS, 25.0, 100, 4)) == (
        "From 30 days to 25 days. Whether that is more than chance, its months say."
    )


@given(st.integers(1, 400), st.data())
def test_a_step_within_chance_is_never_called_more(n, data):
    before, now = (share(data.draw(st.integers(0, n)), n) for _ in range(2))
    told = what_was_seen(before, now)
    assert ("That can be chance." in told) != ("more than chance." in told)
    if before == now:
        assert "That can be chance." in told


def test_a_baseline_that_is_an_extreme_says_that_it_comes_back():
    usual = [share(30, 50)] * 5 + [share(28, 50), share(33, 50)]
    lowest = why_it_may_come_back("month", [*usual, share(20, 50)])
    assert lowest.startswith("The baseline is the lowest of the last 8 months.") and "by itself" in lowest
    assert "highest" in why_it_may_come_back("month", [*usual, share(45, 50)])
    assert why_it_may_come_back("month", [*usual, share(30, 50)]) == ""
    assert why_it_may_come_back("month", [*usual, share(28, 50)]) == ""  # another was as low
    assert why_it_may_come_back("year", [*usual, share(20, 50)]) == ""
    assert why_it_may_come_back("month", [share(30, 50)] * 4 + [share(20, 50)]) == ""
    assert why_it_may_come_back("month", [*usual, NOTHING]) == ""
    old_low = [share(1, 50)] * 3 + [share(30, 50)] * 11 + [share(20, 50)]
    assert "lowest of the last 12" in why_it_may_come_back("month", old_low)


def test_a_chart_says_the_usual_the_unusual_and_when_it_cannot_say():
    def says(values, *begins):
        return in_words(stretches(months_of(*values), begins)[-1])

    steady = [0.5, 0.6] * 8
    assert says(steady) == ["Nothing but the usual up and down."]
    assert says([*steady, 0.95]) == ["May 2025 lies above the usual up and down."]
    assert says([*[0.5, 0.6] * 12, 0.95, 0.5, 0.9, 0.1]) == [
        "2 months lie above the usual up and down, the last of them March 2026.",
        "April 2026 lies below the usual up and down.",
    ]
    assert says([0.5, 0.6] * 12 + [0.5] * 9) == ["9 months in a row below the average, up to September 2026."]
    assert "11 months are known" in says([0.5] * 11)[0] and "1 month is known" in says([0.5])[0]
    assert "No months are known" in says([None, None])[0]
    assert "1 month is known" in says([*steady, 0.95], date(2025, 5, 1))[0]


@given(days, days)
def test_months_ahead_are_whole_and_over(starts_on, review_on):
    ahead = ahead_of(starts_on, review_on)
    assert 0 <= ahead.months <= months_between(starts_on, review_on)
    if review_on < starts_on:
        assert ahead.months == 0


def test_months_are_counted_from_the_first_whole_one():
    assert months_between(date(2026, 9, 1), date(2026, 11, 22)) == 3
    assert months_between(date(2026, 9, 2), date(2026, 11, 22)) == 2
    assert ahead_of(date(2026, 9, 1), date(2026, 11, 30)).months == 3
    assert ahead_of(date(2026, 9, 2), date(2026, 11, 22)).months == 1


def test_a_baseline_is_changed_for_a_reason_and_a_beginning_has_one():
    check_baseline(has_started=False, is_first=False, because="")
    check_baseline(has_started=True, is_first=True, because="")
    with pytest.raises(Refusal, match="has started"):
        check_baseline(has_started=True, is_first=False, because=" ")
    known = [date(2026, 9, 1), date(2026, 10, 1)]
    check_beginning(known[1], known, because="A new form")
    for month, because in ((known[0], "x"), (date(2026, 12, 1), "x"), (known[1], " ")):
        with pytest.raises(Refusal):
            check_beginning(month, known, because=because)
