"""Answers by how much spoke for one child."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from teamaround.index.rules.labels import EDGES, by_band, chance

ANSWERS = some.lists(some.tuples(some.floats(-200, 200), some.booleans()))


@given(ANSWERS)
def test_every_answer_is_in_one_band(answers):
    bands = by_band(answers)
    assert sum(band.read for band in bands) == len(answers)
    assert sum(band.same for band in bands) == sum(is_same for _, is_same in answers)
    assert all(0 <= band.expected <= band.read for band in bands)
    assert len({band.words for band in bands}) == len(bands) <= len(EDGES) + 1


@given(some.floats(-50, 50))
def test_a_bit_doubles_the_odds(bits):
    odds = chance(bits) / (1 - chance(bits))
    more = chance(bits + 1) / (1 - chance(bits + 1)) if bits < 40 else None
    assert more is None or more == pytest.approx(2 * odds, rel=1e-3)
    assert chance(0) == 0.5


def test_an_edge_belongs_to_the_band_above():
    assert [band.words for band in by_band([(-0.1, False), (0.0, True), (5.0, True), (20.0, True)])] == [
        "under 0 bits", "0 to 5 bits", "5 to 10 bits", "20 bits and more",
    ]  # fmt: skip
