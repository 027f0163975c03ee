"""Where a point lies: plain geometry on outlines in longitude and latitude."""

from __future__ import annotations

from collections.abc import Sequence

Point = tuple[float, float]
Ring = Sequence[Sequence[float]]


def lies_in(point: Point, rings: Sequence[Ring]) -> bool:
    """Whether a point lies in an outline; further rings are holes in the first."""
    outer, *holes = rings
    return _in_ring(point, outer) and not any(_in_ring(point, hole) for hole in holes)


def _in_ring(point: Point, ring: Ring) -> bool:
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def problems_of(outline: Sequence[Ring]) -> list[str]:
    """What is wrong with an outline, in words; empty when it can be used."""
    found = []
    if not outline:
        return ["The outline has no ring."]
    for number, ring in enumerate(outline, start=1):
        if len(ring) < 4:
            found.append(f"Ring {number} has fewer than four points.")
        elif list(ring[0]) != list(ring[-1]):
            found.append(f"Ring {number} is not closed: its last point must repeat its first.")
        if any(not (-180 <= x <= 180 and -90 <= y <= 90) for x, y in ring):
            found.append(f"Ring {number} has a point that is not a longitude and a latitude.")
    return found
