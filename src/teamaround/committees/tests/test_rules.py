"""Names and titles follow each other; a body has one chair, a post one holder."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.committees.rules import bodies as rules
from teamaround.committees.rules.bodies import Capacity, Span
from teamaround.kernel.refusal import Refusal

DAYS = st.dates(date(1998, 1, 1), date(2027, 1, 1))


@st.composite
def spans(draw):
    start = draw(DAYS)
    length = draw(st.none() | st.integers(0, 4000))
    return Span(start, None if length is None else start + timedelta(days=length))


@given(spans(), spans(), DAYS)
def test_two_spans_overlap_when_a_day_lies_in_both(one, other, day):
    assert rules.overlaps(one, other) == rules.overlaps(other, one)
    if rules.holds(one, day) and rules.holds(other, day):
        assert rules.overlaps(one, other)


@given(spans(), spans())
def test_there_are_never_two_chairs_on_a_day(one, other):
    if rules.overlaps(one, other):
        with pytest.raises(Refusal, match="in the chair"):
            rules.check_one_chair([one], other)
    else:
        rules.check_one_chair([one], other)


def test_a_new_name_begins_after_the_one_that_holds():
    executive = Span(date(2001, 5, 1))
    rules.check_renaming(executive, date(2005, 11, 1))
    with pytest.raises(Refusal, match="must begin after"):
        rules.check_renaming(executive, date(2001, 5, 1))
    with pytest.raises(Refusal, match="has ended"):
        rules.check_renaming(Span(date(2001, 5, 1), date(2005, 1, 1)), date(2006, 1, 1))


def test_whoever_stands_in_answers_for_the_post_meanwhile():
    appointed, interim = Span(date(2020, 1, 1)), Span(date(2026, 3, 1), date(2026, 9, 1))
    assert rules.answering([appointed], [interim], date(2026, 5, 1)) == interim
    assert rules.answering([appointed], [interim], date(2026, 10, 1)) == appointed
    with pytest.raises(Refusal, match="stands in already"):
        rules.check_one_holder([interim], Span(date(2026, 9, 1)), capacity=Capacity.INTERIM)


def test_a_quorum_that_nobody_can_reach_is_said():
    assert rules.why_no_quorum(4, 9) == "" == rules.why_no_quorum(None, 0)
    assert "has 3" in rules.why_no_quorum(4, 3)
    with pytest.raises(Refusal):
        rules.check_span(date(2026, 2, 1), date(2026, 1, 1))
