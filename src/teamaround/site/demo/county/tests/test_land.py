"""The land fits together, and nobody could live there."""

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from teamaround.kernel import postcodes as kernel_postcodes
from teamaround.site.demo.county import hexmap
from teamaround.site.demo.county.geography import HOME, NEIGHBOUR, land
from teamaround.site.demo.county.places import postcodes

REAL = Path(__file__).parents[7] / "shared" / "data" / "geo" / "gb_outcode_centroids.csv"


def area_of(ring):
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring)) / 2


def is_inside(point, ring):
    x, y = point
    crossings = 0
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            crossings += 1
    return crossings % 2 == 1


def test_three_areas_and_twenty_two_localities_and_a_neighbour():
    places = land()
    assert Counter(place.authority for place in places.localities) == {HOME: 22, NEIGHBOUR: 4}
    assert sum(area.authority == HOME for area in places.areas) == 3
    assert sum(district.authority == HOME for district in places.districts) == 2
    assert len({place.name for place in places.localities}) == 26


def test_localities_tile_their_area_without_gap_or_overlap():
    places = land()
    for area in places.areas:
        parts = [area_of(place.ring) for place in places.localities if place.area == area.code]
        assert all(part > 0 for part in parts)
        assert sum(parts) == pytest.approx(area_of(area.ring), rel=1e-9)
    for district in places.districts:
        parts = [area_of(place.ring) for place in places.localities if place.district == district.code]
        assert sum(parts) == pytest.approx(area_of(district.ring), rel=1e-9)


def test_every_border_has_one_locality_or_the_sea_on_each_side():
    edges = Counter()
    for place in land().localities:
        assert place.ring[0] == place.ring[-1]
        edges.update(pairwise(place.ring))
    assert set(edges.values()) == {1}
    shared = sum((end, start) in edges for start, end in edges)
    assert shared > len(edges) / 2


@pytest.mark.parametrize("children", [2000, 150_000])
def test_every_postcode_lies_in_its_own_locality_and_in_no_other(children):
    places = land()
    found = postcodes(places, children=children)
    assert len({each.code for each in found}) == len(found)
    for each in found[:: max(1, len(found) // 1500)]:
        point = (each.longitude, each.latitude)
        within = [place.code for place in places.localities if is_inside(point, place.ring)]
        assert within == [each.locality]


def test_a_sector_belongs_to_one_locality():
    sectors = [sector for place in land().localities for sector in place.sectors]
    assert len(sectors) == len(set(sectors))


def test_postcodes_are_well_formed_and_cannot_be_real():
    for each in postcodes(land(), children=2000):
        parsed = kernel_postcodes.parse(each.code)
        assert parsed is not None
        assert str(parsed) == each.code
        assert parsed.sector == each.sector
        assert parsed.is_invented


@pytest.mark.skipif(not REAL.exists(), reason="the list of real outcodes is not beside this copy")
def test_no_outcode_is_on_the_list_of_real_ones():
    real = {line.split(",")[0] for line in REAL.read_text().splitlines()}
    assert not real & {each.code.split()[0] for each in postcodes(land(), children=2000)}


CELLS = sorted(hexmap.cells_within(lambda p: p[0] ** 2 + p[1] ** 2 < 36, reach=12))


@settings(deadline=None, max_examples=25)
@given(st.integers(2, 9), st.randoms(use_true_random=False))
def test_regions_grown_from_any_starts_are_in_one_piece_and_share_everything(count, rng):
    starts = rng.sample(CELLS, count)
    owner = hexmap.grow(frozenset(CELLS), starts=starts, pace=[1.0] * count, rng=rng)
    assert set(owner) == set(CELLS)
    for number in range(count):
        region = {cell for cell in owner if owner[cell] == number}
        reached, waiting = set(), [starts[number]]
        while waiting:
            cell = waiting.pop()
            if cell in region and cell not in reached:
                reached.add(cell)
                waiting += hexmap.neighbours(cell)
        assert reached == region


def test_an_outline_of_two_pieces_is_refused():
    with pytest.raises(ValueError, match="one piece"):
        hexmap.outline([(0, 0), (20, 0)])
