import pytest

from teamaround.kernel.typed import page_number, whole


@pytest.mark.parametrize(
    ("text", "number"),
    [("3", 3), ("999999", 999_999), ("0", 0), ("", 7), ("-1", 7), ("1000000", 7), ("9" * 5_000, 7), ("²", 7), ("٣", 7), ("1.0", 7)],
)  # fmt: skip
def test_what_is_no_number_that_could_be_meant_counts_as_another(text, number):
    assert whole(text, 7) == number


def test_there_is_always_a_page():
    assert [page_number(text) for text in ("", "0", "2", "x", "9" * 20)] == [1, 1, 2, 1, 1]
