"""Meetings: times as people type them, what may be planned, who may read, and what it all costs in time."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.episodes.rules import meetings
from teamaround.episodes.rules.meetings import (
    KIND_WORDS,
    NEXT,
    WORDS,
    Asker,
    Kind,
    MeetingPlan,
    MeetingState,
    Share,
    Step,
    clock_time,
)
from teamaround.kernel.refusal import Refusal

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TOMORROW = date(2026, 11, 21)


def plan(on=TOMORROW, starts=time(15), ends=time(16), place="", purpose=""):
    return MeetingPlan(Kind.TEAM, on, starts, ends, place, purpose)


def refused(call, *args, **kwargs):
    with pytest.raises(Refusal) as refusal:
        call(*args, **kwargs)
    assert refusal.value.sentence.endswith((".", "here."))
    return refusal.value


@pytest.mark.parametrize(
    ("typed", "means"),
    [("15:30", time(15, 30)), ("1530", time(15, 30)), ("3.30pm", time(15, 30)), (" 3 pm", time(15)),
     ("9", time(9)), ("12am", time(0)), ("12 p.m.", time(12)), ("25:00", None), ("13pm", None), ("", None),
     ("half past", None), ("9:75", None)],
)  # fmt: skip
def test_times_as_people_type_them(typed, means):
    assert clock_time(typed) == means


@given(st.text(max_size=12))
def test_any_text_is_a_time_or_none(typed):
    found = clock_time(typed)
    assert found is None or isinstance(found, time)


@given(st.times(), st.booleans())
def test_every_time_is_read_as_it_is_written(moment, dotted):
    moment = moment.replace(second=0, microsecond=0)
    assert clock_time(f"{moment:%H.%M}" if dotted else f"{moment:%H:%M}") == moment


def test_a_plan_says_when_and_for_how_long():
    slot = meetings.check_plan(plan(ends=time(16, 15)), now=NOW)
    assert slot.minutes_long == 75 and slot.ends_at - slot.starts_at == timedelta(minutes=75)
    assert slot.starts_at.astimezone(UTC) == datetime(2026, 11, 21, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"on": None}, "on"), ({"starts": None}, "starts"), ({"ends": None}, "ends"), ({"ends": time(14)}, "ends"),
     ({"ends": time(15)}, "ends"), ({"on": date(2026, 11, 19)}, "on"), ({"on": date(2029, 1, 1)}, "on"),
     ({"starts": time(1), "ends": time(23)}, "ends"), ({"place": "x" * 301}, "place"),
     ({"purpose": "x" * 200_000}, "purpose")],
)  # fmt: skip
def test_what_cannot_be_planned_says_which_box_to_look_at(wrong, field):
    assert refused(meetings.check_plan, plan(**wrong), now=NOW).field == field


def test_a_meeting_that_was_held_may_lie_in_the_past_and_not_ahead():
    assert meetings.check_plan(plan(on=date(2026, 11, 12)), now=NOW, was_held=True)
    assert refused(meetings.check_plan, plan(), now=NOW, was_held=True).code == "not-yet"


def test_right_to_left_words_and_pictures_are_words():
    assert meetings.check_words(" שלום 🙂 ", field="text", wanted="Write.") == "שלום 🙂"
    assert refused(meetings.check_words, " \n", field="text", wanted="Write.").field == "text"


@pytest.mark.parametrize("state", MeetingState)
@pytest.mark.parametrize("step", Step)
def test_steps_are_those_of_the_table(state, step):
    if step in NEXT[state]:
        assert meetings.check_step(state, step) is NEXT[state][step]
    else:
        assert refused(meetings.check_step, state, step).code == "meeting-state"


def test_everything_has_words():
    assert set(WORDS) == set(MeetingState) == set(NEXT) and set(KIND_WORDS) == set(Kind)


def test_lines_and_answers_have_their_time():
    meetings.check_can_write(MeetingState.UNDER_WAY)
    meetings.check_answer(MeetingState.PLANNED)
    for state in (MeetingState.PLANNED, MeetingState.HELD, MeetingState.CANCELLED):
        assert refused(meetings.check_can_write, state)
    for state in (MeetingState.HELD, MeetingState.CANCELLED):
        assert refused(meetings.check_answer, state)


@given(st.builds(Asker, st.booleans(), st.booleans(), st.booleans(), st.booleans(), st.booleans()))
def test_who_keeps_and_who_reads_minutes(asker):
    if asker.leads or asker.called_it:
        assert asker.may_keep_minutes and asker.may_read_minutes
    if asker == Asker(is_invited=asker.is_invited):
        assert refused(meetings.check_may_read, asker)
    if not asker.is_invited and not asker.leads and not asker.called_it:
        assert refused(meetings.check_may_keep, asker)


@given(st.integers(1, 720), st.lists(st.sampled_from([None, 1, 2, 3]), max_size=30))
def test_time_is_minutes_times_people_for_each_agency(minutes, came):
    shares = meetings.time_spent(minutes, came)
    assert sum(share.minutes for share in shares) == minutes * len(came)
    assert sum(share.people for share in shares) == len(came)
    assert len({share.agency for share in shares}) == len(shares)


def test_time_of_two_from_one_agency():
    assert meetings.time_spent(45, [7, 7, None]) == [Share(7, 2, 90), Share(None, 1, 45)]


@pytest.mark.parametrize("passed, likely", [(50, 50), (2, 60), (600, 60), (119, 119)])
def test_a_meeting_that_nobody_ended_took_as_long_as_planned(passed, likely):
    began = NOW - timedelta(minutes=passed)
    assert meetings.likely_minutes(planned=60, began=began, now=NOW) == likely
    assert meetings.likely_minutes(planned=60, began=None, now=NOW) == 60


def test_how_long_it_took_is_a_number_that_can_be():
    assert meetings.check_took(45) == 45
    for wrong in (None, 0, -3, 721):
        assert refused(meetings.check_took, wrong).field == "took_minutes"
