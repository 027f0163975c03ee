"""What was typed against what is kept."""

import random

from hypothesis import given
from hypothesis import strategies as st

from teamaround.site.bench.keeping import Typed, compare, digest, words_in


def typed(words, *, out=(), aside=(), sent=()):
    return Typed(set(words.split()), set(out), set(aside), {digest(text) for text in sent})


def test_every_word_in_its_box_is_whole():
    found = compare(typed("q1x1 q2x1", sent=["She q1x1 q2x1"]), standing=["She q1x1 q2x1"], history=[])
    assert found.is_whole and found.words_typed == 2


def test_a_word_that_is_nowhere_is_lost():
    found = compare(typed("q1x1 q1x11"), standing=["q1x11"], history=[])
    assert found.lost == ["q1x1"] and not found.is_whole


def test_a_word_that_its_writer_took_out_need_not_be_kept():
    assert not compare(typed("q1x1", out=["q1x1"]), standing=[], history=[]).lost


def test_a_word_that_another_put_aside_must_stand_in_the_history():
    told = typed("q1x1", aside=["q1x1"], sent=["q1x1"])
    assert compare(told, standing=[""], history=["q1x1"]).is_whole
    assert compare(told, standing=[""], history=[]).lost == ["q1x1"]


def test_a_word_that_left_its_box_unasked_is_told():
    found = compare(typed("q1x1", sent=["q1x1", "x"]), standing=["x"], history=["q1x1"])
    assert found.only_in_history == ["q1x1"] and not found.lost


def test_a_text_that_nobody_sent_is_told_unless_it_is_several_beneath_each_other():
    told = typed("q1x1 q2x1", sent=["a q1x1", "b\n\nq2x1"])
    assert compare(told, standing=["a q1x1\n\nb\n\nq2x1"], history=[]).is_whole
    assert compare(told, standing=["a q1x1 and q2x1"], history=[]).never_typed == ["a q1x1 and q2x1"]
    assert compare(typed(""), standing=["Before"], history=[], from_before=["Before"]).is_whole


@given(st.lists(st.integers(0, 40), unique=True), st.randoms())
def test_taking_words_away_behind_the_writers_backs_is_always_seen(numbers, dice):
    words = [f"q{number % 3}x{number}" for number in numbers]
    text = " ".join(words)
    gone = set(dice.sample(words, len(words) // 2))
    left = " ".join(word for word in words if word not in gone)
    found = compare(typed(text, sent=[text, left]), standing=[left], history=[])
    assert set(found.lost) == gone
    assert words_in(random.Random(1).choice([left])) == set(words) - gone
