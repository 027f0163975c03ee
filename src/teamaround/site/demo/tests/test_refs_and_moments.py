"""References that repeat for the same seed and never collide; moments in order and never after now."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from teamaround.kernel.ids import is_ref, new_ref
from teamaround.site.demo.loading_moments import Diary
from teamaround.site.demo.loading_refs import MASK, repeatable, scattered

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def drawn(seed, household=None, part=0, count=3):
    with repeatable(seed, household, part=part):
        return [new_ref("C") for _ in range(count)]


def test_the_same_household_of_the_same_seed_draws_the_same():
    assert drawn(1, 7) == drawn(1, 7)
    assert all(is_ref(ref, "C") for ref in drawn(1, 7))
    assert not set(drawn(1, 7)) & set(drawn(2, 7))


def test_households_places_and_parts_never_draw_what_another_drew():
    every = [ref for household in range(300) for ref in drawn(1, household)]
    every += drawn(1, count=900) + drawn(1, 0, part=1, count=900)
    assert len(set(every)) == len(every)


def test_outside_references_are_drawn_at_random_again():
    drawn(1, 7)
    assert new_ref("C") != new_ref("C")


@given(st.sets(st.integers(0, MASK), min_size=2, max_size=50), st.integers(0, MASK))
def test_different_numbers_stay_different(numbers, salt):
    assert len({scattered(number, salt=salt) for number in numbers}) == len(numbers)


@given(st.lists(st.dates(date(2020, 1, 1), date(2026, 12, 31)), max_size=20), st.text(max_size=5))
def test_moments_never_go_back_and_never_pass_now(days, salt):
    diary = Diary(now=NOW, salt=salt)
    moments = [diary.on(day) for day in days] + [diary.then()]
    assert moments == sorted(moments) and moments[-1] <= NOW


def test_a_moment_lies_on_its_day_unless_what_came_before_is_later():
    diary = Diary(now=NOW, salt="x")
    first = diary.on(date(2026, 3, 2))
    assert first.date() == date(2026, 3, 2)
    assert diary.on(date(2025, 1, 1)) - first == timedelta(minutes=3)
