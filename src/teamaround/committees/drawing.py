"""A paper's charts as pictures: lines for a page, dots for a PDF and a Word document. The table beside says it all."""

from __future__ import annotations

from functools import cache, lru_cache
from io import BytesIO
from typing import Any

from markupsafe import Markup

from teamaround.design import chart as lines

from .rules.charting import Chart
from .rules.document import Document

WIDTH, HEIGHT = 1080, 468
LEFT, RIGHT, TOP, BOTTOM = 130, 70, 30, 80
SOFT, BAND, LINE, GRID = "#505a5f", "#e3eeef", "#1b6270", "#b1b4b6"
MOST_NAMES = 6


def charts(document: Document) -> list[Chart]:
    """Every chart of a paper."""
    return [
        block.chart for section in document.sections for block in section.blocks if block.chart is not None
    ]


def as_lines(one: Chart) -> Markup:
    """The chart for a page."""
    marks = [
        lines.Mark(
            name,
            value,
            value is not None and one.low is not None and not one.low <= value <= (one.high or value),
        )
        for name, value in one.points
    ]
    drawn = [lines.Lines(0, len(marks) - 1, one.centre, one.low, one.high)]
    return lines.picture(
        marks, drawn, ident=one.ident, title=one.title, described=one.described, heights=one.heights
    )


@lru_cache(maxsize=40)  # a PDF and a Word document of the same paper ask for the same
def as_dots(one: Chart) -> bytes:
    """The chart as a PNG, for what cannot hold lines with words that are read aloud."""
    drawn = _Drawn(one)
    drawn.scale()
    drawn.row()
    kept = BytesIO()
    drawn.picture.save(kept, "PNG", compress_level=1)
    return kept.getvalue()


@cache
def _letters() -> Any:
    """The letters of a chart: unpacked once, which takes as long as drawing it."""
    from PIL import ImageFont

    return ImageFont.load_default(26)


class _Drawn:
    """A chart on its way to a picture."""

    def __init__(self, one: Chart) -> None:
        from PIL import Image, ImageDraw

        self.one, self.top = one, one.heights[-1][0] or 1.0
        self.picture = Image.new("L", (WIDTH, HEIGHT), "white")  # in greys: a third of the dots to pack
        self.pen, self.letters = ImageDraw.Draw(self.picture), _letters()

    def x(self, nth: int) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * (nth + 0.5) / len(self.one.points)

    def y(self, value: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / self.top

    def scale(self) -> None:
        """The limits, the heights with their words, the average and some of the names."""
        one = self.one
        if one.low is not None and one.high is not None:
            self.pen.rectangle((LEFT, self.y(one.high), WIDTH - RIGHT, self.y(one.low)), fill=BAND)
        for height, words in one.heights:
            self._across(height, GRID, 1)
            self.pen.text((LEFT - 14, self.y(height)), words, fill=SOFT, font=self.letters, anchor="rm")
        self._across(one.centre, SOFT, 2)
        every = -(-len(one.points) // MOST_NAMES)
        for nth, (name, _) in enumerate(one.points):
            if (len(one.points) - 1 - nth) % every == 0:
                place = (self.x(nth), HEIGHT - BOTTOM + 34)
                self.pen.text(place, name, fill=SOFT, font=self.letters, anchor="mm")

    def _across(self, height: float, colour: str, width: int) -> None:
        self.pen.line((LEFT, self.y(height), WIDTH - RIGHT, self.y(height)), fill=colour, width=width)

    def row(self) -> None:
        """The points, joined where two stand beside each other."""
        before: tuple[float, float] | None = None
        for nth, (_, value) in enumerate(self.one.points):
            here = None if value is None else (self.x(nth), self.y(value))
            if here and before:
                self.pen.line((*before, *here), fill=LINE, width=4)
            if here:
                self.pen.ellipse((here[0] - 8, here[1] - 8, here[0] + 8, here[1] + 8), fill=LINE)
            before = here
