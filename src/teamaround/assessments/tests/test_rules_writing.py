"""Two people in one box, who writes where, contributing, and counting."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.assessments.rules import contributing as c
from teamaround.assessments.rules.definition import Box, Kind, Question, SectionKind
from teamaround.assessments.rules.reading import read_form
from teamaround.assessments.rules.seeing import Reader, may_read
from teamaround.assessments.rules.starting import Existing, decide_start
from teamaround.assessments.rules.states import State
from teamaround.assessments.rules.writing import (
    LONGEST,
    Outcome,
    Sending,
    Writer,
    check_can_write,
    check_text,
    fullness,
    in_words,
    is_worth_keeping,
    mark_of,
    mark_of_both,
    may_write,
    settle,
    tidied,
    were_both_shown,
    worth_a_look,
)
from teamaround.assessments.tests.test_rules_forms import COMMON
from teamaround.assessments.tests.test_rules_states import TODAY, refused

FORM = read_form(COMMON)
NOW = datetime(2026, 11, 2, 10, tzinfo=UTC)
texts = st.text(alphabet="ab \r\n\x00é😀", max_size=6)


@given(texts)
def test_tidying_is_done_once(text):
    assert tidied(tidied(text)) == tidied(text)
    assert "\x00" not in tidied(text) and "\r" not in tidied(text)


@given(st.integers(1, 5), texts, texts)
def test_alone_in_a_box_what_is_typed_is_kept(version, kept, typed):
    outcome = settle(kept_version=version, kept=kept, typed=typed, mark=mark_of(version, kept))
    assert outcome is (Outcome.UNCHANGED if tidied(kept) == tidied(typed) else Outcome.KEPT)


@given(st.lists(st.tuples(st.integers(0, 2), texts, st.booleans()), max_size=12))
def test_no_text_is_ever_overwritten_unseen(edits):
    """Three people, each with the box as they last saw it: whoever overwrites had seen what was there."""
    version, kept = 1, ""
    seen = {person: (1, "") for person in range(3)}
    for person, typed, looks_again in edits:
        if looks_again:
            seen[person] = (version, kept)
        outcome = settle(kept_version=version, kept=kept, typed=typed, mark=mark_of(*seen[person]))
        if outcome is Outcome.KEPT:
            assert seen[person][1] == kept
            version, kept = version + 1, tidied(typed)
            seen[person] = (version, kept)
        if outcome is Outcome.UNCHANGED:
            assert tidied(typed) in (kept, seen[person][1])


def test_an_untouched_box_does_not_clash_when_somebody_else_wrote_in_it():
    assert settle(kept_version=2, kept="theirs", typed="old", mark=mark_of(1, "old")) is Outcome.UNCHANGED
    assert settle(kept_version=2, kept="theirs", typed="mine", mark=mark_of(1, "old")) is Outcome.CLASH
    assert settle(kept_version=2, kept="theirs", typed="mine", mark="") is Outcome.CLASH
    assert settle(kept_version=1, kept="a\nb", typed="a\r\nb", mark="1.zzz") is Outcome.UNCHANGED


def test_a_page_that_did_not_hear_that_its_text_was_kept_goes_on_from_it():
    before, sent, now = Sending.read(f"1.{'a' * 32}"), mark_of(1, "old"), Sending.read(f"2.{'a' * 32}")
    assert now.follows(before) and not before.follows(now) and not now.follows(now)
    assert not Sending.read(f"2.{'b' * 32}").follows(before)
    facts = {"kept_version": 2, "kept": "old and new", "mark": sent}
    assert settle(**facts, typed="old and newer", follows=True) is Outcome.KEPT
    assert settle(**facts, typed="old and newer") is Outcome.CLASH
    assert settle(**facts, typed="old", follows=True) is Outcome.KEPT  # taken back on the page
    assert settle(**facts, typed="old and new", follows=True) is Outcome.UNCHANGED


@pytest.mark.parametrize(
    "told", ["", "x.1", f"{'a' * 32}", f"{'a' * 32}.-1", f"{'a' * 32}.²", f"{'A' * 32}.1"]
)
def test_what_is_no_page_follows_nothing(told):
    assert Sending.read(told) == Sending()
    assert not Sending().follows(Sending()) and str(Sending()) == ""


def test_what_was_shown_beside_is_kept_when_it_is_put_aside():
    mark = mark_of_both(2, "theirs")
    assert were_both_shown(mark) and not were_both_shown(mark_of(2, "theirs"))
    assert settle(kept_version=2, kept="theirs", typed="mine", mark=mark) is Outcome.KEPT
    assert settle(kept_version=3, kept="newer", typed="mine", mark=mark) is Outcome.CLASH
    once = {"written_by": 1, "written_at": NOW, "by": 1, "at": NOW, "text": "x"}
    assert is_worth_keeping(**once, put_aside=True) and not is_worth_keeping(**once)


def test_earlier_wording_is_kept_when_another_writes_or_another_day_comes():
    once = {"written_by": 1, "written_at": NOW, "text": "x"}
    assert is_worth_keeping(**once, by=2, at=NOW)
    assert is_worth_keeping(**once, by=1, at=NOW + timedelta(hours=1))
    assert not is_worth_keeping(**once, by=1, at=NOW + timedelta(minutes=5))
    assert not is_worth_keeping(**once | {"text": ""}, by=2, at=NOW)


@given(
    st.sampled_from(State),
    st.integers(1, 3),
    st.booleans(),
    st.frozensets(st.sampled_from([s.key for s in FORM.sections])),
    st.sampled_from(FORM.sections),
)
def test_who_may_write_where(state, agency, may, asked_for, section):
    writer = Writer(agency=agency, may_write=may, asked_for=asked_for)
    is_asked = section.key in asked_for
    takes_this = {State.BEGUN: agency in (1, 3) or is_asked, State.COMPLETED: is_asked}.get(state, False)
    expected = section.kind is not SectionKind.ACTIONS and may and takes_this
    assert may_write(state=state, leading=[1, 3], writer=writer, section=section) is expected


@given(
    st.integers(1, 2),
    st.booleans(),
    st.booleans(),
    st.integers(1, 2),
    st.booleans(),
    st.sampled_from(State),
)
def test_others_read_only_what_is_shared_and_agreed(reader, in_scope, opened, agency, shared, state):
    may = may_read(Reader(reader, in_scope, opened), agency=agency, is_shared=shared, state=state)
    if reader != agency and not opened:
        assert may == (shared and in_scope and state is not State.STOPPED)
    else:
        assert may


def test_a_contributor_is_told_to_ask():
    refusal = refused(
        check_can_write,
        state=State.BEGUN,
        leading=[1],
        writer=Writer(2, True),
        section=FORM.sections[0],
    )
    assert refusal.code == "not-asked" and "In their own words" in refusal.sentence


def test_a_long_text_is_refused_with_a_way_out():
    question = Question("a", "How things are at home now")
    assert check_text(question, "x" * LONGEST) == "x" * LONGEST
    refusal = refused(check_text, question, "x" * 200_000, field="home")
    assert "200,000 characters" in refusal.sentence and "Nothing you typed has been lost" in refusal.sentence
    assert refused(check_text, Question("a", "A", kind=Kind.TEXT), "x" * 301).code == "too-long"


def test_choices_are_from_what_is_offered():
    view, arranged = (
        FORM.boxes()[Box("basic_care", "view")],
        FORM.boxes()[Box("interpreter_arranged")],
    )
    assert check_text(view, "child,parent") == "child,parent"
    assert in_words(view, "child,parent") == "The child or young person, A parent or carer"
    assert in_words(FORM.sections[0].parts[0], "I like cake") == "I like cake"
    assert refused(check_text, view, "child,cat").code == "choice"
    assert refused(check_text, arranged, "yes,no").code == "choice"
    assert check_text(arranged, "") == ""


@given(st.sets(st.sampled_from(sorted(FORM.boxes()))))
def test_fullness_counts_parts_and_never_refuses(written):
    full = fullness(FORM, written)
    assert full.written == len({box.part for box in written}) <= full.parts
    assert full.words


def test_fullness_in_words():
    everything = list(FORM.boxes())
    assert fullness(FORM, []).words == "Nothing written yet"
    assert fullness(FORM, everything).words == "Something in every part"
    parenting = [FORM.section("parenting")]
    assert fullness(FORM, [Box("warmth", "needs")], parenting).words == "1 of 3 parts have something in them"


def test_a_nudge_for_the_childs_voice():
    assert worth_a_look(FORM, [Box("child_comments")]) == ["What the child or young person says"]
    assert worth_a_look(FORM, [Box("child_comments"), Box("child_says")]) == []


# ---------------------------------------------------------------- contributing


def test_every_part_has_words_and_a_row():
    assert set(c.WORDS) == set(c.NEXT) == set(c.ContributionState)


@given(st.lists(st.sampled_from(c.Step), max_size=8))
def test_a_part_walks_only_along_the_table(steps):
    part, walked = c.ContributionState.OFFERED, [c.ContributionState.OFFERED]
    for step in steps:
        if refused(c.check_can_step, part, step) is None:
            part = c.check_can_step(part, step)
            walked.append(part)
    assert all(after in c.NEXT[before].values() for before, after in pairwise(walked))


ASK = {"state": State.BEGUN, "begun_by": 1, "agency": 2, "joined": [], "today": TODAY, "due": None}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"due": TODAY}, None),
        ({"state": State.COMPLETED}, None),
        ({"state": State.CLOSED}, "not-open"),
        ({"agency": 1}, "own-agency"),
        ({"joined": [2]}, "asked-already"),
        ({"due": TODAY - timedelta(days=1)}, "past"),
    ],
)
def test_asking(change, code):
    refusal = refused(c.check_can_ask, **ASK | change)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({}, None),
        ({"state": State.COMPLETED}, None),
        ({"state": State.CLOSED}, "not-open"),
        ({"state": State.STOPPED}, "not-open"),
        ({"agency": 1}, "own-agency"),
        ({"joined": [2]}, "joined-already"),
    ],
)
def test_offering(change, code):
    facts = {"state": State.BEGUN, "begun_by": 1, "agency": 2, "joined": []} | change
    refusal = refused(c.check_can_offer, **facts)
    assert (refusal.code if refusal else None) == code


@given(st.sampled_from(State))
def test_what_the_start_page_says_may_be_joined_can_be_joined(state):
    """The sentence that somebody is met with, the offer, the asking and the giving go by one rule."""
    there = Existing("A-1", state, "School", "Sam", TODAY, closed_on=None)
    may_join = decide_start([there], on=TODAY).may_join
    assert may_join is (refused(c.check_can_offer, state=state, begun_by=1, agency=2, joined=[]) is None)
    assert may_join is (refused(c.check_can_ask, **ASK | {"state": state}) is None)
    give = {"state": state, "part": c.ContributionState.ASKED, "has_written": True}
    assert may_join is (refused(c.check_can_give, **give) is None)


def test_giving_and_declining():
    assert (
        c.check_can_give(state=State.BEGUN, part=c.ContributionState.ASKED, has_written=True)
        is c.ContributionState.GIVEN
    )
    assert (
        refused(c.check_can_give, state=State.BEGUN, part=c.ContributionState.ASKED, has_written=False).code
        == "nothing"
    )
    assert (
        refused(c.check_can_give, state=State.BEGUN, part=c.ContributionState.OFFERED, has_written=True).code
        == "part"
    )
    assert (
        c.check_can_decline(part=c.ContributionState.ASKED, because="We closed in May.")
        is c.ContributionState.DECLINED
    )
    assert refused(c.check_can_decline, part=c.ContributionState.ASKED, because=" ").field == "because"


def test_what_can_be_asked_for():
    assert c.check_wanted(FORM, ["development"]) == {"development"}
    assert refused(c.check_wanted, FORM, []).code == "sections"
    assert refused(c.check_wanted, FORM, ["actions"]).code == "sections"


def test_counting_assessments_joined_rather_than_repeated():
    given_by = [
        c.Joining(1, 2, 1, c.ContributionState.GIVEN),
        c.Joining(1, 2, 1, c.ContributionState.GIVEN),  # twice by the same agency counts once
        c.Joining(1, 3, 1, c.ContributionState.GIVEN, offered_on=date(2026, 5, 1)),
        c.Joining(1, 1, 1, c.ContributionState.GIVEN),  # the agency that began it does not count
        c.Joining(1, 4, 1, c.ContributionState.ASKED),
        c.Joining(2, 4, 1, c.ContributionState.DECLINED),
        c.Joining(2, 2, 1, c.ContributionState.GIVEN),
    ]
    assert c.joined_rather_than_repeated(given_by) == 3


@given(
    st.lists(
        st.builds(
            c.Joining,
            st.integers(1, 3),
            st.integers(1, 3),
            st.integers(1, 3),
            st.sampled_from(c.ContributionState),
        )
    )
)
def test_the_count_never_exceeds_what_was_given(joinings):
    count = c.joined_rather_than_repeated(joinings)
    assert 0 <= count <= sum(joining.state is c.ContributionState.GIVEN for joining in joinings)
