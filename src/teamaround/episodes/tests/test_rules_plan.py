"""Goals, stages, reviews and children who join: each refusal, and what can never happen."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.episodes.rules import goals, reviewing, stages, states, together
from teamaround.episodes.rules.goals import GoalState, Settled, Wished
from teamaround.episodes.rules.reviewing import Told
from teamaround.episodes.rules.stages import Event, Facts, Place, Stage
from teamaround.episodes.rules.states import Standing, State
from teamaround.episodes.rules.voices import Heard, Said, VoiceRefused, Whose
from teamaround.kernel.refusal import Refusal

TODAY = date(2026, 11, 20)
LONG = "x" * 200_000


def code(check, *args, **kwargs):
    try:
        check(*args, **kwargs)
    except Refusal as refusal:
        return refusal.code
    return None


def test_every_member_has_words_and_a_row():
    assert set(stages.NEXT) == set(stages.WORDS) == set(Stage)
    assert set(stages.PLACE_WORDS) == set(Place)
    assert set(goals.WORDS) == set(GoalState)
    assert {event for moves in stages.NEXT.values() for event in moves} == set(Event)


# ---------------------------------------------------------------- stages

facts = st.builds(Facts, *[st.booleans()] * 6)
ON = {
    Event.AGREE: "has_agreement", Event.COMPLETE: "assessment_is_complete", Event.MEET: "has_met",
    Event.PLAN: "has_plan", Event.REVIEW: "has_review", Event.CLOSE: "is_closed",
}  # fmt: skip


@given(facts)
def test_the_stage_is_reached_by_moves_of_the_table(known):
    at = stages.stage(known)
    assert known.is_closed == (at is Stage.CLOSURE)
    if not known.is_closed:
        assert known.has_agreement == (at is not Stage.AGREEMENT)


@given(facts, st.sampled_from(list(ON)))
def test_what_happens_moves_the_stage_only_as_the_table_says(known, event):
    if getattr(known, ON[event]) or event is Event.AGREE:
        return
    after = stages.stage(Facts(**{**vars(known), ON[event]: True}))
    before = stages.stage(known)
    assert after is stages.NEXT[before].get(event, before)


@given(facts)
def test_withdrawing_leads_back_to_the_agreement(known):
    without = Facts(**{**vars(known), "has_agreement": False, "is_closed": False})
    assert stages.stage(without) is Stage.AGREEMENT
    for moves in stages.NEXT.values():
        assert moves.get(Event.WITHDRAW, Stage.AGREEMENT) is Stage.AGREEMENT


@given(facts)
def test_exactly_one_step_is_now(known):
    places = [step.place for step in stages.steps(known)]
    here = places.index(Place.HERE)
    assert places == [Place.PASSED] * here + [Place.HERE] + [Place.AHEAD] * (len(places) - here - 1)


# ---------------------------------------------------------------- goals


def test_a_goal_needs_a_need_and_a_wish():
    assert code(goals.check_goal, Wished("Sleeps badly", "To sleep through")) is None
    assert code(goals.check_goal, Wished(" ", "To sleep through")) == "need"
    assert code(goals.check_goal, Wished("Sleeps badly", "")) == "goal"
    assert code(goals.check_goal, Wished("Sleeps badly", "To sleep", before=LONG)) == "too-long"
    assert code(goals.check_goal, Wished("لا ينام جيدا", "😴 كل ليلة")) is None


def test_how_it_is_after_is_never_forced():
    for state in GoalState:
        assert code(goals.check_settled, Settled(state)) is None
    assert code(goals.check_settled, Settled(GoalState.REACHED, LONG)) == "too-long"


# ---------------------------------------------------------------- reviews

TOLD = Told(held_on=TODAY, present="Mum, Leo", next_on=TODAY + timedelta(weeks=6))
CHECK = {"today": TODAY, "opened_on": TODAY - timedelta(days=30)}


def told(**changes):
    return Told(**{**vars(TOLD), **changes})


@given(st.booleans(), st.booleans())
def test_r16_a_review_ends_in_a_date_or_a_reason_and_never_both(has_date, has_reason):
    review = told(
        next_on=TODAY + timedelta(weeks=6) if has_date else None, closes_for="needs_met" if has_reason else ""
    )
    refused = code(reviewing.check_told, review, **CHECK)
    assert (refused is None) == (has_date != has_reason)


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({}, None),
        ({"held_on": None}, "held"),
        ({"held_on": TODAY + timedelta(days=1)}, "future"),
        ({"held_on": date(1999, 1, 1)}, "before"),
        ({"present": " "}, "present"),
        ({"progress": LONG}, "too-long"),
        ({"next_on": TODAY - timedelta(days=1)}, "past"),
        ({"next_on": TODAY + timedelta(weeks=60)}, "far"),
        ({"next_on": None, "closes_for": "bored"}, "reason"),
    ],
)
def test_what_a_review_needs(changes, refused):
    assert code(reviewing.check_told, told(**changes), **CHECK) == refused


def test_r16_each_child_and_parent_is_heard_or_it_says_why_not():
    child, parent = (
        Said(Whose.CHILD, Heard.THERE, "Better"),
        Said(Whose.PARENT, Heard.NOT_HEARD, why_not="At work"),
    )
    assert code(reviewing.check_all_heard, {1: [child, parent]}, children=[1]) is None
    assert code(reviewing.check_all_heard, {1: [child]}, children=[1]) == "voice"
    with pytest.raises(VoiceRefused) as refusal:
        reviewing.check_all_heard({1: [child, parent]}, children=[1, 2])
    assert refusal.value.child == 2 and refusal.value.field == "child_heard"


# ---------------------------------------------------------------- ending, going on, several children


def test_going_on_within_a_year_and_afresh_after():
    closed = Standing(State.CLOSED)
    for days, refused in ((0, None), (365, None), (366, "afresh")):
        closed_on = TODAY - timedelta(days=days)
        assert code(states.check_can_reopen, closed, closed_on=closed_on, on=TODAY) == refused
    assert code(states.check_can_reopen, Standing(State.ACTIVE), closed_on=None, on=TODAY) == "state"


def test_who_can_join_the_work_of_a_team():
    fine = {"is_of_family": True, "has_open_episode": False, "has_agreement": True, "agency_agreed": True}
    assert code(together.check_can_join, together.Joining(**fine)) is None
    for change, refused in (
        ({"is_of_family": False}, "not-family"), ({"has_open_episode": True}, "has-plan"),
        ({"has_agreement": False}, "agreement"), ({"agency_agreed": False}, "not-agreed"),
    ):  # fmt: skip
        assert code(together.check_can_join, together.Joining(**fine | change)) == refused


def test_leaving_says_why_and_the_first_child_stays():
    assert code(together.check_can_leave, is_first=False, because="Well again") is None
    assert code(together.check_can_leave, is_first=False, because=" ") == "reason"
    assert code(together.check_can_leave, is_first=True, because="Well again") == "first-child"
