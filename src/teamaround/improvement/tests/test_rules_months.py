"""Updates that cannot flatter, silence shown as silence, and pages that are the same bytes again."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.improvement.rules import months as rules
from teamaround.improvement.rules.months import (
    NEXT,
    Asking,
    Known,
    Line,
    Progress,
    Rating,
    Told,
    Typed,
)
from teamaround.kernel.refusal import Refusal

from .plans import WHOLE

TODAY = date(2026, 11, 20)
NOVEMBER = date(2026, 11, 1)
WELL = Typed(Progress.UNDER_WAY, Rating.GREEN, Rating.EARLY, "Begun in two areas")
OPEN = Known(TODAY, date(2027, 2, 28), Progress.UNDER_WAY)


def refused(typed, known, sentence):
    with pytest.raises(Refusal, match=sentence):
        rules.check_update(typed, known)


def test_r31_overdue_cannot_be_green():
    rules.check_update(WELL, replace(OPEN, due_on=TODAY))
    refused(WELL, replace(OPEN, due_on=TODAY - timedelta(1)), "cannot be green")


@given(st.sampled_from(Rating), st.sampled_from(Rating), st.dates(date(2026, 1, 1), date(2027, 12, 1)))
def test_r31_an_open_action_past_its_day_is_never_shown_green(delivery, impact, due):
    told = Told(
        NOVEMBER,
        "under-way",
        delivery if delivery != Rating.EARLY else Rating.GREEN,
        impact,
        "x",
        "",
        None,
        "",
    )
    row = rules.shown(Line("A", "1", replace(WHOLE, due_on=due), told, 0, 0), month=NOVEMBER, on=TODAY)
    assert not (due < TODAY and row["delivery"].startswith("Green"))


def test_amber_and_red_need_a_recovery_and_its_day():
    for changes in ({"delivery": Rating.AMBER}, {"impact": Rating.RED}):
        typed = replace(WELL, **changes)
        refused(typed, OPEN, "put it right")
        refused(replace(typed, recovery="Hire"), OPEN, "by which day")
        refused(replace(typed, recovery="Hire", recovery_on=TODAY - timedelta(1)), OPEN, "by which day")
        rules.check_update(replace(typed, recovery="Hire", recovery_on=TODAY), OPEN)


def test_complete_needs_evidence_and_closed_the_judgement_of_another():
    done = replace(WELL, progress=Progress.COMPLETE)
    refused(done, OPEN, "evidence shows it")
    rules.check_update(done, replace(OPEN, has_evidence=True))
    closed = replace(WELL, progress=Progress.CLOSED, impact=Rating.GREEN)
    known = replace(OPEN, progress=Progress.COMPLETE, has_evidence=True)
    refused(closed, known, "other than its owner")
    refused(
        replace(closed, impact=Rating.EARLY), replace(known, judged_by_another=True), "too early to close"
    )
    rules.check_update(closed, replace(known, judged_by_another=True))
    refused(closed, replace(known, progress=Progress.UNDER_WAY, judged_by_another=True), "cannot go straight")


def test_r32_nothing_is_begun_before_its_condition():
    known = replace(
        OPEN, progress=Progress.NOT_BEGUN, not_yet="It is subject to (b), which is not settled yet."
    )
    refused(WELL, known, r"subject to \(b\)")
    rules.check_update(replace(WELL, progress=Progress.NOT_BEGUN), known)


def test_other_refusals_are_in_words():
    refused(replace(WELL, words=" "), OPEN, "what has happened")
    refused(WELL, replace(OPEN, is_draft=True), "is a draft")
    refused(replace(WELL, delivery=Rating.EARLY), OPEN, "green, amber or red")


def test_silence_is_shown_and_last_months_green_is_not_carried_over():
    told = Told(date(2026, 10, 1), "under-way", "green", "green", "Well", "", None, "Leo")
    row = rules.shown(Line("A", "1", WHOLE, told, 0, 0), month=NOVEMBER, on=TODAY)
    assert (row["delivery"], row["impact"], row["said"]) == (rules.SILENT, rules.SILENT, "")
    assert row["progress"] == "Under way"
    closed = replace(told, progress="closed")
    row = rules.shown(Line("A", "1", WHOLE, closed, 1, 1), month=NOVEMBER, on=TODAY)
    assert (row["delivery"], row["impact"]) == ("Closed", "Green: it makes a difference")


def test_asked_reminded_and_then_the_manager_three_days_apart():
    day = date(2026, 11, 2)
    assert rules.next_asking([], day) is Asking.ASKED
    asked = [(Asking.ASKED, day)]
    assert rules.next_asking(asked, day + timedelta(2)) is None
    assert rules.next_asking(asked, day + timedelta(3)) is Asking.REMINDED
    asked.append((Asking.REMINDED, day + timedelta(3)))
    assert rules.next_asking(asked, day + timedelta(6)) is Asking.ESCALATED
    assert rules.next_asking([*asked, (Asking.ESCALATED, day)], day + timedelta(60)) is None


def test_a_month_is_frozen_once_it_has_begun_and_once_only():
    rules.check_freezing(NOVEMBER, today=TODAY, is_draft=False, frozen=False)
    for changes, sentence in (
        ({"is_draft": True}, "is a draft"), ({"frozen": True}, "frozen already"), ({"today": date(2026, 10, 30)}, "not begun"),
    ):  # fmt: skip
        with pytest.raises(Refusal, match=sentence):
            rules.check_freezing(NOVEMBER, **({"today": TODAY, "is_draft": False, "frozen": False} | changes))
    assert rules.month_before(date(2026, 1, 1)) == date(2025, 12, 1)


def test_every_step_of_an_action_is_reached_and_has_its_words():
    reached = {after for steps in NEXT.values() for after in steps.values()}
    assert reached | {Progress.NOT_BEGUN} == set(Progress) == set(rules.PROGRESS_WORDS) == set(NEXT)


def told_of(*lines):
    return rules.page(
        plan="PL", title="Plan", stage="Final", month=NOVEMBER, as_at="2026-11-20", on=TODAY, lines=lines
    )


def test_the_same_facts_are_the_same_bytes_and_what_changed_is_listed():
    line = Line("A", "1", WHOLE, Told(NOVEMBER, "under-way", "green", "early", "x", "", None, ""), 0, 0)
    text = rules.canonical(told_of(line))
    assert rules.digest(text) == rules.digest(rules.canonical(dict(reversed(told_of(line).items()))))
    later = replace(line, told=replace(line.told, delivery="red"), evidence=2)
    new = Line("B", "2", WHOLE, None, 0, 0)
    found = rules.changes(told_of(line), told_of(later, new))
    assert [(each["ref"], each["what"]) for each in found] == [
        ("A", "Delivery"),
        ("A", "Pieces of evidence"),
        ("B", "New action"),
    ]
    assert found[0]["was"].startswith("Green") and found[0]["now"].startswith("Red")
    assert rules.changes(told_of(line), told_of(line)) == []
    assert told_of(line, new)["counts"]["delivery"] == [["Green: on course", 1], [rules.SILENT, 1]]
