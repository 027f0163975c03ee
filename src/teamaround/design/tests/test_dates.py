from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from teamaround.design.dates import MONTHS, DayMonthYear, PartDate, ThreeBoxes, boxes

BORN = DayMonthYear(label="Date of birth")
PARTLY = DayMonthYear(label="Date of birth", partial=True, required=False)


def said(field, *typed):
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    return refused.value.messages[0], refused.value.params["parts"]


@pytest.mark.parametrize("month", ["3", "03", "mar", "Mar", "march", "MARCH"])
def test_a_month_may_be_a_number_or_a_name(month):
    assert BORN.clean(("27", month, "2017")) == date(2017, 3, 27)


def test_september_is_often_written_with_four_letters():
    assert BORN.clean(("1", "sept", "2017")) == date(2017, 9, 1)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)), st.booleans())
def test_every_date_comes_back_from_its_boxes(day, named):
    month = MONTHS[day.month - 1] if named else str(day.month)
    assert BORN.clean((str(day.day), month, str(day.year))) == day
    assert BORN.clean(boxes(day)) == day


@given(st.tuples(*[st.text(max_size=6)] * 3))
def test_whatever_is_typed_gives_a_date_or_a_sentence(typed):
    try:
        found = BORN.clean(typed)
    except ValidationError as refused:
        assert all(refused.messages)
    else:
        assert isinstance(found, date)


@pytest.mark.parametrize(
    ("typed", "sentence", "parts"),
    [
        (("27", "3", ""), "Date of birth must include a year", ("year",)),
        (("", "", "2017"), "Date of birth must include a day and a month", ("day", "month")),
        (("27", "3", "17"), "Date of birth: the year must be 4 numbers, like 2017", ("year",)),
        (("32", "3", "2017"), "Date of birth: the day must be a number from 1 to 31", ("day",)),
        (("30", "2", "2017"), "Date of birth: February 2017 has no day 30", ("day",)),
        (("3", "13", "2017"), None, ("month",)),
        (("3", "ma", "2017"), None, ("month",)),
        (("3", "3", "1066"), "Date of birth: check the year", ("year",)),
    ],
)
def test_what_is_wrong_is_named(typed, sentence, parts):
    told, wrong = said(BORN, *typed)
    assert wrong == parts
    assert sentence in (None, told)


def test_a_part_of_a_date_is_kept_as_a_part():
    assert PARTLY.clean(("", "", "2017")) == PartDate(2017)
    assert PARTLY.clean(("", "mar", "2017")) == PartDate(2017, 3)
    assert PARTLY.clean(("", "", "")) is None
    assert said(PARTLY, "4", "", "2017") == ("Date of birth must include a month", ("month",))


def test_a_part_date_spans_the_days_that_it_may_be():
    assert (PartDate(2016, 2).first, PartDate(2016, 2).last) == (date(2016, 2, 1), date(2016, 2, 29))
    assert PartDate(2017).last == date(2017, 12, 31)


def test_a_whole_date_in_the_first_box_is_shared_out():
    data = {"born-day": "27/3/2017", "born-month": "", "born-year": ""}
    assert ThreeBoxes().value_from_datadict(data, {}, "born") == ("27", "3", "2017")
