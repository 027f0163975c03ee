"""Taking facts: asking a measure, keeping back what is small, and writing the answer down for good."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from teamaround.accounts.rules import Duty, Viewer
from teamaround.audit.services import record
from teamaround.kernel import clock
from teamaround.kernel.ids import new_ref
from teamaround.kernel.refusal import Refusal

from . import queries, register
from .models import Fact
from .queries import FactView, view
from .register import Measure
from .rules import counting, telling
from .rules.beside import Span, to_keep_back
from .rules.counting import Asked, Counted
from .rules.periods import Over, check_as_at, months_of, since
from .rules.small_numbers import KeptBack, has_bottom, has_top, kept_back

PARAMETERS = ("over", "where")
Known = Mapping[tuple[date, str], Counted]
"""What was counted before, by the day and the time over which: so that counting need not wait for the writing."""


def take(
    measure: str, *, parameters: Mapping[str, str], as_at: date, by: Viewer, at: datetime, known: Known | None = None
) -> FactView:  # fmt: skip
    """Count a measure for a day of the taker's own authority, and write it down.

    `parameters`: `over` month, quarter, year (the usual) or a number of months, whole ones up to the day; `where` a place,
    with none the whole area.
    """
    (made,) = _taken(measure, [(as_at, parameters)], by=by, at=at, known=known)
    return made


def take_months(
    measure: str, *, where: str, ends: Sequence[date], by: Viewer, at: datetime, known: Known | None = None
) -> list[FactView]:  # fmt: skip
    """Count a measure for the months that end on these days, each by itself."""
    rows = [(each, {"over": Over.MONTH.value, "where": where}) for each in ends]
    return _taken(measure, rows, by=by, at=at, known=known)


def count(measure: str, *, parameters: Mapping[str, str], as_at: date, by: Viewer, at: datetime) -> Counted:
    """What a measure answers for a day; nothing is kept back yet and nothing written down, so it is for `known` alone."""
    _check([as_at], by=by, at=at)
    found = register.measure(measure)
    places = dict(register.places(by.authority_id, on=clock.day_of(at)))
    return found.count(_asked(found, parameters, places, as_at, by))


@transaction.atomic
def _taken(
    name: str, each: Sequence[tuple[date, Mapping[str, str]]], *, by: Viewer, at: datetime,
    known: Known | None = None,
) -> list[FactView]:  # fmt: skip
    measure = register.measure(name)
    _check([as_at for as_at, _ in each], by=by, at=at)
    places = dict(register.places(by.authority_id, on=clock.day_of(at)))
    asked = [_asked(measure, parameters, places, as_at, by) for as_at, parameters in each]
    counted = [(known or {}).get((one.as_at, one.parameters["over"])) or measure.count(one) for one in asked]
    kept = _kept_back(name, asked, counted, is_of_the_day=measure.words.is_of_the_day)
    rows = [
        _row(measure, one, answer, kept[nth], where=places[one.parameters["where"]], by=by, at=at)
        for nth, (one, answer) in enumerate(zip(asked, counted, strict=True))
    ]
    made = Fact.objects.bulk_create(rows)
    record("facts.taken", by=by, at=at, about=made[0].ref if made else "", said=f"{name}, {len(made)}")
    return [view(row) for row in made]


def _kept_back(
    name: str, asked: Sequence[Asked], counted: Sequence[Counted], *, is_of_the_day: bool
) -> dict[int, KeptBack]:
    """What is kept back of each: what is small, and what would let a small one of another time be worked out.

    Numbers of single days add up to nothing.
    """
    kept = dict(enumerate(map(kept_back, counted)))
    if is_of_the_day:
        return kept
    spans = [Span(each.since, each.as_at) for each in asked]
    for where in {each.parameters["where"] for each in asked}:
        here = [nth for nth, each in enumerate(asked) if each.parameters["where"] == where]
        here.sort(key=lambda nth: (-(counted[nth].children or 0), nth))
        before = queries.spans_taken(name, asked[0].authority_id, where)
        for is_told in (has_top, has_bottom):
            beside = to_keep_back(
                [(nth, spans[nth]) for nth in here if is_told(kept[nth])],
                told=[span for span, why in before if is_told(why)],
                hidden=[span for span, why in before if not is_told(why)]
                + [spans[nth] for nth in here if not is_told(kept[nth])],
            )
            kept |= dict.fromkeys(beside, KeptBack.BESIDE)
    return kept


def _check(days: Sequence[date], *, by: Viewer, at: datetime) -> None:
    if not (by.can(Duty.SEE_COUNTS) or by.can(Duty.KEEP_PLANS)):
        raise Refusal("duty", "Numbers are taken by those who see counts or keep plans.")
    for day in days:
        check_as_at(day, today=clock.day_of(at))


def _asked(
    measure: Measure, parameters: Mapping[str, str], places: Mapping[str, str], as_at: date, by: Viewer
) -> Asked:
    unknown = set(parameters) - set(PARAMETERS)
    if unknown or parameters.get("where", "") not in places:
        raise Refusal("parameters", "It cannot be counted for that place.", field="where")
    over = parameters.get("over", Over.YEAR.value)
    months = months_of(over)
    first = as_at if measure.words.is_of_the_day else since(as_at, months)
    return Asked(by.authority_id, first, as_at, {"over": over, "where": parameters.get("where", "")})


def _row(
    measure: Measure, asked: Asked, counted: Counted, kept: KeptBack, *, where: str, by: Viewer, at: datetime
) -> Fact:
    words = measure.words
    interval = counting.interval(words, counted)
    return Fact(
        ref=new_ref("FA"), authority_id=asked.authority_id, measure=words.name, parameters=dict(asked.parameters),
        title=words.title, sentence=words.sentence, unit=words.unit, where=where, since=asked.since,
        as_at=asked.as_at, top=counted.top, n=counted.n, middle=counted.middle, children=counted.children,
        counted_children=counted.counted_children, other_children=counted.other_children,
        low=interval.low if interval else None, high=interval.high if interval else None, kept_back=kept,
        shown=telling.shown(words, counted, kept), taken_at=at, taken_by_id=by.account_id or None,
        taken_by_name=by.name, source_hash=counting.source_hash(words, asked, counted),
    )  # fmt: skip
