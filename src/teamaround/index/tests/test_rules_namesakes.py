"""Namesakes of another date of birth who are not fetched: no row would be laid to any of them."""

from datetime import date

from hypothesis import given

from teamaround.index.rules import (
    NAMES_ALONE,
    Kind,
    are_born_apart,
    judge,
    keys,
    look_up_keys,
    traits_of,
)

from .written import SALT, candidate, people


def is_left_out(row, child):
    narrow = look_up_keys(row, salt=SALT).narrow
    shared = {kind for kind, _ in narrow & keys(child, salt=SALT)}
    miswritten = any(
        number.kind == "nhs_number" and not number.passes_check for number in (*row.numbers, *child.numbers)
    )
    return (
        bool(shared) and shared <= NAMES_ALONE and not miswritten and are_born_apart(row.births, child.births)
    )


@given(people, people)
def test_nobody_to_whom_a_row_is_laid_is_left_out(row, child):
    if is_left_out(row, child):
        assert judge(traits_of(row), [candidate(1, child)]).kind is not Kind.MATCH


def test_dates_are_apart_when_they_differ_by_more_than_a_slip():
    day = date(2015, 4, 23)
    assert are_born_apart((day,), (date(2012, 11, 6),))
    assert not are_born_apart((day,), (date(2015, 4, 24),))
    assert not are_born_apart((day,), ())
    assert not are_born_apart((day,), (date(2012, 11, 6), day))
