"""No small number of one time comes out of the numbers of others: held by solving for it."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from teamaround.facts.rules.beside import Span, Ties, to_keep_back
from teamaround.facts.rules.periods import month_end

MONTHS = 8


def month(nth):
    return date(2026, nth + 1, 1)


def span(first, last):
    return Span(month(first), month_end(month(last)))


def is_determined(wanted, rows):
    """Whether a sum of months follows from the sums that are told: elimination over fractions."""
    rows = [[Fraction(cell) for cell in row] for row in rows]
    target = [Fraction(cell) for cell in wanted]
    for column in range(MONTHS):
        pivot = next((row for row in rows if row[column]), None)
        if pivot is None:
            continue
        rows.remove(pivot)

        def without(row, pivot=pivot, column=column):
            share = row[column] / pivot[column]
            return [cell - share * other for cell, other in zip(row, pivot, strict=True)]

        rows, target = [without(row) for row in rows], without(target)
    return not any(target)


def as_row(first, last):
    return [int(first <= nth <= last) for nth in range(MONTHS)]


intervals = st.tuples(st.integers(0, MONTHS - 1), st.integers(0, MONTHS - 1)).map(
    lambda two: tuple(sorted(two))
)


@given(st.lists(intervals, max_size=14), st.sets(st.integers(0, MONTHS - 1)))
def test_whatever_is_told_no_hidden_month_can_be_worked_out(asked, small):
    """Times are taken in any order; months with few children are hidden, and so is what would tell them."""
    hidden, told = [(nth, nth) for nth in small], []
    for first, last in asked:
        if (first, last) in hidden:
            continue
        kept = to_keep_back(
            [(0, span(first, last))],
            told=[span(*each) for each in told],
            hidden=[span(*each) for each in hidden],
        )
        (hidden if kept else told).append((first, last))
    for each in hidden:
        assert not is_determined(as_row(*each), [as_row(*one) for one in told])


@given(st.lists(intervals, max_size=10), intervals)
def test_ties_say_exactly_what_can_be_worked_out(told, wanted):
    ties = Ties(span(*each) for each in told)
    assert ties.gives_away(span(*wanted)) == is_determined(as_row(*wanted), [as_row(*each) for each in told])


def test_of_a_year_and_its_months_the_smallest_other_is_kept_back():
    months = [(nth, span(nth, nth)) for nth in range(1, MONTHS)]
    assert to_keep_back(months, told=[span(0, MONTHS - 1)], hidden=[span(0, 0)]) == {MONTHS - 1}
    assert to_keep_back(months, told=[], hidden=[span(0, 0)]) == frozenset()
    assert to_keep_back(months, told=[span(0, MONTHS - 1)], hidden=[]) == frozenset()


def test_what_grows_month_by_month_stops_where_a_month_is_hidden():
    growing = [(last, span(0, last)) for last in range(4)]
    assert to_keep_back(growing, told=[], hidden=[span(2, 2)]) == {2}


def test_what_was_given_away_before_keeps_nothing_else_back():
    told = [span(0, 1), span(0, 0)]
    assert to_keep_back([(0, span(3, 3))], told=told, hidden=[span(1, 1)]) == frozenset()
