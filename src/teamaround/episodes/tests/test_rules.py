"""Episodes, leading, planning and worries: each refusal, and what can never happen."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.episodes.rules import leading as lead
from teamaround.episodes.rules import planning as p
from teamaround.episodes.rules import states as s
from teamaround.episodes.rules import worries as w
from teamaround.kernel.refusal import Refusal

TODAY = date(2026, 11, 2)


def refused(check, *args, **kwargs):
    try:
        check(*args, **kwargs)
    except Refusal as refusal:
        return refusal
    return None


def code(check, *args, **kwargs):
    refusal = refused(check, *args, **kwargs)
    return refusal.code if refusal else None


def test_every_member_has_words_and_a_row():
    assert set(s.NEXT) == set(s.WORDS) == set(s.State)
    assert set(s.CLOSING_WORDS) == set(s.Closing)
    assert set(lead.NEXT) == set(lead.WORDS) == set(lead.LeadState)
    assert set(w.NEXT) == set(w.WORDS) == set(w.WorryState)
    assert set(w.NEARNESS_WORDS) == set(w.Nearness)
    assert set(p.WORDS) == set(p.Doing)
    assert set(p.WHEN_WORDS) == set(p.When)


# ---------------------------------------------------------------- episodes

standings = st.builds(
    s.Standing, state=st.sampled_from(s.State), has_agreement=st.booleans(), has_lead=st.booleans()
)


@given(standings)
def test_r11_nothing_is_active_before_agreement_and_a_lead(standing):
    allowed = refused(s.check_can_activate, standing) is None
    assert allowed == (standing.state is s.State.OPENED and standing.has_agreement and standing.has_lead)


@given(standings, st.sampled_from(s.Move))
def test_moves_follow_the_table(standing, move):
    assert (refused(s.check_can_move, standing, move) is None) == (move in s.NEXT[standing.state])


def test_closing_says_why():
    standing = s.Standing(s.State.ACTIVE)
    assert s.check_can_close(standing, reason="needs_met") is s.State.CLOSED
    assert code(s.check_can_close, standing, reason="") == "reason"
    assert code(s.check_can_close, s.Standing(s.State.CLOSED), reason="needs_met") == "state"


# ---------------------------------------------------------------- leading

OFFER = lead.Offer(7, lead.LeadState.OFFERED)
ACCEPT = {"by_practitioner": 7, "manager_knows": True, "manager": "Jo Marsh"}


def test_r15_only_the_person_asked_accepts_and_their_manager_knows():
    assert lead.check_can_accept(OFFER, [], **ACCEPT) is lead.LeadState.ACCEPTED
    assert code(lead.check_can_accept, OFFER, [], **ACCEPT | {"by_practitioner": 8}) == "not-asked"
    assert code(lead.check_can_accept, OFFER, [], **ACCEPT | {"by_practitioner": None}) == "not-asked"
    assert code(lead.check_can_accept, OFFER, [], **ACCEPT | {"manager_knows": False}) == "manager"
    assert code(lead.check_can_accept, OFFER, [], **ACCEPT | {"manager": " "}) == "manager"
    assert code(lead.check_can_accept, lead.Offer(7, lead.LeadState.DECLINED), [], **ACCEPT) == "lead-state"


steps = st.tuples(st.integers(1, 3), st.sampled_from(["offer", *lead.Step]))


def stepped(offer, others, *, person, step):
    """The offer after the step, or as it was when the step is refused."""
    try:
        if step is lead.Step.ACCEPT:
            state = lead.check_can_accept(
                offer, others, by_practitioner=person, manager_knows=True, manager="Jo"
            )
        elif step is lead.Step.DECLINE:
            state = lead.check_can_decline(offer, by_practitioner=person, because="Too far")
        elif step is lead.Step.END:
            state = lead.check_can_end(offer, because="Leaving")
        else:
            state = lead.check_can_step(offer.state, step)
    except Refusal:
        return offer
    return lead.Offer(offer.practitioner, state)


@given(st.lists(steps, max_size=25))
def test_r14_there_are_never_two_accepted_leads(history):
    """Any order of asking, accepting, declining, taking back and ending, by three people."""
    offers = []
    for person, step in history:
        if step == "offer":
            if refused(lead.check_can_offer, offers, person, family_asked=True) is None:
                offers.append(lead.Offer(person, lead.LeadState.OFFERED))
        else:
            for place, offer in enumerate(offers):
                others = offers[:place] + offers[place + 1 :]
                offers[place] = stepped(offer, others, person=person, step=step)
        assert sum(offer.state is lead.LeadState.ACCEPTED for offer in offers) <= 1
        assert sum(offer.state is lead.LeadState.OFFERED for offer in offers) <= 1


def test_offering():
    ask = {"family_asked": True}
    assert code(lead.check_can_offer, [], 7, **ask) is None
    assert code(lead.check_in_post, date(2026, 7, 4), today=date(2026, 7, 5)) == "left"
    assert code(lead.check_in_post, date(2026, 7, 5), today=date(2026, 7, 5)) is None
    assert code(lead.check_can_offer, [OFFER], 8, **ask) == "offered"
    assert code(lead.check_can_offer, [lead.Offer(7, lead.LeadState.ACCEPTED)], 7, **ask) == "leads-already"
    assert code(lead.check_can_offer, [lead.Offer(7, lead.LeadState.ACCEPTED)], 8, **ask) is None
    assert code(lead.check_can_offer, [], 7, family_asked=False) == "family"
    assert code(lead.check_can_offer, [], 7, family_asked=False, why_not="They are away") is None


def test_declining_and_ending_say_why():
    assert (
        lead.check_can_decline(OFFER, by_practitioner=7, because="On leave from May")
        is lead.LeadState.DECLINED
    )
    assert code(lead.check_can_decline, OFFER, by_practitioner=7, because="") == "reason"
    assert code(lead.check_can_decline, OFFER, by_practitioner=9, because="x") == "not-asked"
    assert code(lead.check_can_end, lead.Offer(7, lead.LeadState.ACCEPTED), because="") == "reason"
    assert code(lead.check_can_end, OFFER, because="x") == "lead-state"


@pytest.mark.parametrize("state", [state for state in lead.LeadState if state is not lead.LeadState.OFFERED])
def test_an_answer_given_cannot_be_given_again(state):
    assert refused(lead.check_can_step, state, lead.Step.ACCEPT).sentence


# ---------------------------------------------------------------- planning

PLANNED = p.Planned(what="Ring the school nurse", who="Mum", practitioner=None, by_on=TODAY)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, None),
        ({"who": "", "practitioner": 4}, None),
        ({"what": " "}, "what"),
        ({"what": "x" * 2001}, "what-long"),
        ({"who": ""}, "who"),
        ({"by_on": None}, "by-when"),
        ({"by_on": TODAY - timedelta(days=1)}, "past"),
    ],
)
def test_an_action_says_what_who_and_by_when(change, expected):
    planned = p.Planned(**{**PLANNED.__dict__, **change})
    assert code(p.check_action, planned, today=TODAY) == expected


def test_an_old_action_may_be_changed_after_its_day():
    late = p.Planned(**{**PLANNED.__dict__, "by_on": TODAY - timedelta(days=9)})
    assert code(p.check_action, late, today=TODAY, is_new=False) is None


def test_leaving_an_action_undone_says_why():
    assert code(p.check_progress, p.Doing.TO_DO, p.Doing.NOT_NEEDED, progress="") == "why"
    assert code(p.check_progress, p.Doing.TO_DO, p.Doing.NOT_NEEDED, progress="They moved") is None
    assert code(p.check_progress, p.Doing.TO_DO, p.Doing.DONE, progress="") is None


@given(
    st.none() | st.dates(TODAY - timedelta(days=30), TODAY + timedelta(days=30)),
    st.sampled_from(p.Doing),
)
def test_only_what_is_still_to_do_can_be_late(by_on, state):
    when = p.when_due(by_on, state, today=TODAY)
    assert (when is p.When.LATE) == (state is p.Doing.TO_DO and by_on is not None and by_on < TODAY)
    assert (when is p.When.SETTLED) == (state is not p.Doing.TO_DO)


def test_due_this_week():
    assert p.when_due(TODAY + timedelta(days=7), p.Doing.TO_DO, today=TODAY) is p.When.SOON
    assert p.when_due(TODAY + timedelta(days=8), p.Doing.TO_DO, today=TODAY) is p.When.LATER


def test_a_late_action_is_asked_of_the_agency_that_owes_it():
    actions = [(3, p.When.LATE), (3, p.When.LATE), (4, p.When.SOON), (None, p.When.LATE)]
    assert p.owed_by(actions) == {3: 2, None: 1}


def test_a_review_date_is_to_come_and_within_a_year():
    assert p.check_review_date(TODAY, today=TODAY) == TODAY
    assert code(p.check_review_date, None, today=TODAY) == "review"
    assert code(p.check_review_date, TODAY - timedelta(days=1), today=TODAY) == "past"
    assert code(p.check_review_date, TODAY + timedelta(days=366), today=TODAY) == "far"


# ---------------------------------------------------------------- worries


few = st.text(alphabet="a \n", max_size=4)


@given(few, st.sampled_from(["", "x", *w.Nearness]), few, few)
def test_r13_a_worry_needs_only_words_and_how_soon(what, nearness, done, knows):
    told = w.Told(what=what, done_already=done, nearness=nearness, family_knows=knows)
    assert (refused(w.check_told, told) is None) == (bool(what.strip()) and nearness in set(w.Nearness))


def test_a_very_long_worry_is_refused_without_losing_it():
    assert code(w.check_told, w.Told(what="x" * 20_001, nearness="now")) == "too-long"


def test_a_worry_is_received_then_answered_once():
    assert w.check_can_step(w.WorryState.SENT, w.Step.RECEIVE) is w.WorryState.RECEIVED
    assert w.check_can_answer(w.WorryState.RECEIVED, answer="We visited today.") is w.WorryState.ANSWERED
    assert code(w.check_can_answer, w.WorryState.RECEIVED, answer=" ") == "answer"
    assert code(w.check_can_answer, w.WorryState.ANSWERED, answer="Again") == "worry-state"
    assert code(w.check_can_step, w.WorryState.RECEIVED, w.Step.RECEIVE) == "worry-state"
