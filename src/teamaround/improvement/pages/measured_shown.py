"""What a measure shows of an action: its chart with limits, its baseline, and what may be made of it, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from teamaround.design import chart
from teamaround.design.words import day_short
from teamaround.facts import queries as facts
from teamaround.facts.queries import FactView, MeasureView
from teamaround.facts.rules import telling, xmr
from teamaround.facts.rules.counting import Unit
from teamaround.facts.rules.periods import months_of
from teamaround.facts.rules.xmr import Point, Stretch
from teamaround.kernel import clock

from ..models import Action, Beginning
from ..queries import measuring
from ..queries.measuring import BaselineShown, MeasuredShown, ReadingShown
from ..rules import impact
from ..rules.impact import Number
from ..rules.planning import content_from

TICKS = 4


@dataclass(frozen=True)
class Evidence:
    """One measure as the action's page has it."""

    ref: str
    measure: MeasureView
    where: str
    baseline: BaselineShown
    earlier: tuple[BaselineShown, ...]
    was_late: bool
    latest: FactView | None
    so_far: FactView | None
    could_be_seen: str
    seen: str
    may_come_back: str
    signs: tuple[str, ...]
    beginnings: tuple[Beginning, ...]
    picture: Markup
    has_limits: bool
    has_gaps: bool
    readings: tuple[ReadingShown, ...]


def of_action(action: Action) -> list[Evidence]:
    """Every measure of an action."""
    return [shown(action, each, nth=nth) for nth, each in enumerate(measuring.measured(action))]


def wanted(action: Action) -> list[dict[str, Any]]:
    """What is being counted for an action, with its title."""
    return [{"row": row, "title": facts.measure(row.measure).title} for row in measuring.wanted(action)]


def shown(action: Action, found: MeasuredShown, *, nth: int) -> Evidence:
    """Put together what the page says of one measure; `nth` keeps the names of pictures apart."""
    measure, baseline = facts.measure(found.row.measure), found.baseline
    months = [reading for reading in found.readings if reading.month < found.row.starts_on.replace(day=1)]
    points = [Point(reading.month, reading.fact.value) for reading in found.readings]
    cut = xmr.stretches(points, [each.month for each in found.beginnings])
    latest = found.readings[-1] if found.readings else None
    so_far = (latest.fact if measure.is_of_the_day else latest.so_far) if latest else None
    return Evidence(
        found.ref, measure, baseline.fact.where, baseline, found.baselines[:-1],
        was_late=found.row.starts_on < clock.day_of(baseline.row.at), latest=latest.fact if latest else None, so_far=so_far,
        could_be_seen=_could_be_seen(action, found, measure, months, cut[0]),
        seen=impact.what_was_seen(_number(baseline.fact), _number(so_far)) if so_far else "",
        may_come_back=impact.why_it_may_come_back(baseline.row.over, [_number(each.fact) for each in months]),
        signs=tuple(impact.in_words(cut[-1])), beginnings=found.beginnings,
        picture=_picture(measure, points, cut, ident=f"chart-{nth}"), readings=tuple(reversed(found.readings)),
        has_limits=any(each.limits and each.limits.low is not None for each in cut),
        has_gaps=any(point.value is None for point in points),
    )  # fmt: skip


def _could_be_seen(
    action: Action, found: MeasuredShown, measure: MeasureView, months: Sequence[ReadingShown], first: Stretch
) -> str:
    content = content_from(action.content)
    review_on = content.measured_on or content.due_on
    if review_on is None:
        return "The action has no day by which it is done or measured, so it cannot be said what could be seen by then."
    return impact.what_could_be_seen(
        _number(found.baseline.fact), [_number(each.fact) for each in months],
        over=months_of(found.baseline.row.over), bottom=measure.bottom,
        ahead=impact.ahead_of(found.row.starts_on, review_on), spread=first.limits.spread if first.limits else None,
        is_of_the_day=measure.is_of_the_day,
    )  # fmt: skip


def _number(fact: FactView) -> Number:
    is_apart = fact.unit is not Unit.SHARE or fact.interval is not None
    return Number(fact.unit, fact.value, fact.top, fact.n, is_apart)


def _picture(measure: MeasureView, points: Sequence[Point], cut: Sequence[Stretch], *, ident: str) -> Markup:
    out = {signal.month for stretch in cut for signal in xmr.signals(stretch)}
    marks = [chart.Mark(_name(point.month), point.value, point.month in out) for point in points]
    return chart.picture(
        marks, _lines(measure.unit, cut), ident=ident, title=f"{measure.title}, month by month",
        described=" ".join(impact.in_words(cut[-1])), heights=_heights(measure.unit, points, cut),
    )  # fmt: skip


def _name(month: date) -> str:
    return day_short(month).partition(" ")[2]


def _lines(unit: Unit, cut: Sequence[Stretch]) -> list[chart.Lines]:
    found, first = [], 0
    for stretch in cut:
        last = first + len(stretch.points) - 1
        drawn = stretch.limits
        if drawn is not None:
            low, high = _within(unit, drawn.low), _within(unit, drawn.high)
            found.append(chart.Lines(first, last, drawn.centre, low, high))
        first = last + 1
    return found


def _within(unit: Unit, limit: float | None) -> float | None:
    """No share lies below none or above all, and no number of days below none."""
    if limit is None:
        return None
    return min(1.0, max(0.0, limit)) if unit is Unit.SHARE else max(0.0, limit)


def _heights(unit: Unit, points: Sequence[Point], cut: Sequence[Stretch]) -> list[tuple[float, str]]:
    """Shares from none to all; numbers and days from none to a little above what there is."""
    if unit is Unit.SHARE:
        return [(step / TICKS, f"{100 * step // TICKS}%") for step in range(TICKS + 1)]
    told = [point.value for point in points if point.value is not None]
    told += [each.limits.high for each in cut if each.limits and each.limits.high is not None]
    step = max(1, -(-int(max(told, default=1) + 1) // TICKS))
    words = telling.plain if unit is Unit.NUMBER else None
    return [
        (float(nth * step), words(unit, nth * step) if words else f"{nth * step} d")
        for nth in range(TICKS + 1)
    ]
