"""A locality's outline as a small drawing, its neighbours faint around it.

The colours are the text's own, so that the drawing can be read on paper, in the dark and with
colours that somebody chose for themselves.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from .rules import Ring

WIDTH = 320
MARGIN = 6


@dataclass(frozen=True)
class Frame:
    """How degrees become places on the drawing: north is up, and a mile is a mile both ways."""

    west: float
    north: float
    squeeze: float
    scale: float
    height: int

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a point is drawn."""
        x = MARGIN + (longitude - self.west) * self.squeeze * self.scale
        y = MARGIN + (self.north - latitude) * self.scale
        return round(x, 1), round(y, 1)


def frame_around(outlines: Iterable[Sequence[Ring]]) -> Frame:
    """The frame in which all these outlines have room."""
    points = [point for outline in outlines for ring in outline for point in ring]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = (WIDTH - 2 * MARGIN) / ((east - west) * squeeze)
    return Frame(west, north, squeeze, scale, math.ceil((north - south) * scale) + 2 * MARGIN)


def picture(name: str, outline: Sequence[Ring], around: Sequence[Sequence[Ring]]) -> Markup:
    """The drawing as SVG, without inline style; what it shows is also said in words."""
    frame = frame_around([outline, *around])
    faint = Markup("").join(
        Markup(
            '<path d="{}" fill="currentColor" fill-opacity="0.06" stroke="currentColor" stroke-opacity="0.35"/>'
        ).format(path_of(each, frame))
        for each in around
    )
    return Markup(
        '<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"'
        ' aria-label="Outline of {name} among its neighbours">{faint}'
        '<path d="{path}" fill="currentColor" fill-opacity="0.3" fill-rule="evenodd"'
        ' stroke="currentColor" stroke-width="2"/></svg>'
    ).format(
        width=WIDTH, height=frame.height, name=name, faint=faint, path=path_of(outline, frame)
    )  # fmt: skip


def path_of(outline: Sequence[Ring], frame: Frame) -> str:
    """An outline as the data of an SVG path, each ring closed."""
    rings = []
    for ring in outline:
        places = [frame.place(x, y) for x, y in ring[:-1]]
        rings.append("M" + "L".join(f"{x:g} {y:g}" for x, y in places) + "Z")
    return "".join(rings)
