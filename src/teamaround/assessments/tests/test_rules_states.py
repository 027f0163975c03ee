"""States, sharing after agreement, and one open assessment for a child."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.assessments.rules.starting import Existing, check_can_start, decide_start
from teamaround.assessments.rules.states import (
    NEXT,
    OPEN,
    WORDS,
    Agreed,
    Move,
    Standing,
    State,
    check_can_complete,
    check_can_move,
    check_can_reopen,
    check_can_share,
)
from teamaround.index.rules.pointing import is_recent
from teamaround.kernel.refusal import Refusal

TODAY = date(2026, 11, 2)
standings = st.builds(
    Standing,
    state=st.sampled_from(State),
    agency=st.integers(1, 3),
    agreed=st.builds(Agreed, to_take_part=st.booleans(), to_share=st.booleans()),
    closed_on=st.none() | st.dates(date(2024, 1, 1), TODAY),
    is_shared=st.booleans(),
)


def refused(check, *args, **kwargs):
    try:
        check(*args, **kwargs)
    except Refusal as refusal:
        return refusal
    return None


def test_every_state_has_words_and_a_row():
    assert set(WORDS) == set(NEXT) == set(State)


@given(standings, st.sampled_from(Move))
def test_a_move_leads_where_the_table_says_or_is_refused_in_words(standing, move):
    refusal = refused(check_can_move, standing, move)
    assert (refusal is None) == (move in NEXT[standing.state])
    if refusal:
        assert refusal.sentence.endswith(".")


@given(standings)
def test_nothing_is_shared_without_both_agreements(standing):
    allowed = refused(check_can_share, standing) is None
    assert allowed == (standing.state in OPEN and standing.agreed.to_take_part and standing.agreed.to_share)


def test_agreeing_to_take_part_is_not_agreeing_to_share():
    refusal = refused(check_can_share, Standing(State.BEGUN, 1, Agreed(to_take_part=True)))
    assert refusal.code == "agreement-to-share"


def test_completing_needs_agreement_and_no_filled_boxes():
    assert refused(check_can_complete, Standing(State.BEGUN, 1)).code == "agreement"
    assert check_can_complete(Standing(State.BEGUN, 1, Agreed(to_take_part=True))) is State.COMPLETED


def test_a_closed_one_opens_again_within_the_partnerships_months():
    closed = Standing(State.CLOSED, 1, closed_on=date(2025, 12, 1))
    assert check_can_reopen(closed, on=TODAY) is State.BEGUN
    assert refused(check_can_reopen, closed, on=TODAY, recent_months=6).code == "too-long-ago"
    assert check_can_reopen(Standing(State.COMPLETED, 1), on=TODAY) is State.BEGUN


@pytest.mark.parametrize(
    ("closed", "recent"),
    [(date(2025, 11, 2), True), (date(2025, 11, 1), False), (TODAY, True), (None, False)],
)
def test_recent_is_twelve_months_to_the_day(closed, recent):
    assert is_recent(closed, on=TODAY) is recent


# ---------------------------------------------------------------- starting


def existing(**more):
    return Existing(
        **{
            "ref": "A-1",
            "state": State.BEGUN,
            "agency": "Hill School",
            "ask": "Asha Rowan",
            "begun_on": TODAY,
        }
        | more
    )


existings = st.builds(
    Existing,
    ref=st.sampled_from(["A-1", "A-2", "A-3"]),
    state=st.sampled_from(State),
    agency=st.just("Hill School"),
    ask=st.just("Asha Rowan"),
    begun_on=st.dates(date(2022, 1, 1), TODAY),
    closed_on=st.none() | st.dates(date(2022, 1, 1), TODAY),
    is_ours=st.booleans(),
    is_joined=st.booleans(),
    has_lead=st.booleans(),
)


@given(st.lists(existings, max_size=4))
def test_a_second_open_assessment_can_never_be_started(found):
    decision = decide_start(found, on=TODAY)
    has_open = any(one.state in OPEN for one in found)
    assert decision.may_start == (not has_open)
    if has_open:
        assert refused(check_can_start, decision, because="I would rather").code == "exists"


@given(st.lists(existings, max_size=4))
def test_stopped_and_old_ones_never_stand_in_the_way(found):
    decision = decide_start(found, on=TODAY)
    if decision.existing is not None:
        assert decision.existing.state in OPEN or is_recent(decision.existing.closed_on, on=TODAY)


def test_met_with_an_open_one_by_another_agency():
    decision = decide_start([existing(has_lead=True)], on=TODAY)
    assert decision.may_join
    assert decision.sentence == (
        "One exists. Led by Asha Rowan, Hill School. Ask to contribute to it instead of starting another."
    )


def test_met_with_ones_own_or_one_already_joined():
    assert not decide_start([existing(is_ours=True)], on=TODAY).may_join
    assert "go on with your part" in decide_start([existing(is_joined=True)], on=TODAY).sentence


def test_after_a_recent_one_a_reason_is_needed():
    decision = decide_start([existing(state=State.CLOSED, closed_on=TODAY - timedelta(days=30))], on=TODAY)
    assert decision.may_start and decision.needs_reason and not decision.may_join
    assert "closed on 3 October 2026" in decision.sentence
    assert refused(check_can_start, decision, because="  ").field == "because"
    assert refused(check_can_start, decision, because="They have moved in with their gran.") is None


def test_a_free_way():
    assert refused(check_can_start, decide_start([], on=TODAY)) is None
