"""A table of months and numbers as a chart: its points, their average and limits, and the same in words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from teamaround.facts.rules import xmr

NUMBER = re.compile(r"£?(-?\d[\d,]*(?:\.\d+)?)\s?(%|days?)?", re.I)
TICKS = 4


@dataclass(frozen=True)
class Chart:
    """Numbers over time; a month without one is a gap. `unit` follows each number, such as %."""

    ident: str
    title: str
    unit: str
    points: tuple[tuple[str, float | None], ...]
    centre: float
    low: float | None
    high: float | None

    @property
    def told(self) -> list[tuple[str, float]]:
        """The points that have a number."""
        return [(name, value) for name, value in self.points if value is not None]

    @property
    def described(self) -> str:
        """What the picture shows, in words."""
        (first, begun), *_, (last, ended) = self.told
        least, most = min(self.told, key=lambda each: each[1]), max(self.told, key=lambda each: each[1])
        sentence = (
            f"From {self.say(begun)} in {first} to {self.say(ended)} in {last}; lowest {self.say(least[1])} in {least[0]}, "
            f"highest {self.say(most[1])} in {most[0]}; on average {self.say(self.centre)}."
        )
        if self.low is None or self.high is None:
            return f"{sentence} There are too few months to say what is the usual up and down."
        outside = [name for name, value in self.told if not self.low <= value <= self.high]
        usual = f"The usual up and down lies between {self.say(self.low)} and {self.say(self.high)}"
        return f"{sentence} {usual}; outside it: {', '.join(outside) if outside else 'no month'}."

    def say(self, value: float) -> str:
        """A number with its unit."""
        return f"{round(value, 1):g}{self.unit}"

    @property
    def heights(self) -> list[tuple[float, str]]:
        """The scale from none to a little above what there is; shares to all."""
        top = 100.0 if self.unit == "%" else max(value for _, value in self.told)
        if self.high is not None:
            top = max(top, self.high)
        step = max(1, -(-int(top) // TICKS)) if self.unit != "%" else 100 // TICKS
        return [(float(nth * step), self.say(nth * step)) for nth in range(TICKS + 1)]


def chart_of(ident: str, title: str, rows: Sequence[Sequence[str]]) -> Chart | None:
    """The chart of a table whose first column has names and whose second has numbers; None with fewer than two."""
    points = [(row[0], _number(row[1])) for row in rows if len(row) > 1]
    values = [value for _, value in points if value is not None]
    if len(values) < 2:
        return None
    unit = "%" if any(row[1].strip().endswith("%") for row in rows if len(row) > 1) else ""
    drawn = xmr.limits(values)
    assert drawn is not None  # there are values
    low, high = drawn.low, drawn.high
    if low is not None and high is not None:
        low, high = max(0.0, low), min(100.0, high) if unit else high
    return Chart(ident, title, unit, tuple(points), drawn.centre, low, high)


def _number(words: str) -> float | None:
    found = NUMBER.fullmatch(words.strip())
    return float(found[1].replace(",", "")) if found else None
