import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.exchange.rules import progress
from teamaround.exchange.rules.faults import Fault
from teamaround.exchange.rules.outcomes import (
    OUTCOME_SENTENCES,
    OUTCOME_WORDS,
    PREVIEW_SENTENCES,
    Counts,
    Report,
    RowOutcome,
)
from teamaround.exchange.rules.progress import NEXT, STATE_SENTENCES, State
from teamaround.kernel.refusal import Refusal

FAULT = Fault(14, "DOB", "31/02/2015", "is not a date", "Write it as day/month/year.")


def test_every_outcome_and_state_has_its_words():
    assert set(OUTCOME_SENTENCES) == set(PREVIEW_SENTENCES) == set(OUTCOME_WORDS) == set(RowOutcome)
    assert set(STATE_SENTENCES) == set(NEXT) == set(State)
    assert set(Counts().as_json()) == {"rows", *RowOutcome}


@given(st.lists(st.lists(st.sampled_from(RowOutcome), max_size=20), max_size=5))
def test_counts_always_add_up(batches):
    counts = Counts()
    for batch in batches:
        counts = counts.plus(batch)
    assert counts.reconciles
    assert counts.rows == sum(map(len, batches))
    flat = [outcome for batch in batches for outcome in batch]
    assert all(counts.as_json()[outcome] == flat.count(outcome) for outcome in RowOutcome)


def test_a_row_without_outcome_does_not_reconcile():
    assert not Counts(rows=2, new=1).reconciles


def report(faults=(FAULT,), **more):
    counts = Counts().plus([RowOutcome.NEW, RowOutcome.REFUSED])
    return Report(
        "roll.csv", "Invented Primary", counts=counts, refusals=tuple(faults), **{"is_dry_run": False, **more}
    )


def test_a_report_for_programs():
    said = json.loads(json.dumps(report().as_json()))
    assert (said["rows"], said["new"], said["refused"]) == (2, 1, 1)
    assert (
        said["refusals"][0]["sentence"]
        == "Row 14, column DOB: '31/02/2015' is not a date. Write it as day/month/year."
    )


def test_a_report_for_people():
    text = report(
        faults=[FAULT] * 25, is_dry_run=True, about_the_file=("Cells are divided by commas.",)
    ).as_text()
    assert "Tried out, nothing recorded. 2 rows:" in text
    assert "... and 5 more." in text
    assert "About the file: Cells are divided by commas." in text
    assert "1 row:" in Report("a", "b", is_dry_run=False, counts=Counts().plus([RowOutcome.NEW])).as_text()


@pytest.mark.parametrize(
    ("check", "refused_in"),
    [
        (progress.check_can_map, {State.RUNNING, State.STOPPED, State.DONE}),
        (progress.check_can_preview, {State.RECEIVED, State.RUNNING, State.STOPPED, State.DONE}),
        (progress.check_can_run, {State.RECEIVED, State.DONE}),
        (progress.check_can_stop, set(State) - {State.RUNNING}),
    ],
)
def test_what_may_be_done_in_each_state(check, refused_in):
    for state in State:
        if state in refused_in:
            with pytest.raises(Refusal):
                check(state)
        else:
            check(state)


def test_every_state_leads_to_done_and_done_is_the_end():
    assert NEXT[State.DONE] == frozenset()
    reached = {State.RECEIVED}
    while more := {after for state in reached for after in NEXT[state]} - reached:
        reached |= more
    assert reached == set(State)


@given(st.integers(0, 500), st.integers(9, 700))
def test_batches_cover_every_row_once_and_in_order(rows, size):
    covered = [
        place for batch in progress.batches(rows, size=size) for place in range(batch.start, batch.end)
    ]
    assert covered == list(range(rows))


def test_the_share_done_is_whole_only_at_the_end():
    assert [progress.share_done(done, 1_000) for done in (0, 5, 999, 1_000)] == [0, 0, 99, 100]
    assert progress.share_done(0, 0) == 100
