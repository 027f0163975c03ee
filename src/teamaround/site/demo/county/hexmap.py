"""Outlines that fit together exactly: a patch of land cut into small hexagons, grown into regions.

Each place is a set of hexagons. Neighbouring places share the very same corner points, so nothing
overlaps and nothing is left out, however much the corners are afterwards moved about. Corners are
named by whole numbers: with a hexagon's centre at (2q + r, 3r) its corners lie a step of (0, 2) or
(1, 1) away.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random

Spot = tuple[int, int]
Plane = tuple[float, float]

CORNERS: tuple[Spot, ...] = ((0, -2), (1, -1), (1, 1), (0, 2), (-1, 1), (-1, -1))
STEPS: tuple[Spot, ...] = ((2, 0), (1, 3), (-1, 3), (-2, 0), (-1, -3), (1, -3))
HALF_WIDTH = 0.8660254037844386
HALF_SIDE = 0.5


def place_of(spot: Spot) -> Plane:
    """Where a centre or a corner lies before any smoothing, in hexagon sides."""
    return spot[0] * HALF_WIDTH, spot[1] * HALF_SIDE


def cells_within(inside: Callable[[Plane], bool], *, reach: int) -> frozenset[Spot]:
    """Centres of all hexagons whose middle is `inside`, out to `reach` rows each way."""
    cells = ((2 * q + r, 3 * r) for r in range(-reach, reach + 1) for q in range(-2 * reach, 2 * reach + 1))
    return frozenset(cell for cell in cells if inside(place_of(cell)))


def neighbours(cell: Spot) -> list[Spot]:
    """The six hexagons that touch this one."""
    return [(cell[0] + dx, cell[1] + dy) for dx, dy in STEPS]


def spread_out(cells: Sequence[Spot], *, count: int, rng: Random) -> list[Spot]:
    """Starting hexagons well apart from each other: of several tries, always the loneliest."""
    chosen = [rng.choice(cells)]
    while len(chosen) < count:
        tries = [rng.choice(cells) for _ in range(12)]
        chosen.append(max(tries, key=lambda c: min(_apart(c, other) for other in chosen)))
    return chosen


def grow(
    cells: frozenset[Spot], *, starts: Sequence[Spot], pace: Sequence[float], rng: Random
) -> dict[Spot, int]:
    """Which start each hexagon belongs to, growing outward at uneven speed.

    A region grown this way is always in one piece. A higher `pace` makes a larger region.
    """
    owner: dict[Spot, int] = {}
    queue = [(0.0, start, number) for number, start in enumerate(starts)]
    heapq.heapify(queue)
    while queue:
        cost, cell, number = heapq.heappop(queue)
        if cell in owner:
            continue
        owner[cell] = number
        for other in neighbours(cell):
            if other in cells and other not in owner:
                step = rng.uniform(0.75, 1.25) / pace[number]
                heapq.heappush(queue, (cost + step, other, number))
    return owner


def middles(owner: Mapping[Spot, int], *, count: int) -> list[Spot]:
    """The hexagon nearest to the middle of each region."""
    regions: list[list[Spot]] = [[] for _ in range(count)]
    for cell in sorted(owner):
        regions[owner[cell]].append(cell)
    return [_middle(region) for region in regions]


def corner_places(owner: Mapping[Spot, int], *, rng: Random) -> dict[Spot, Plane]:
    """Where each corner on a border finally lies: jittered, then smoothed along the border."""
    beside: dict[Spot, set[Spot]] = {}
    for start, end in _borders(owner):
        beside.setdefault(start, set()).add(end)
        beside.setdefault(end, set()).add(start)
    rough = {
        spot: (place_of(spot)[0] + rng.uniform(-0.2, 0.2), place_of(spot)[1] + rng.uniform(-0.2, 0.2))
        for spot in sorted(beside)
    }
    return {spot: _eased(rough[spot], [rough[o] for o in sorted(beside[spot])]) for spot in rough}


def outline(cells: Iterable[Spot]) -> list[Spot]:
    """Corners around a set of hexagons, anti-clockwise, the first repeated at the end.

    Raises ValueError when the set is not one piece without holes.
    """
    edges: dict[Spot, Spot] = dict(_outer_edges(cells))
    total = len(edges)
    first = min(edges)
    ring = [first]
    while (following := edges.pop(ring[-1])) != first:
        ring.append(following)
    if len(ring) != total:
        raise ValueError("these hexagons are not one piece without holes")
    return [*ring, first]


def _apart(one: Spot, other: Spot) -> float:
    (x1, y1), (x2, y2) = place_of(one), place_of(other)
    return (x1 - x2) ** 2 + (y1 - y2) ** 2


def _middle(region: list[Spot]) -> Spot:
    x = sum(cell[0] for cell in region) / len(region)
    y = sum(cell[1] for cell in region) / len(region)
    return min(region, key=lambda c: 3 * (c[0] - x) ** 2 + (c[1] - y) ** 2)


def _eased(here: Plane, near: list[Plane]) -> Plane:
    x = sum(point[0] for point in near) / len(near)
    y = sum(point[1] for point in near) / len(near)
    return (here[0] + x) / 2, (here[1] + y) / 2


def _edges(cell: Spot) -> list[tuple[Spot, Spot]]:
    corners = [(cell[0] + dx, cell[1] + dy) for dx, dy in CORNERS]
    return list(zip(corners, corners[1:] + corners[:1], strict=True))


def _outer_edges(cells: Iterable[Spot]) -> list[tuple[Spot, Spot]]:
    edges = {edge for cell in cells for edge in _edges(cell)}
    return [edge for edge in edges if (edge[1], edge[0]) not in edges]


def _borders(owner: Mapping[Spot, int]) -> list[tuple[Spot, Spot]]:
    regions: dict[int, list[Spot]] = {}
    for cell, number in owner.items():
        regions.setdefault(number, []).append(cell)
    return [edge for number in sorted(regions) for edge in _outer_edges(regions[number])]
