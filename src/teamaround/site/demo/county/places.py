"""Postcodes with streets, scattered over the land: the more children, the more postcodes."""

from __future__ import annotations

from random import Random

from teamaround.site.demo.county import hexmap
from teamaround.site.demo.county.geography import TOWNS, Land, degrees
from teamaround.site.demo.county.hexmap import Spot
from teamaround.site.demo.county.shapes import Locality, Postcode

FEWEST = 1040
CHILDREN_TO_A_POSTCODE = 14
LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
_FIRST_WORDS_AS_TEXT = """Bramble Lapwing Fuller Weavers Chapel Mill Orchard Curlew Sexton Tanner Beacon Rushy Hazel Linnet Cooper
 Drovers Quarry Foundry Harbour Teasel Spindle Rowan Otter Plover Saffron Kiln Ferry Bellfounder Larkrise Ropewalk Tithe
 Gorse Heron Maltings Shearwater Wickerwork Hurdle Sallow Yarrow Cordwainer Pewter Thimble Bellows Lantern
"""
FIRST_WORDS = _FIRST_WORDS_AS_TEXT.split()
_SECOND_WORDS_AS_TEXT = (
    "Road Street Lane Close Avenue Way Drive Court Gardens Terrace Rise Walk Crescent Green"
)
SECOND_WORDS = _SECOND_WORDS_AS_TEXT.split()


def postcodes(land: Land, *, children: int) -> tuple[Postcode, ...]:
    """Postcodes of every locality, each with a point well inside a hexagon of its own locality."""
    rng = Random("the postcodes of Wrenshire")
    wanted = max(FEWEST, children // CHILDREN_TO_A_POSTCODE)
    weights = {place.code: 2.5 if place.name in TOWNS else 1.0 for place in land.localities}
    whole = sum(weights.values())
    found: list[Postcode] = []
    for place in land.localities:
        count = min(round(wanted * weights[place.code] / whole), 1190)
        found += _of_locality(place, land.cells[place.code], count=count, rng=rng)
    return tuple(found)


def streets() -> list[str]:
    """Every street name that there can be."""
    return [f"{first} {second}" for first in FIRST_WORDS for second in SECOND_WORDS]


def _of_locality(place: Locality, cells: tuple[Spot, ...], *, count: int, rng: Random) -> list[Postcode]:
    by_sector = _thirds(place, cells, rng)
    names = streets()
    rng.shuffle(names)
    units = [a + b for a in LETTERS for b in LETTERS]
    rng.shuffle(units)
    found = []
    for number in range(count):
        sector = place.sectors[number % len(place.sectors)]
        longitude, latitude = _scattered(rng.choice(by_sector[sector]), rng)
        code = sector + units[number // len(place.sectors)]
        street = names[number % len(names)]
        found.append(Postcode(code, sector, place.code, longitude, latitude, street))
    return found


def _thirds(place: Locality, cells: tuple[Spot, ...], rng: Random) -> dict[str, list[Spot]]:
    """Cells by sector, each sector a compact part of the locality."""
    starts = hexmap.spread_out(cells, count=len(place.sectors), rng=rng)
    owner = hexmap.grow(frozenset(cells), starts=starts, pace=[1.0] * len(starts), rng=rng)
    parts: dict[str, list[Spot]] = {sector: [] for sector in place.sectors}
    for cell in cells:
        parts[place.sectors[owner[cell]]].append(cell)
    return parts


def _scattered(cell: Spot, rng: Random) -> tuple[float, float]:
    """A point near a hexagon's middle, well short of where smoothing may have moved its corners."""
    x, y = hexmap.place_of(cell)
    return degrees((x + rng.uniform(-0.3, 0.3), y + rng.uniform(-0.3, 0.3)))
