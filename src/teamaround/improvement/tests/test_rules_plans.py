"""What an action says, how two changes go together, where a plan may go, and a sheet that comes back as it went."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.improvement.rules import planning, sheets
from teamaround.improvement.rules.merging import merge
from teamaround.improvement.rules.planning import (
    NEXT,
    Answer,
    Content,
    Milestone,
    Move,
    PlanFacts,
    Reply,
    Stage,
    content_from,
)
from teamaround.kernel.guarding import guarded
from teamaround.kernel.refusal import Refusal

from .plans import DUE, WHOLE

TODAY = date(2026, 11, 20)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
WORDS = st.text("abc é'=+-@,;\"", max_size=12).map(str.strip)
LINES = st.lists(WORDS.filter(bool), max_size=3).map(tuple)
STEPS = st.lists(
    st.builds(Milestone, st.text("abc", min_size=1, max_size=8), DAYS, st.booleans()), max_size=3
).map(tuple)
CONTENTS = st.builds(
    Content, words=WORDS, owner_post=WORDS, owner=WORDS, partners=LINES, starts_on=st.none() | DAYS, due_on=st.none() | DAYS,
    milestones=STEPS, fte=st.none() | st.integers(0, 200), money=st.none() | st.integers(0, 10**8), source=WORDS,
    contingent_on=WORDS, measure=WORDS, baseline=WORDS, target=WORDS, measured_on=st.none() | DAYS,
)  # fmt: skip


@given(CONTENTS)
def test_what_is_kept_comes_back(content):
    assert content_from(content.as_json()) == content


@given(CONTENTS)
def test_a_row_of_a_sheet_comes_back_as_it_went(content):
    row = [guarded(cell) for cell in sheets.as_row("AC-000000000", 3, "4", content)]
    back = sheets.read_row(2, row, sheets.places(sheets.HEADINGS))
    assert back.content == content and (back.version, back.label) == (3, "4")


@pytest.mark.parametrize("version", ["", "x", "٣x", "1e9", "9" * 5_000])
def test_a_row_whose_version_is_none_is_refused_or_new(version):
    where = sheets.places(sheets.HEADINGS)
    row = sheets.as_row("", 0, "4", WHOLE)
    assert sheets.read_row(2, ["", version, *row[2:]], where).version == 0
    with pytest.raises(Refusal, match="version"):
        sheets.read_row(2, ["AC-000000000", version, *row[2:]], where)


@given(CONTENTS, CONTENTS, CONTENTS)
def test_no_word_of_two_who_write_at_once_is_lost(base, theirs, mine):
    together, clashing = merge(base, theirs, mine)
    for name in planning.FIELDS:
        was, other, own, now = (getattr(each, name) for each in (base, theirs, mine, together))
        if name in clashing:
            assert now == own != other and was not in (own, other)
        else:
            assert now == (own if own != was else other)


def facts(**changes):
    return replace(PlanFacts(Stage.AGREED, said="Letter"), **changes)


def test_r31_a_plan_goes_nowhere_while_a_recommendation_has_no_action():
    assert planning.without_action(["1", "2", "3"], ["1", "3", "3"]) == ("2",)
    with pytest.raises(Refusal, match=r"Without one: \(2\)"):
        planning.check_move(facts(stage=Stage.DRAFT, without_action=("2",)), Move.AGREE, today=TODAY)
    assert planning.check_move(facts(stage=Stage.DRAFT), Move.AGREE, today=TODAY) is Stage.AGREED


@pytest.mark.parametrize(
    ("changes", "move", "sentence"),
    [
        ({"stage": Stage.DRAFT}, Move.FINISH, "cannot go there"),
        ({"unfinished": ("“x” lacks by when",)}, Move.CONSULT, "lacks by when"),
        ({"said": " "}, Move.CONSULT, "what stands behind"),
        ({"waiting": 1}, Move.FINISH, "wait for an answer"),
        ({"stage": Stage.CONSULTING, "consulting_until": date(2026, 12, 1)}, Move.FINISH, "runs until"),
    ],
)
def test_what_is_in_the_way_of_a_plan_is_said(changes, move, sentence):
    with pytest.raises(Refusal, match=sentence):
        planning.check_move(facts(**changes), move, today=TODAY)


def test_every_stage_is_reached_and_after_a_draft_all_change_is_amendment():
    reached = {after for moves in NEXT.values() for after in moves.values()}
    assert reached | {Stage.DRAFT} == set(Stage) == set(planning.STAGE_WORDS)
    assert [stage for stage in Stage if not planning.needs_amendment(stage)] == [Stage.DRAFT]
    assert all(Move.AMEND in NEXT[stage] for stage in Stage if stage is not Stage.DRAFT)


def test_an_answer_is_given_once_and_says_where_it_is_written():
    assert planning.check_reply(Answer.WAITING, Reply.REFUSE, said="Letter") is Answer.REFUSED
    with pytest.raises(Refusal, match="answered already"):
        planning.check_reply(Answer.MADE, Reply.REFUSE, said="Letter")
    with pytest.raises(Refusal, match="who answered"):
        planning.check_reply(Answer.WAITING, Reply.APPROVE, said="")


def test_an_action_whose_days_are_out_of_order_or_after_the_recommendations_is_refused():
    planning.check_content(WHOLE, recommended_by=DUE)
    for changes, sentence in (
        ({"words": " "}, "what will be done"),
        ({"due_on": date(2026, 9, 1)}, "before it begins"),
        ({"due_on": date(2027, 3, 1)}, "cannot end after"),
        ({"milestones": (Milestone("x", date(2028, 1, 1)),)}, "milestone lies after"),
    ):
        with pytest.raises(Refusal, match=sentence):
            planning.check_content(replace(WHOLE, **changes), recommended_by=DUE)
    assert planning.why_unfinished(Content("Act")) == "who answers for it and by when and how we will know"
    assert planning.why_unfinished(WHOLE) == ""


def test_days_steps_and_numbers_are_read_as_people_write_them():
    assert (
        sheets.read("due_on", "3/2/2027") == date(2027, 2, 3) == sheets.read("due_on", "2027-02-03 00:00:00")
    )
    assert sheets.read("money", "£12,000") == 12_000 and sheets.read("fte", "0.5") == 5
    assert sheets.read("milestones", "2027-01-31 begun (reached)") == (
        Milestone("begun", date(2027, 1, 31), True),
    )
    for name, text in (
        ("due_on", "soon"),
        ("due_on", "31/2/2027"),
        ("money", "lots"),
        ("fte", "-1"),
        ("milestones", "begun"),
    ):
        with pytest.raises(Refusal):
            sheets.read(name, text)
    with pytest.raises(Refusal, match="no column"):
        sheets.places(["Reference"])
    assert planning.in_words("fte", 85) == "8.5" and planning.in_words("money", 12000) == "£12,000"
