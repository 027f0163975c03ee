"""Danger is recognised in every wording of the lists that were frozen first, English and Welsh, however it is typed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from teamaround.directory.rules.crisis import may_mean_danger

HERE = Path(__file__).parent


def wordings(name):
    return [line for line in (HERE / name).read_text().splitlines() if line and not line.startswith("#")]


CRISES = wordings("crisis_wordings.txt") + wordings("crisis_wordings_cy.txt")
INNOCENT = wordings("innocent_wordings.txt") + wordings("innocent_wordings_cy.txt")


@pytest.mark.parametrize("words", CRISES)
def test_every_wording_of_the_frozen_lists_brings_the_panel(words):
    assert may_mean_danger(words)


@pytest.mark.parametrize("words", INNOCENT)
def test_ordinary_searches_stay_ordinary(words):
    assert not may_mean_danger(words)


@given(
    st.sampled_from(CRISES),
    st.sampled_from(["{}", "{}!!!", "PLEASE {}", "  {} ", "{} what do I do", "“{}”"]),
    st.booleans(),
)
def test_marks_capitals_and_words_around_them_make_no_difference(words, around, shout):
    text = around.format(words)
    assert may_mean_danger(text.upper() if shout else text)


@given(st.text(max_size=300))
def test_any_text_at_all_is_read(text):
    assert may_mean_danger(text) in (True, False)
