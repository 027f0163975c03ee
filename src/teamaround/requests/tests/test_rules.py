"""Where a request stands, what it stands on, and when a wait is long."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.kernel.refusal import Refusal
from teamaround.kernel.working_days import bank_holidays
from teamaround.requests.rules import asking, states, waiting
from teamaround.requests.rules.asking import Agreed, Because, Outcome, Wish
from teamaround.requests.rules.states import BY_ASKER, BY_SERVICE, NEXT, OPEN, WORDS, State, Step
from teamaround.requests.rules.waiting import Standing, too_long

GOOD = Wish("Help", "She wakes", "Ash", "", "", "Mum said so", family_agrees=True)
FRIDAY = date(2026, 11, 20)


def refused(code, rule, *args, **named):
    with pytest.raises(Refusal) as no:
        rule(*args, **named)
    assert no.value.code == code
    return no.value.sentence


def test_every_state_has_words_and_every_step_somebody_who_takes_it():
    assert set(WORDS) == set(NEXT) == set(State)
    assert set(Step) == BY_ASKER | BY_SERVICE
    assert all(states.steps_of(state, asker=True) | states.steps_of(state, asker=False) for state in OPEN)


@given(st.sampled_from(State), st.sampled_from(Step))
def test_only_the_table_moves_a_request(state, step):
    if step in NEXT[state]:
        assert states.check_can_step(state, step) is NEXT[state][step]
    else:
        assert WORDS[state] in refused("request-state", states.check_can_step, state, step)


@pytest.mark.parametrize(
    ("agreed", "code"),
    [
        (Agreed(False, False, False), "agreement"),
        (Agreed(True, True, False), "not-covered"),
        (Agreed(True, False, True), "not-shared"),
    ],
)
def test_without_agreement_the_no_says_how_to_mend_it(agreed, code):
    assert "Ask them" in refused(code, asking.check_standing, agreed) or code == "agreement"


def test_with_agreement_a_request_says_what_is_asked_and_told_and_who_agreed():
    asking.check_standing(Agreed(True, True, True))
    asking.check_wish(GOOD)
    for code, change in {
        "what": {"what": " "}, "told": {"told": ""}, "too-long": {"told": "x" * 4_001},
        "family-agrees": {"family_agrees": False}, "agreed-how": {"agreed_in_words": " "},
    }.items():  # fmt: skip
        refused(code, asking.check_wish, replace(GOOD, **change))


def test_a_no_has_a_reason_and_words():
    asking.check_decline(Because.FULL, "Try the hub.")
    refused("because", asking.check_decline, "", "Words")
    refused("words", asking.check_decline, Because.FULL, " ")


def test_what_never_began_cannot_have_helped():
    asking.check_outcome(Outcome.HELPED, "She sleeps", has_begun=True, is_signpost=False)
    asking.check_outcome(Outcome.HELPED, "They went", has_begun=False, is_signpost=True)
    asking.check_outcome(Outcome.NOT_BEGUN, "They moved", has_begun=False, is_signpost=False)
    refused("not-begun", asking.check_outcome, Outcome.HELPED, "x", has_begun=False, is_signpost=False)
    refused("outcome", asking.check_outcome, "", "x", has_begun=True, is_signpost=False)
    refused("words", asking.check_outcome, Outcome.HELPED, "", has_begun=True, is_signpost=False)


def test_it_begins_between_asking_and_today():
    asking.check_day(FRIDAY, not_before=FRIDAY, today=FRIDAY)
    refused("future", asking.check_day, FRIDAY + timedelta(1), not_before=FRIDAY, today=FRIDAY)
    refused("early", asking.check_day, FRIDAY - timedelta(1), not_before=FRIDAY, today=FRIDAY)


def test_sensitive_services_are_told_by_their_needs_or_their_agency():
    assert asking.is_sensitive(frozenset({"drink-and-drugs"}), agency_is_sensitive=False)
    assert asking.is_sensitive(frozenset(), agency_is_sensitive=True)
    assert not asking.is_sensitive(frozenset({"sport"}), agency_is_sensitive=False)


def test_r19_who_does_not_answer_in_five_working_days_is_named_to_the_asker():
    by = waiting.answer_by(FRIDAY, bank_holidays())
    assert by == date(2026, 11, 27)
    told = Standing(State.ASKED, FRIDAY, answer_by=by)
    assert too_long(told, today=by) is None
    late = too_long(told, today=by + timedelta(1))
    assert "20 November 2026" in late.sentence and "another service" in late.remedy


@pytest.mark.parametrize(
    ("told", "after"),
    [
        (Standing(State.ACCEPTED, FRIDAY, answered_on=FRIDAY), timedelta(weeks=6)),
        (Standing(State.ACCEPTED, FRIDAY, answered_on=FRIDAY, begins_on=FRIDAY + timedelta(3)), timedelta(3)),
        (Standing(State.STARTED, FRIDAY, started_on=FRIDAY), timedelta(weeks=12)),
        (Standing(State.SIGNPOSTED, FRIDAY), timedelta(weeks=4)),
    ],
)
def test_other_long_waits_have_their_words_and_a_remedy(told, after):
    assert too_long(told, today=FRIDAY + after) is None
    assert too_long(told, today=FRIDAY + after + timedelta(1)).remedy


@pytest.mark.parametrize("state", [State.DECLINED, State.TAKEN_BACK, State.ENDED])
def test_nobody_waits_for_what_is_over(state):
    assert too_long(Standing(state, FRIDAY), today=FRIDAY + timedelta(900)) is None
