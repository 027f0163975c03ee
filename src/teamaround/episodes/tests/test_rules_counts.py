"""What each number says, what is kept back from those who never see a child, and over which days it goes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.accounts.rules import Duty
from teamaround.agencies.rules import check_review_cycle
from teamaround.assessments.rules import library
from teamaround.assessments.rules.definition import Box
from teamaround.assessments.rules.voices import heard
from teamaround.episodes.queries.counting import BEHIND
from teamaround.episodes.rules import counts, periods
from teamaround.episodes.rules.counts import COUNTS, KEPT_BACK, NOT_SHOWN, Figure, Unit, tell, tell_each
from teamaround.episodes.rules.seeing_counts import may_set_cycle, sees_aggregates_only
from teamaround.episodes.rules.small_numbers import kept_back
from teamaround.kernel.few import FEWEST
from teamaround.kernel.refusal import Refusal

TODAY = date(2026, 11, 20)
cells = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 60), max_size=12)


def test_every_number_has_one_sentence_and_rows_behind_it():
    assert set(COUNTS) == set(BEHIND)
    for key, count in COUNTS.items():
        assert count.key == key and count.sentence.endswith(".") and ". " not in count.sentence
        assert count.top and count.bottom
        assert count.others or count.unit is not Unit.SHARE


@given(cells)
def test_no_cell_is_kept_back_alone_and_no_small_one_is_told(column):
    hidden = kept_back(column)
    assert {key for key, number in column.items() if number < FEWEST} <= hidden
    assert len(hidden) != 1 or len(column) == 1
    if len(hidden) > 2:
        assert all(column[key] < FEWEST for key in hidden)


@given(st.integers(0, 200), st.integers(0, 200), st.sampled_from(sorted(COUNTS)))
def test_a_councillor_never_reads_a_number_about_fewer_than_five_children(above, others, key):
    figure = Figure(above, above + others, None, above + others, above, others)
    told = tell(COUNTS[key], figure, is_guarded=True)
    if above + others < FEWEST:
        assert told.bottom == told.top == KEPT_BACK and not any(letter.isdigit() for letter in told.number)
    elif COUNTS[key].others and (above if COUNTS[key].is_of_days else min(above, others)) < FEWEST:
        assert str(above) not in told.top and str(above) not in told.number
        assert not any(letter.isdigit() for letter in told.number)


def test_few_who_were_led_on_every_day_do_not_make_nearly_all_days_without_a_lead():
    figure = Figure(919, 4663, None, 47, counted_children=44, other_children=3)
    told = tell(COUNTS["without-lead"], figure, is_guarded=True)
    assert told.number == "20%" and told.of.startswith("919 of 4,663")
    few = tell(COUNTS["without-lead"], Figure(20, 4663, None, 47, 3, 44), is_guarded=True)
    assert not any(letter.isdigit() for letter in few.number)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=2, max_size=8))
def test_what_is_kept_back_of_a_divided_number_cannot_be_worked_out(rows):
    figures = {place: Figure(a, a + b, None, a + b, a, b) for place, (a, b) in enumerate(rows)}
    told = tell_each(COUNTS["on-time"], figures, is_guarded=True)
    for place, (a, b) in enumerate(rows):
        if min(a, b) < FEWEST:
            assert told[place].number == NOT_SHOWN
    assert sum(one.number == NOT_SHOWN for one in told.values()) != 1
    assert sum(one.bottom == KEPT_BACK for one in told.values()) != 1


def test_numbers_in_words():
    share, each, days, hours = (
        COUNTS[key] for key in ("on-time", "per-child", "first-meeting", "meeting-time")
    )
    assert tell(share, Figure(31, 40), is_guarded=False).number == "78%"
    assert tell(share, Figure(31, 40), is_guarded=False).of == "31 of 40 reviews whose day fell in the period"
    assert tell(share, Figure(999, 1000), is_guarded=False).number == "99%"
    assert tell(share, Figure(1, 1000), is_guarded=False).number == "1%"
    assert tell(each, Figure(44, 40), is_guarded=False).number == "1.1"
    assert tell(days, Figure(480, 40), is_guarded=False).number == "12 days"
    assert tell(hours, Figure(18_720, 120), is_guarded=False).of == "312 hours, 120 meetings"
    assert tell(share, Figure(), is_guarded=False).number == counts.NONE
    assert tell(each, Figure(41, 40, None, 40, 40, 0), is_guarded=True).of == "40 children"


@given(st.dates(date(2020, 1, 1), date(2040, 12, 31)))
def test_a_year_has_twelve_months_and_the_fixed_ones_end_with_a_quarter(until):
    year = periods.a_year_up_to(until)
    assert year.until == until and 365 <= (year.until - year.since).days + 1 <= 367
    offered = periods.years_by_quarter(until)
    assert len(offered) == 4 and all(one.until < until for one in offered)
    assert all((one.until + timedelta(1)).day == 1 and one.until.month % 3 == 0 for one in offered)
    assert offered[0].until > until - timedelta(days=93)


@pytest.mark.parametrize(
    ("since", "until", "code"),
    [
        (None, TODAY, "since"), (TODAY, None, "until"), (TODAY, TODAY - timedelta(1), "order"),
        (TODAY, TODAY + timedelta(1), "ahead"), (date(2016, 1, 1), TODAY, "long"),
    ],
)  # fmt: skip
def test_days_that_cannot_be_counted_over(since, until, code):
    with pytest.raises(Refusal) as refusal:
        periods.check_period(since, until, today=TODAY)
    assert refusal.value.code == code


def test_r25_who_sees_what():
    assert sees_aggregates_only(frozenset({Duty.SEE_COUNTS, Duty.READ_AUDIT}))
    assert not sees_aggregates_only(frozenset({Duty.SEE_COUNTS, Duty.FIND_CHILDREN}))
    assert may_set_cycle(frozenset({Duty.SEE_COUNTS, Duty.WRITE_ASSESSMENTS}))
    assert not may_set_cycle(frozenset({Duty.SEE_COUNTS})) and not may_set_cycle(
        frozenset({Duty.WRITE_ASSESSMENTS})
    )


def test_a_cycle_has_weeks_and_a_day_that_is_not_over():
    assert check_review_cycle(8, TODAY, today=TODAY) == (8, TODAY)
    for weeks, starts_on, code in (
        (0, TODAY, "weeks"),
        (53, TODAY, "weeks"),
        (8, None, "starts"),
        (8, TODAY - timedelta(1), "past"),
    ):
        with pytest.raises(Refusal) as refusal:
            check_review_cycle(weeks, starts_on, today=TODAY)
        assert refusal.value.code == code


def test_whose_voice_is_kept_in_an_assessment():
    form = next(one for one in library.forms() if one.key == library.COMMON)

    def voices(**texts):
        found = heard(
            form,
            {Box(*name.split("__")) if "__" in name else Box(name): text for name, text in texts.items()},
        )
        return found.child, found.parent

    assert voices() == (False, False)
    assert voices(child_says="I like the dog", parent_comments="Yes") == (True, True)
    assert voices(child_says="  ", child_said_how="drew it") == (False, False)
    assert voices(behaviour__view="parent,worker", behaviour__needs="Shouts") == (False, True)
    assert voices(behaviour__view="child") == (False, False)
