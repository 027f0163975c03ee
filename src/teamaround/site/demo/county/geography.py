"""The land of Wrenshire, which lies in the North Sea where nobody lives: it is always the same.

Only the number of postcodes depends on how many children are planned.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from random import Random

from teamaround.site.demo.county import hexmap
from teamaround.site.demo.county.hexmap import Plane, Spot
from teamaround.site.demo.county.shapes import Area, Authority, District, Locality, Point, Ring

HOME = "WREN"
NEIGHBOUR = "HERN"
CENTRE: Point = (2.45, 54.75)
SIDE_KM = 0.68
RADIUS_KM = 25.0
KM_PER_DEGREE_NORTH = 110.57
KM_PER_DEGREE_EAST = 111.32 * math.cos(math.radians(CENTRE[1]))

AUTHORITIES = (
    Authority(HOME, "Wrenshire County Council", "Wrenshire", is_home=True),
    Authority(NEIGHBOUR, "Hernshire Council", "Hernshire", is_home=False),
)
AREA_NAMES = {"UPL": "The Uplands", "VAL": "The Vale", "COA": "The Coast", "HRN": "East Hernshire"}
DISTRICT_NAMES = {"WRV": "Wrenminster and Vale", "UCO": "Upland and Coast", "HRN": "Hernshire"}
UPLANDS = ("Skelderholt", "Fellmarsham", "Upper Quarrin", "Thistlecombe", "Harrowbeck", "Cloudhope",
           "Tarnfold")  # fmt: skip
VALE = ("Wrenminster Bridge", "Wrenminster Castle", "Wrenminster Mills", "Osierfold", "Appleworthy",
        "Marlgate", "Brindlecote", "Sedgeholme")  # fmt: skip
COAST = ("Gullhaven", "Kittiwyke", "Saltmerrow", "Merlinsea", "Anchorfleet", "Limpethorpe",
         "Samphire Cross")  # fmt: skip
HERNSHIRE = ("Hernmouth", "Greyfleet", "Stiltmarsh", "Bitternwick")
HOME_COUNT = len(UPLANDS) + len(VALE) + len(COAST)
REGION_COUNT = HOME_COUNT + len(HERNSHIRE)
TOWNS = frozenset({*VALE[:3], "Gullhaven", "Marlgate", "Hernmouth", "Cloudhope"})


@dataclass(frozen=True, slots=True)
class Land:
    """The places, with the hexagons that each is made of (for scattering postcodes)."""

    areas: tuple[Area, ...]
    districts: tuple[District, ...]
    localities: tuple[Locality, ...]
    cells: dict[str, tuple[Spot, ...]]


@dataclass(frozen=True, slots=True)
class _Naming:
    name: str
    area: str
    district: str
    authority: str


def degrees(point: Plane) -> Point:
    """From hexagon sides around the middle of the county to longitude and latitude."""
    east = CENTRE[0] + point[0] * SIDE_KM / KM_PER_DEGREE_EAST
    north = CENTRE[1] + point[1] * SIDE_KM / KM_PER_DEGREE_NORTH
    return round(east, 6), round(north, 6)


@cache
def land() -> Land:
    """Everything about the places that has nothing to do with who lives there."""
    rng = Random("the land of Wrenshire")
    cells = hexmap.cells_within(_within_shore, reach=48)
    owner = _settled(cells, rng)
    names = _names_for(hexmap.middles(owner, count=REGION_COUNT))
    corners = hexmap.corner_places(owner, rng=rng)
    regions: dict[int, list[Spot]] = {}
    for cell in sorted(owner):
        regions.setdefault(owner[cell], []).append(cell)
    order = sorted(names, key=lambda number: _roll().index(names[number].name))
    localities = tuple(
        _locality(place, names[number], regions[number], corners) for place, number in enumerate(order)
    )
    by_code = {place.code: tuple(regions[number]) for place, number in zip(localities, order, strict=True)}
    return Land(_areas(localities, by_code, corners), _districts(localities, by_code, corners),
                localities, by_code)  # fmt: skip


def _within_shore(point: Plane) -> bool:
    x, y = point[0] * SIDE_KM, point[1] * SIDE_KM
    turn = math.atan2(y, x)
    bays = 0.07 * math.cos(2 * turn + 0.4) + 0.06 * math.cos(3 * turn + 2.0)
    inlets = 0.03 * math.cos(7 * turn + 1.1) + 0.02 * math.cos(13 * turn)
    return math.hypot(x, y * 1.12) < RADIUS_KM * (1 + bays + inlets)


def _settled(cells: frozenset[Spot], rng: Random) -> dict[Spot, int]:
    starts = hexmap.spread_out(sorted(cells), count=REGION_COUNT, rng=rng)
    even = [1.0] * REGION_COUNT
    for _ in range(4):
        starts = hexmap.middles(hexmap.grow(cells, starts=starts, pace=even, rng=rng), count=REGION_COUNT)
    names = _names_for(starts)
    pace = [0.72 if names[n].name in TOWNS else 1.08 for n in range(REGION_COUNT)]
    return hexmap.grow(cells, starts=starts, pace=pace, rng=rng)


def _names_for(middles: list[Spot]) -> dict[int, _Naming]:
    """Hernshire to the west, the coast to the east, uplands north, the vale south and between."""
    places = [hexmap.place_of(middle) for middle in middles]
    left = sorted(range(len(places)), key=lambda n: places[n][0])
    hern, left = left[: len(HERNSHIRE)], left[len(HERNSHIRE) :]
    coast, left = left[-len(COAST) :], left[: -len(COAST)]
    left.sort(key=lambda n: -places[n][1])
    upland, vale = left[: len(UPLANDS)], left[len(UPLANDS) :]
    vale.sort(key=lambda n: math.hypot(*places[n]))
    for group in (hern, coast, upland):
        group.sort(key=lambda n: -places[n][1])
    named: dict[int, _Naming] = {}
    for group, words, area, district, authority in (
        (upland, UPLANDS, "UPL", "UCO", HOME),
        (vale, VALE, "VAL", "WRV", HOME),
        (coast, COAST, "COA", "UCO", HOME),
        (hern, HERNSHIRE, "HRN", "HRN", NEIGHBOUR),
    ):
        for number, word in zip(group, words, strict=True):
            named[number] = _Naming(word, area, district, authority)
    return named


def _roll() -> tuple[str, ...]:
    return UPLANDS + VALE + COAST + HERNSHIRE


def _locality(place: int, naming: _Naming, cells: list[Spot], corners: dict[Spot, Plane]) -> Locality:
    middle = hexmap.middles(dict.fromkeys(cells, 0), count=1)[0]
    return Locality(
        code=f"{'L' if naming.authority == HOME else 'H'}{place + 1:02d}",
        name=naming.name,
        area=naming.area,
        authority=naming.authority,
        district=naming.district,
        ring=_ring(cells, corners),
        centre=degrees(hexmap.place_of(middle)),
        sectors=_sectors(place, naming.authority),
    )


def _sectors(place: int, authority: str) -> tuple[str, ...]:
    """Three sectors each, two localities to an outcode. ZY and ZW are no postcode areas."""
    letters = "ZY" if authority == HOME else "ZW"
    nth = place if authority == HOME else place - HOME_COUNT
    digits = (1, 2, 3) if nth % 2 == 0 else (5, 6, 7)
    return tuple(f"{letters}{nth // 2 + 1} {digit}" for digit in digits)


def _ring(cells: list[Spot], corners: dict[Spot, Plane]) -> Ring:
    return tuple(degrees(corners[spot]) for spot in hexmap.outline(cells))


def _areas(
    localities: tuple[Locality, ...], cells: dict[str, tuple[Spot, ...]], corners: dict[Spot, Plane]
) -> tuple[Area, ...]:
    found = []
    for code, name in AREA_NAMES.items():
        within = [place for place in localities if place.area == code]
        ring = _ring([cell for place in within for cell in cells[place.code]], corners)
        found.append(Area(code, name, within[0].authority, ring))
    return tuple(found)


def _districts(
    localities: tuple[Locality, ...], cells: dict[str, tuple[Spot, ...]], corners: dict[Spot, Plane]
) -> tuple[District, ...]:
    found = []
    for code, name in DISTRICT_NAMES.items():
        within = [place for place in localities if place.district == code]
        ring = _ring([cell for place in within for cell in cells[place.code]], corners)
        found.append(District(code, name, within[0].authority, ring))
    return tuple(found)
