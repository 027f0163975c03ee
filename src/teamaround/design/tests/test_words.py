from datetime import UTC, date, datetime

import pytest
from markupsafe import Markup

from teamaround.design import words

EVENING = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)  # already July in London


def test_days_and_months_are_written_out():
    assert words.day(date(2026, 11, 21)) == "21 November 2026"
    assert words.day_short(date(2026, 11, 1)) == "1 Nov 2026"
    assert words.month(date(2026, 11, 21)) == "November 2026"


def test_a_moment_is_told_by_the_clock_in_london():
    assert words.day(EVENING) == "1 July 2026"
    assert words.at(EVENING) == "00:30"
    assert words.day_and_time(EVENING) == "1 July 2026 at 00:30"


@pytest.mark.parametrize(("number", "said"), [(0, "0 children"), (1, "1 child"), (12345, "12,345 children")])
def test_numbers_agree_with_their_word(number, said):
    assert words.plural(number, "child", "children") == said


def test_regular_plurals_need_no_second_word():
    assert words.plural(2, "day") == "2 days"


@pytest.mark.parametrize(
    ("items", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), ("abc", "a, b and c")]
)
def test_lists_are_said_as_people_say_them(items, said):
    assert words.listed(items) == said


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Asha Malik", "AM"),
        ("Asha", "A"),
        ("Mary Ann van Dyke", "MD"),
        ("", ""),
        ("Élodie", "É"),
        ("محمد الأحمد", "م\u200cا"),
    ],
)
def test_initials(name, letters):
    assert words.initials(name) == letters


def test_a_blank_says_that_nothing_was_recorded_and_nought_is_not_a_blank():
    assert words.recorded("") == "Not recorded"
    assert words.recorded(None, "Not asked") == "Not asked"
    assert words.recorded(0) == 0


def test_what_people_type_keeps_its_lines_and_cannot_become_markup():
    shown = words.paragraphs("One\r\ntwo\n\n<script>three")
    assert isinstance(shown, Markup)
    start = '<p class="govuk-body" dir="auto">'
    assert shown == f"{start}One<br>two</p>\n{start}&lt;script&gt;three</p>"
