"""How wide the columns of a table are, told from its words alone."""

from hypothesis import given
from hypothesis import strategies as st

from teamaround.committees.rules.columns import PARTS, has_room, parts_of_width
from teamaround.committees.rules.document import Block, Piece

CELLS = st.text("abc def", max_size=120)
TABLES = st.integers(1, 12).flatmap(
    lambda many: st.lists(st.lists(CELLS, min_size=many, max_size=many), min_size=1, max_size=6)
)


@given(TABLES)
def test_the_parts_are_whole_and_add_up(rows):
    parts = parts_of_width(rows)
    assert len(parts) == len(rows[0]) and min(parts) >= 1 and sum(parts) == PARTS


def test_long_cells_get_what_short_ones_leave_and_no_word_is_broken_that_need_not_be():
    number, words, rating = parts_of_width(
        [("No.", "Action", "Delivery"), ("1", "Tell children " * 20, "Amber: at risk")]
    )
    assert words > rating > number
    assert parts_of_width([("Month", "Share"), ("June 2026", "41%")])[0] > PARTS // 2
    assert parts_of_width([("a", "an-uncommonly-long-word-of-forty-letters-xx")])[1] >= 60
    assert parts_of_width([]) == ()


def test_the_seven_columns_of_a_plan_have_room_for_their_words():
    head = ("No.", "Action", "Answers for it", "By", "How far it is", "Delivery", "Impact")
    row = ("2", "Three questions asked at every third-month review", "Head of Commissioning", "8 September 2026", "Complete",
           "Green: on course", "Amber: some difference")  # fmt: skip
    assert has_room([head, row])
    number, words, *_ = parts_of_width([head, row])
    assert words >= 2 * number


def test_words_are_broken_only_where_they_have_no_room():
    assert has_room([("Month", "Share"), ("June", "41%")])
    assert not has_room([("a", "b"), ("https://example.org/a-very-long-address-of-a-page", "x" * 50)])


def test_a_table_of_a_paper_has_its_widths():
    table = Block("table", head=("Month", "Share"), rows=(((Piece("June"),), (Piece("41"), Piece("%"))),))
    assert sum(table.widths) == PARTS and table.has_room
