"""Links and codes: every state has its sentence, and guessing comes to an end."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.accounts.guests import rules
from teamaround.accounts.guests.rules import CodeFacts, Ended, Link, LinkFacts, Tried
from teamaround.kernel.refusal import Refusal

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=3)
moments = st.datetimes(datetime(2026, 11, 1), datetime(2027, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))


@pytest.mark.parametrize(
    ("facts", "link"),
    [
        (LinkFacts(LATER), Link.FRESH),
        (LinkFacts(LATER, opened_at=NOW), Link.USED),
        (LinkFacts(NOW), Link.LATE),
        (LinkFacts(NOW, opened_at=NOW), Link.LATE),
        (LinkFacts(LATER, ended=Ended.GUESSED), Link.GUESSED),
        (LinkFacts(NOW, NOW, Ended.TAKEN_BACK), Link.TAKEN_BACK),
        (LinkFacts(LATER, NOW, Ended.DONE), Link.DONE),
    ],
)
def test_how_a_link_stands(facts, link):
    assert rules.link_now(facts, at=NOW) is link


@pytest.mark.parametrize("link", [None, *Link])
def test_every_link_that_does_not_open_says_whom_to_ask(link):
    sentence = rules.why_not_open(link, ask="Maya Okafor at Hilltop School")
    if link is Link.FRESH:
        assert sentence == ""
    elif link is None:
        assert "whoever invited you" in sentence and "Maya" not in sentence
    else:
        assert "Maya Okafor at Hilltop School" in sentence


@given(moments, st.none() | moments)
def test_a_link_lasts_a_fortnight_to_two_months(made_at, wanted):
    until = rules.runs_until(made_at=made_at, wanted=wanted)
    assert timedelta(days=14) <= until - made_at <= timedelta(days=60)


@given(st.lists(st.booleans(), max_size=30))
def test_nobody_tries_more_than_five_wrong_codes(guesses):
    wrong, outcomes = 0, []
    for is_right in guesses:
        facts = CodeFacts(sent=1, last_sent_at=NOW, is_waiting=True, wrong_tries=wrong)
        outcomes.append(rules.tried(facts, is_right=is_right, at=NOW))
        wrong += outcomes[-1] in (Tried.WRONG, Tried.ENDED)
        if outcomes[-1] in (Tried.RIGHT, Tried.ENDED):
            break
    assert outcomes.count(Tried.WRONG) <= 4 and wrong <= 5


def test_a_code_is_good_for_ten_minutes_and_once():
    facts = CodeFacts(sent=1, last_sent_at=NOW, is_waiting=True)
    late = NOW + timedelta(minutes=10)
    assert rules.tried(facts, is_right=True, at=late - timedelta(seconds=1)) is Tried.RIGHT
    assert rules.tried(facts, is_right=True, at=late) is Tried.OLD
    assert rules.tried(CodeFacts(sent=1, last_sent_at=NOW), is_right=True, at=NOW) is Tried.OLD
    assert rules.tried(CodeFacts(1, NOW, True, 5), is_right=True, at=NOW) is Tried.ENDED


def test_codes_and_links_are_sent_with_pauses_and_not_for_ever():
    rules.check_can_send_code(CodeFacts(), at=NOW, ask="Maya")
    for facts in (CodeFacts(1, NOW - timedelta(seconds=30), True), CodeFacts(6, NOW - timedelta(hours=1))):
        with pytest.raises(Refusal):
            rules.check_can_send_code(facts, at=NOW, ask="Maya")
    rules.check_can_renew(links_sent=1, made_at=NOW, at=NOW, by_guest=False)
    for asked in ({"links_sent": 1, "by_guest": True}, {"links_sent": 12, "by_guest": False}):
        with pytest.raises(Refusal):
            rules.check_can_renew(made_at=NOW, at=NOW, **asked)


@pytest.mark.parametrize("typed", ["123456", " 123 456 ", "123-456", "12 34 56"])
def test_a_code_is_read_however_it_is_typed(typed):
    assert rules.tidied_code(typed) == "123456"


def test_what_is_left_to_try():
    assert "4 more times" in rules.tries_left_in_words(1)
    assert "once more" in rules.tries_left_in_words(4)


def test_the_agency_is_named_only_where_it_gives_nothing_away():
    assert rules.ask_whom(name="Maya", agency="Hilltop", hides_agency=False) == "Maya at Hilltop"
    assert rules.ask_whom(name="Maya", agency="Hilltop", hides_agency=True) == "Maya"
