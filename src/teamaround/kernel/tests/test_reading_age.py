"""How a text reads at eleven, and which sentences are named."""

from hypothesis import given
from hypothesis import strategies as some

from teamaround.kernel.reading_age import at_eleven, grade, sentences

EASY = "We meet on Monday. You can come. Tell us what you think."
HARD = "Multidisciplinary arrangements for disseminating recommendations remain insufficiently coordinated."


def test_an_easy_text_names_no_sentence():
    assert at_eleven(EASY).is_easy and at_eleven(EASY).hard == ()


def test_a_hard_sentence_is_named_whether_or_not_the_whole_is_easy():
    assert at_eleven(f"{EASY} {HARD}").hard[0] == HARD
    long = at_eleven(f"{EASY * 12} {HARD}")
    assert long.is_easy and long.hard == (HARD,)


def test_a_short_sentence_with_one_long_word_is_let_be_in_an_easy_text():
    assert at_eleven(f"{EASY} Thank you, everybody.").hard == ()


def test_a_new_line_begins_a_sentence():
    assert sentences("What we found\nYou are safe. You are heard!\n\n- 3 -") == [
        "What we found", "You are safe.", "You are heard!",
    ]  # fmt: skip


@given(some.text())
def test_any_text_has_a_grade_and_at_most_five_sentences_are_named(text):
    assert isinstance(grade(text), float) and len(at_eleven(text).hard) <= 5
    assert all(one in text for one in at_eleven(text).hard)
