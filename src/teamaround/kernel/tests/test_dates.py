from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.kernel.dates import DateForm, detect, parse
from teamaround.kernel.refusal import Refusal

LATEST = date(2026, 11, 21)
births = st.dates(date(1990, 1, 1), LATEST)
written = {
    DateForm.YEAR_MONTH_DAY: "%Y-%m-%d",
    DateForm.DAY_MONTH_YEAR: "%d/%m/%Y",
    DateForm.MONTH_DAY_YEAR: "%m/%d/%Y",
    DateForm.COMPACT: "%Y%m%d",
    DateForm.DAY_NAMED_MONTH: "%d-%b-%Y",
    DateForm.DAY_MONTH_SHORT_YEAR: "%d/%m/%y",
    DateForm.MONTH_DAY_SHORT_YEAR: "%m/%d/%y",
}


@pytest.mark.parametrize(
    ("values", "form"),
    [
        (["2015-03-04", "2014-12-31"], DateForm.YEAR_MONTH_DAY),
        (["2015/03/04", "2014-12-31T00:00:00"], DateForm.YEAR_MONTH_DAY),
        (["03/04/2015", "13/04/2015"], DateForm.DAY_MONTH_YEAR),
        (["03/04/2015", "04/13/2015"], DateForm.MONTH_DAY_YEAR),
        (["20150304"], DateForm.COMPACT),
        ([20150304.0], DateForm.COMPACT),
        (["01-Jan-2015", "3 March 2014", "2nd Feb 2012"], DateForm.DAY_NAMED_MONTH),
        (["29/04/15", "01/02/14"], DateForm.DAY_MONTH_SHORT_YEAR),
        ([datetime(2015, 1, 2), None], DateForm.YEAR_MONTH_DAY),
    ],
)
def test_a_column_that_says_its_form(values, form):
    found = detect(values, latest=LATEST)
    assert (found.form, found.certain) == (form, True)


@pytest.mark.parametrize(
    "values",
    [
        ["03/04/2015", "05/06/2014"],
        ["13/04/2015", "04/13/2015"],
        ["03/04/15"],
        ["13/04/15"],
        ["2015-03-04", "03/04/2015"],
        [42000, 42001],
        ["", None],
        ["soon", "not known"],
    ],
)
def test_a_column_that_does_not_is_never_certain(values):
    assert not detect(values, latest=LATEST).certain


def test_what_could_be_read_in_two_ways_is_shown():
    found = detect(["03/04/2015"], latest=LATEST)
    assert found.choices == (DateForm.DAY_MONTH_YEAR, DateForm.MONTH_DAY_YEAR)
    assert found.examples == ("03/04/2015",)
    assert "cannot be told apart" in found.evidence


def test_a_few_strays_are_refused_by_themselves_and_leave_the_form_plain():
    found = detect(["13/04/2015"] * 99 + ["2015-04-13", "rubbish"], latest=LATEST)
    assert (found.form, found.certain, found.unreadable) == (DateForm.DAY_MONTH_YEAR, True, 2)


def test_many_strays_make_it_uncertain():
    found = detect(["13/04/2015"] * 9 + ["2015-04-13"], latest=LATEST)
    assert not found.certain
    assert set(found.choices) == {DateForm.DAY_MONTH_YEAR, DateForm.MONTH_DAY_YEAR, DateForm.YEAR_MONTH_DAY}


@given(st.lists(births, min_size=1), st.sampled_from(sorted(written)))
def test_a_certain_form_reads_back_every_date(days, form):
    values = [day.strftime(written[form]) for day in days]
    found = detect(values, latest=LATEST)
    if found.certain:
        assert [parse(value, found.form, latest=LATEST) for value in values] == days


@given(births, st.sampled_from(sorted(written)))
def test_what_is_written_in_a_form_is_read_in_it(day, form):
    assert parse(day.strftime(written[form]), form, latest=LATEST) == day


def test_day_numbers_of_a_spreadsheet():
    assert parse(42005, DateForm.SERIAL, latest=LATEST) == date(2015, 1, 1)
    assert parse("42005.0", DateForm.SERIAL, latest=LATEST) == date(2015, 1, 1)


def test_two_digit_years_lie_in_the_past():
    assert parse("01/02/26", DateForm.DAY_MONTH_SHORT_YEAR, latest=LATEST).year == 2026
    assert parse("01/02/27", DateForm.DAY_MONTH_SHORT_YEAR, latest=LATEST).year == 1927


def test_real_dates_need_no_form():
    assert parse(datetime(2015, 1, 2, 3), DateForm.COMPACT, latest=LATEST) == date(2015, 1, 2)
    assert parse(date(2015, 1, 2), DateForm.COMPACT, latest=LATEST) == date(2015, 1, 2)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("", "date-missing"),
        (None, "date-missing"),
        ("2015-03-04", "date-form"),
        ("01/13/2015", "date-month"),
        ("31/02/2015", "date-day"),
    ],
)
def test_refusals_say_what_to_do_and_never_repeat_the_value(value, code):
    with pytest.raises(Refusal) as refused:
        parse(value, DateForm.DAY_MONTH_YEAR, latest=LATEST)
    assert refused.value.code == code
    assert not value or value not in refused.value.sentence


@given(st.text(max_size=20))
def test_no_text_is_too_odd(text):
    detect([text], latest=LATEST)
    for form in DateForm:
        with suppress(Refusal):
            parse(text, form, latest=LATEST)
