"""Reading facts: what may be told of each, which measures there are, and counting one again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from teamaround.accounts.rules import Duty, Viewer
from teamaround.kernel.refusal import NotVisible

from . import register
from .models import Fact
from .rules import telling
from .rules.beside import Span
from .rules.counting import UNIT_WORDS, Asked, Counted, Unit, source_hash, value
from .rules.intervals import Interval
from .rules.small_numbers import KeptBack, has_bottom, kept_back


@dataclass(frozen=True)
class MeasureView:
    """A measure in words: what it is called, what it counts, and in what."""

    name: str
    title: str
    sentence: str
    unit: Unit
    unit_words: str
    top: str
    bottom: str
    is_of_the_day: bool


@dataclass(frozen=True)
class FactView:
    """A fact as anybody may see it: where a number is kept back, `value`, `n` and the rest are None.

    `shown` has the words ready to print. `value` of a share is a fraction of one.
    """

    ref: str
    measure: str
    title: str
    sentence: str
    unit: Unit
    parameters: Mapping[str, str]
    where: str
    value: float | None
    top: float | None
    n: int | None
    interval: Interval | None
    shown: str
    kept_back: KeptBack
    since: date
    as_at: date
    taken_at: datetime
    taken_by_name: str
    source_hash: str
    authority_id: int

    @property
    def number(self) -> str:
        """The number alone, as it stands in a table; blank when there is none to tell."""
        return "" if self.value is None else telling.plain(self.unit, self.value)

    @property
    def between(self) -> str:
        """The interval in words; blank when there is none."""
        return telling.between(self.interval)


@dataclass(frozen=True)
class Again:
    """A fact counted again: whether it comes out the same, and what it shows now."""

    fact: FactView
    is_same: bool
    shown: str
    source_hash: str


def measures() -> list[MeasureView]:
    """Every measure that the product can count."""
    return [_measure(each.words.name) for each in register.measures()]


def _measure(name: str) -> MeasureView:
    words = register.measure(name).words
    return MeasureView(
        words.name, words.title, words.sentence, words.unit, UNIT_WORDS[words.unit], words.top, words.bottom,
        words.is_of_the_day,
    )  # fmt: skip


def measure(name: str) -> MeasureView:
    """One measure in words; Refusal when there is none of that name."""
    return _measure(name)


def fact(ref: str) -> FactView | None:
    """The fact with this reference."""
    row = Fact.objects.filter(ref=ref).first()
    return None if row is None else view(row)


def facts(refs: Iterable[str]) -> dict[str, FactView]:
    """Facts by their references, in one query."""
    return {row.ref: view(row) for row in Fact.objects.filter(ref__in=set(refs))}


def view(row: Fact) -> FactView:
    """A fact without what is kept back."""
    kept, unit = KeptBack(row.kept_back), Unit(row.unit)
    told = not kept
    number = _value(unit, row) if told else None
    return FactView(
        ref=row.ref, measure=row.measure, title=row.title, sentence=row.sentence, unit=unit,
        parameters=row.parameters, where=row.where, value=number, top=row.top if told else None,
        n=row.n if has_bottom(kept) else None,
        interval=Interval(row.low, row.high) if told and row.low is not None and row.high is not None else None,
        shown=row.shown, kept_back=kept, since=row.since, as_at=row.as_at, taken_at=row.taken_at,
        taken_by_name=row.taken_by_name, source_hash=row.source_hash, authority_id=row.authority_id,
    )  # fmt: skip


def _value(unit: Unit, row: Fact) -> float | None:
    if unit is Unit.NUMBER:
        return row.top
    if not row.n:
        return None
    return row.middle if unit is Unit.DAYS else row.top / row.n


def visible(viewer: Viewer, ref: str, *, on: date) -> FactView:
    """A fact of one's own authority, for those who see counts or keep plans; and for whoever else something
    of theirs stands on it (`register.readers`)."""
    found = fact(ref)
    if found is not None:
        own = viewer.authority_id == found.authority_id
        if own and (viewer.can(Duty.SEE_COUNTS) or viewer.can(Duty.KEEP_PLANS)):
            return found
        if any(may(viewer, ref, on) for may in register.readers):
            return found
    raise NotVisible


def again(ref: str) -> Again:
    """Count a fact again, as the records stand now, for the same question and day."""
    row = Fact.objects.filter(ref=ref).first()
    if row is None:
        raise NotVisible
    asked = Asked(row.authority_id, row.since, row.as_at, row.parameters)
    found = register.measure(row.measure)
    counted = found.count(asked)
    digest = source_hash(found.words, asked, counted)
    kept = kept_back(counted)
    if not kept and row.kept_back == KeptBack.BESIDE:
        kept = KeptBack.BESIDE
    return Again(view(row), digest == row.source_hash, telling.shown(found.words, counted, kept), digest)


def count(name: str, asked: Asked) -> tuple[Counted, float | None]:
    """What a measure answers now, and its number; nothing is written down."""
    found = register.measure(name)
    counted = found.count(asked)
    return counted, value(found.words, counted)


def spans_taken(name: str, authority_id: int, where: str) -> list[tuple[Span, KeptBack]]:
    """The times for which a measure was taken in a place, and what of each was kept back."""
    rows = Fact.objects.filter(authority_id=authority_id, measure=name, parameters__where=where)
    found = rows.values_list("since", "as_at", "kept_back").distinct()
    return [(Span(since, as_at), KeptBack(kept)) for since, as_at, kept in found]


def latest(authority_id: int, *, first: int = 0, most: int) -> list[FactView]:
    """The facts of an authority, those taken last before the others."""
    rows = Fact.objects.filter(authority_id=authority_id).order_by("-pk")
    return [view(row) for row in rows[first : first + most]]
