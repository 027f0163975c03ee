"""A number over time: its average, its limits and its months, as a calm picture beside the table that says it all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

WIDTH, HEIGHT = 520, 240
LEFT, RIGHT, TOP, BOTTOM = 62, 46, 14, 36
MOST_NAMES = 4  # names of months beneath the picture; more would meet each other on a phone


@dataclass(frozen=True)
class Mark:
    """One point: what it is called beneath, its height (none leaves a gap), and whether it stands out."""

    name: str
    value: float | None
    stands_out: bool = False


@dataclass(frozen=True)
class Lines:
    """The average and limits over some of the points, by their places in the row."""

    first: int
    last: int
    centre: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Scale:
    """Where a point of the row, and a height, lie in the picture."""

    many: int
    lowest: float
    highest: float

    def x(self, nth: float) -> float:
        room = WIDTH - LEFT - RIGHT
        return round(LEFT + room * (nth + 0.5) / max(self.many, 1), 1)

    def y(self, value: float) -> float:
        span = (self.highest - self.lowest) or 1.0
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (value - self.lowest) / span, 1)


def picture(
    marks: Sequence[Mark], lines: Sequence[Lines], *, ident: str, title: str, described: str,
    heights: Sequence[tuple[float, str]],
) -> Markup:  # fmt: skip
    """The picture as SVG without script or inline style; `ident` must be unique on the page.

    `heights` are the lowest and highest of the scale and whatever lies between, with their words.
    """
    told = [height for height, _ in heights]
    scale = Scale(len(marks), min(told), max(told))
    inside = Markup("").join((
        *(_height(scale, height, words) for height, words in heights),
        *(_lines(scale, each) for each in lines),
        _line(scale, marks),
        *(_mark(scale, nth, mark) for nth, mark in enumerate(marks)),
        *_names(scale, marks),
    ))  # fmt: skip
    return _FRAME.format(
        ident=ident, width=WIDTH, height=HEIGHT, title=title, described=described, inside=inside
    )


def _height(scale: Scale, height: float, words: str) -> Markup:
    return _HEIGHT.format(x=LEFT, right=WIDTH - RIGHT, y=scale.y(height), words=words, at=LEFT - 8)


def _lines(scale: Scale, each: Lines) -> Markup:
    first, last = scale.x(each.first - 0.5), scale.x(each.last + 0.5)
    found = Markup("")
    if each.low is not None and each.high is not None:
        top = scale.y(each.high)
        found += _BAND.format(
            x=first, y=top, width=round(last - first, 1), height=round(scale.y(each.low) - top, 1)
        )
    return found + _CENTRE.format(first=first, last=last, y=scale.y(each.centre))


def _line(scale: Scale, marks: Sequence[Mark]) -> Markup:
    """The points joined; a gap where one has no height."""
    path, is_down = [], False
    for nth, mark in enumerate(marks):
        if mark.value is None:
            is_down = False
            continue
        path.append(f"{'L' if is_down else 'M'}{scale.x(nth)} {scale.y(mark.value)}")
        is_down = True
    return _PATH.format(path=" ".join(path)) if path else Markup("")


def _mark(scale: Scale, nth: int, mark: Mark) -> Markup:
    if mark.value is None:
        return Markup("")
    kind = "ta-chart__mark ta-chart__mark--out" if mark.stands_out else "ta-chart__mark"
    return _MARK.format(kind=kind, x=scale.x(nth), y=scale.y(mark.value), r=6 if mark.stands_out else 4)


def _names(scale: Scale, marks: Sequence[Mark]) -> list[Markup]:
    every = -(-len(marks) // MOST_NAMES) or 1
    return [
        _NAME.format(x=scale.x(nth), y=HEIGHT - 10, name=mark.name)
        for nth, mark in enumerate(marks)
        if (len(marks) - 1 - nth) % every == 0
    ]


_FRAME = Markup(
    '<svg class="ta-chart" role="img" aria-labelledby="{ident}-title {ident}-desc" viewBox="0 0 {width} {height}">'
    '<title id="{ident}-title">{title}</title><desc id="{ident}-desc">{described}</desc>{inside}</svg>'
)
_HEIGHT = Markup(
    '<line class="ta-chart__height" x1="{x}" x2="{right}" y1="{y}" y2="{y}"/>'
    '<text class="ta-chart__words" x="{at}" y="{y}" dy="4" text-anchor="end">{words}</text>'
)
_BAND = Markup('<rect class="ta-chart__band" x="{x}" y="{y}" width="{width}" height="{height}"/>')
_CENTRE = Markup('<line class="ta-chart__centre" x1="{first}" x2="{last}" y1="{y}" y2="{y}"/>')
_PATH = Markup('<path class="ta-chart__line" d="{path}"/>')
_MARK = Markup('<circle class="{kind}" cx="{x}" cy="{y}" r="{r}"/>')
_NAME = Markup('<text class="ta-chart__words" x="{x}" y="{y}" text-anchor="middle">{name}</text>')
