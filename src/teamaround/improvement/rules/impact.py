"""Impact before hope: which change could be seen at all, what was seen, and what would have come by itself.

Said in one plain sentence each: before the action starts what its numbers are able to show, at its
review what they do show, and whether it began from an extreme to which no number stays close.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from teamaround.facts.rules import detectable, telling
from teamaround.facts.rules.counting import Unit
from teamaround.facts.rules.intervals import Interval, of_difference
from teamaround.facts.rules.periods import month_end
from teamaround.facts.rules.xmr import FEWEST, Signal, Stretch, signals
from teamaround.kernel import ages
from teamaround.kernel.refusal import Refusal

HISTORY = 24  # months that are counted from before an action starts
RECENT = 12  # months among which a baseline may be the extreme
FEWEST_RECENT = 6
MONTH = "month"


@dataclass(frozen=True)
class Number:
    """A fact as far as it may be told; `is_apart`: things that are counted each by itself, and not days."""

    unit: Unit
    value: float | None
    top: float | None
    n: int | None
    is_apart: bool = True


@dataclass(frozen=True)
class Ahead:
    """How many months an action has until its review, and which day that is."""

    months: int
    review_on: date


def months_between(starts_on: date, until: date) -> int:
    """Months that begin on or after one day, up to and with the one in which another lies."""
    months = (until.year - starts_on.year) * 12 + until.month - starts_on.month
    return max(0, months + (starts_on.day == 1))


def ahead_of(starts_on: date, review_on: date) -> Ahead:
    """The months of an action that are over by its review."""
    is_over = review_on == month_end(review_on)
    return Ahead(max(0, months_between(starts_on, review_on) - (not is_over)), review_on)


def what_could_be_seen(
    baseline: Number, months: Sequence[Number], *, over: int, bottom: str, ahead: Ahead, spread: float | None,
    is_of_the_day: bool = False,
) -> str:  # fmt: skip
    """Which change these numbers could tell from chance by the review, in a sentence; `over`: the baseline's months."""
    told = [each for each in months if each.n is not None]
    by = f"by {ages.in_words(ahead.review_on)}"
    if baseline.value is None or baseline.n is None:
        return (
            "How it was before is not told, or there was nothing to count: no change can be compared with it."
        )
    if ahead.months < 1:
        return f"There is no whole month to count {by}: no change could be told from chance."
    if baseline.unit is not Unit.SHARE or not baseline.is_apart:
        change = detectable.change_in_days(spread, len(told), ahead.months)
        return _by_its_months(baseline.unit, change, by)
    a_month = baseline.n if is_of_the_day else baseline.n / over
    after = round(a_month if is_of_the_day else a_month * ahead.months)
    scattered = detectable.scatter([(each.top, each.n) for each in told if each.top is not None and each.n])
    change = detectable.change_in_share(baseline.value, baseline.n, after, scattered=scattered)
    few = f"With about {max(1, round(a_month)):,} {bottom}{'' if is_of_the_day else ' a month'}"
    if change is None:
        return (
            f"{few}, no change at all could be told from chance {by}. Ask children and families what changed."
        )
    return f"{few}, only a change of {_points(change)} or more could be told from chance {by}."


def _by_its_months(unit: Unit, change: float | None, by: str) -> str:
    if change is None:
        return f"Fewer than {FEWEST} months are known, so it cannot be said yet which change could be told from chance."
    size = telling.days(max(1.0, change)) if unit is Unit.DAYS else _points(change)
    return (
        f"By how its months go up and down, only a change of {size} or more could be told from chance {by}."
    )


def _points(change: float) -> str:
    """Hundredths, as people say them; never none when there is some."""
    found = max(1, round(100 * abs(change)))
    return "1 point" if found == 1 else f"{found} points"


def what_was_seen(baseline: Number, now: Number) -> str:
    """The step from the baseline, with how far off it may be; empty when there is nothing to compare."""
    if baseline.value is None or now.value is None or not (baseline.n and now.n):
        return ""
    step = f"From {telling.plain(now.unit, baseline.value)} to {telling.plain(now.unit, now.value)}"
    if now.unit is Unit.SHARE and now.is_apart and baseline.top is not None and now.top is not None:
        found = of_difference(now.top, now.n, baseline.top, baseline.n)
        return f"{step}: {_step(now.value - baseline.value)}; allowing for chance, {_between(found)}. {_verdict(found)}"
    if now.unit is Unit.SHARE:
        step += f": {_step(now.value - baseline.value)}"
    return f"{step}. Whether that is more than chance, its months say."


def _step(change: float) -> str:
    if round(100 * change) == 0:
        return "no change to speak of"
    return f"{_points(change)} {'more' if change > 0 else 'fewer'}"


def _between(found: Interval) -> str:
    return f"between {_step(found.low)} and {_step(found.high)}"


def _verdict(found: Interval) -> str:
    return "That can be chance." if found.low <= 0 <= found.high else "That is more than chance."


def why_it_may_come_back(over: str, months: Sequence[Number]) -> str:
    """A sentence when the baseline, the last of some months, is the highest or lowest of them; else empty."""
    told = [each.value for each in months[-RECENT:] if each.value is not None]
    if over != MONTH or len(told) < FEWEST_RECENT or months[-1].value is None:
        return ""
    *others, last = told
    if min(others) <= last <= max(others):
        return ""
    which = "lowest" if last < min(others) else "highest"
    return (
        f"The baseline is the {which} of the last {len(told)} months. A number that is chosen at such a moment comes"
        " back towards its average by itself, so a part of any change would have come without the action."
    )


def in_words(stretch: Stretch) -> list[str]:
    """What a chart says: one sentence for each thing that is more than the usual up and down."""
    if stretch.limits is None or stretch.limits.low is None:
        return [
            f"{_months(stretch.told)} known so far. What is usual is drawn from {FEWEST} months on; until then nothing is"
            " made of its ups and downs."
        ]
    found = signals(stretch)
    told = [words for is_above in (True, False) for words in _outside(found, is_above)]
    told += [_run(each) for each in found if each.months > 1]
    return told or ["Nothing but the usual up and down."]


def _outside(found: Sequence[Signal], is_above: bool) -> list[str]:
    """Months outside the limits on one side, in one sentence."""
    months = [each.month for each in found if each.months == 1 and each.is_above is is_above]
    side = "above" if is_above else "below"
    if len(months) > 1:
        return [
            f"{len(months)} months lie {side} the usual up and down, the last of them {months[-1]:%B %Y}."
        ]
    return [f"{month:%B %Y} lies {side} the usual up and down." for month in months]


def _run(signal: Signal) -> str:
    side = "above" if signal.is_above else "below"
    return f"{signal.months} months in a row {side} the average, up to {signal.month:%B %Y}."


def _months(many: int) -> str:
    return "1 month is" if many == 1 else f"{many or 'No'} months are"


def check_baseline(*, has_started: bool, is_first: bool, because: str) -> None:
    """The first is fixed as it is; once the action has started another one says why."""
    if has_started and not is_first and not because.strip():
        raise Refusal(
            "because", "The action has started. Say why another baseline is right; both will be shown.",
            field="because",
        )  # fmt: skip


def check_beginning(month: date, known: Sequence[date], *, because: str) -> None:
    """A number begins anew from one of its months, and somebody says why."""
    if month not in list(known)[1:]:
        raise Refusal("month", "Choose a month after the first of those that are known.", field="month")
    if not because.strip():
        raise Refusal("because", "Say what is otherwise from that month on.", field="because")
