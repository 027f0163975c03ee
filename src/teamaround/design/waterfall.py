"""A sum that grows and shrinks step by step: a bar for each step, beside the words and the number.

The table says it all; the bars are for the eye. What adds is filled, what takes away is an outline, so that they
are told apart without colour.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup

WIDTH, HEIGHT = 120, 16


class Step(Protocol):
    """The words of a step, what it adds, and where the sum then stands."""

    @property
    def words(self) -> str: ...
    @property
    def bits(self) -> float: ...
    @property
    def total(self) -> float: ...


@dataclass(frozen=True)
class Row:
    """A step as it is shown."""

    words: str
    bits: str
    total: str
    bar: Markup


def rows(steps: Iterable[Step]) -> list[Row]:
    """The steps with their bars, all on one scale."""
    shown = list(steps)
    ends = [0.0, *(step.total for step in shown)]
    lowest, highest = min(ends), max(ends)
    scale = WIDTH / ((highest - lowest) or 1.0)
    return [
        Row(
            step.words[:1].upper() + step.words[1:],
            _signed(step.bits),
            _signed(step.total),
            _bar(step, ends[at], lowest, scale),
        )
        for at, step in enumerate(shown)
    ]


def _signed(bits: float) -> str:
    """One place after the point, with a minus sign as long as the plus."""
    return f"{bits:+.1f}".replace("-", "−")


def _bar(step: Step, begin: float, lowest: float, scale: float) -> Markup:
    left = (min(begin, step.total) - lowest) * scale
    width = max(abs(step.total - begin) * scale, 1.0)
    zero = -lowest * scale
    kind = 'fill="currentColor" fill-opacity="0.75"' if step.bits >= 0 else 'fill="none"'
    return Markup(
        '<svg viewBox="-1 0 {full} {height}" width="{full}" height="{height}" aria-hidden="true" focusable="false">'
        '<path d="M{zero:.1f} 0V{height}" stroke="currentColor" stroke-opacity="0.35"/>'
        '<rect x="{left:.1f}" y="3" width="{width:.1f}" height="10" stroke="currentColor" {kind}/></svg>'
    ).format(full=WIDTH + 2, height=HEIGHT, zero=zero, left=left, width=width, kind=Markup(kind))  # noqa: S704 - our own constants
