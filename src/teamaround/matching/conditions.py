"""Conditions on two rows, written once and compiled: to SQL for Splink on either engine, and to a Python function.

A few operations suffice, and each gives the same in DuckDB and here: rapidfuzz and DuckDB agree on
Jaro-Winkler and Damerau-Levenshtein to the last bit (tests hold it so). The two rows are `l` and `r`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import attrgetter
from typing import Protocol

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from teamaround.matching.dialects import DUCKDB, Dialect
from teamaround.matching.rows import Row

Holds = Callable[[Row, Row], bool]


class Condition(Protocol):
    """Something that holds of two rows, or does not; what is not known makes it false."""

    def sql(self, said: Dialect = DUCKDB) -> str:
        """As an engine says it, over columns named `column_l` and `column_r`."""

    def python(self) -> Holds:
        """As a function of two rows."""


@dataclass(frozen=True)
class Missing:
    """Either side says nothing in this column."""

    column: str
    is_list: bool = False

    def sql(self, said: Dialect = DUCKDB) -> str:
        if self.is_list:
            left, right = said.many.format(f"{self.column}_l"), said.many.format(f"{self.column}_r")
            return f"({left} = 0 OR {right} = 0)"
        return f"({self.column}_l IS NULL OR {self.column}_r IS NULL)"

    def python(self) -> Holds:
        get = attrgetter(self.column)
        if self.is_list:
            return lambda left, right: not get(left) or not get(right)
        return lambda left, right: get(left) is None or get(right) is None


@dataclass(frozen=True)
class Same:
    """Both sides say the same."""

    column: str

    def sql(self, said: Dialect = DUCKDB) -> str:
        return f"{self.column}_l = {self.column}_r"

    def python(self) -> Holds:
        get = attrgetter(self.column)
        return lambda left, right: get(left) is not None and get(left) == get(right)


@dataclass(frozen=True)
class Shares:
    """The lists of both sides have something in common."""

    column: str

    def sql(self, said: Dialect = DUCKDB) -> str:
        return said.shares.format(f"{self.column}_l", f"{self.column}_r")

    def python(self) -> Holds:
        get = attrgetter(self.column)
        return lambda left, right: _share(get(left), get(right))


@dataclass(frozen=True)
class Within:
    """Every word of one side is among the other's, whichever side has fewer."""

    column: str

    def sql(self, said: Dialect = DUCKDB) -> str:
        left, right = f"{self.column}_l", f"{self.column}_r"
        has = f"({said.holds_all.format(left, right)} OR {said.holds_all.format(right, left)})"
        return f"({said.many.format(left)} > 0 AND {said.many.format(right)} > 0 AND {has})"

    def python(self) -> Holds:
        get = attrgetter(self.column)
        return lambda left, right: _is_within(get(left), get(right))


@dataclass(frozen=True)
class Among:
    """The one word of each side is in the other side's list; with `either`, of one side is enough."""

    word: str
    words: str
    either: bool = False

    def sql(self, said: Dialect = DUCKDB) -> str:
        join = " OR " if self.either else " AND "
        return (
            f"(coalesce({said.holds.format(f'{self.words}_r', f'{self.word}_l')}, false){join}"
            f"coalesce({said.holds.format(f'{self.words}_l', f'{self.word}_r')}, false))"
        )

    def python(self) -> Holds:
        word, words = attrgetter(self.word), attrgetter(self.words)
        if self.either:
            return lambda left, right: word(left) in words(right) or word(right) in words(left)
        return lambda left, right: word(left) in words(right) and word(right) in words(left)


@dataclass(frozen=True)
class Alike:
    """Jaro-Winkler likeness of at least so much."""

    column: str
    least: float

    def sql(self, said: Dialect = DUCKDB) -> str:
        return (
            f"{said.alike.format(f'{self.column}_l', f'{self.column}_r')} >= {said.number.format(self.least)}"
        )

    def python(self) -> Holds:
        get, least = attrgetter(self.column), self.least

        def holds(left: Row, right: Row) -> bool:
            one, other = get(left), get(right)
            if one is None or other is None:
                return False
            return JaroWinkler.similarity(_as_compared(one), _as_compared(other)) >= least

        return holds


@dataclass(frozen=True)
class Slips:
    """At most so many letters added, left out, changed or changed about."""

    column: str
    most: int = 1

    def sql(self, said: Dialect = DUCKDB) -> str:
        return f"{said.slips.format(f'{self.column}_l', f'{self.column}_r')} <= {self.most}"

    def python(self) -> Holds:
        get, most = attrgetter(self.column), self.most

        def holds(left: Row, right: Row) -> bool:
            one, other = get(left), get(right)
            if one is None or other is None:
                return False
            return (
                DamerauLevenshtein.distance(_as_compared(one), _as_compared(other), score_cutoff=most) <= most
            )

        return holds


@dataclass(frozen=True)
class Long:
    """Both sides have at least so many letters."""

    column: str
    least: int

    def sql(self, said: Dialect = DUCKDB) -> str:
        return f"least(length({self.column}_l), length({self.column}_r)) >= {self.least}"

    def python(self) -> Holds:
        get, least = attrgetter(self.column), self.least

        def holds(left: Row, right: Row) -> bool:
            one, other = get(left), get(right)
            return one is not None and other is not None and len(one) >= least and len(other) >= least

        return holds


@dataclass(frozen=True)
class Initial:
    """One side is a single letter with which the other begins."""

    column: str

    def sql(self, said: Dialect = DUCKDB) -> str:
        left, right = f"{self.column}_l", f"{self.column}_r"
        return f"(least(length({left}), length({right})) = 1 AND left({left}, 1) = left({right}, 1))"

    def python(self) -> Holds:
        get = attrgetter(self.column)

        def holds(left: Row, right: Row) -> bool:
            one, other = get(left), get(right)
            return bool(one and other) and min(len(one), len(other)) == 1 and one[0] == other[0]

        return holds


@dataclass(frozen=True)
class SameStart:
    """Both begin with the same letter."""

    column: str

    def sql(self, said: Dialect = DUCKDB) -> str:
        return f"left({self.column}_l, 1) = left({self.column}_r, 1)"

    def python(self) -> Holds:
        get = attrgetter(self.column)
        return lambda left, right: bool(get(left) and get(right)) and get(left)[0] == get(right)[0]


@dataclass(frozen=True)
class Crossed:
    """The one column of each side is the other column of the other side: day and month changed about."""

    one: str
    other: str

    def sql(self, said: Dialect = DUCKDB) -> str:
        return f"({self.one}_l = {self.other}_r AND {self.other}_l = {self.one}_r)"

    def python(self) -> Holds:
        one, other = attrgetter(self.one), attrgetter(self.other)
        return lambda left, right: (
            one(left) is not None and one(left) == other(right) and other(left) == one(right)
        )


@dataclass(frozen=True)
class Near:
    """Two numbers at most so far apart."""

    column: str
    most: int

    def sql(self, said: Dialect = DUCKDB) -> str:
        return f"abs({self.column}_l - {self.column}_r) <= {self.most}"

    def python(self) -> Holds:
        get, most = attrgetter(self.column), self.most
        return lambda left, right: (
            get(left) is not None and get(right) is not None and abs(get(left) - get(right)) <= most
        )


@dataclass(frozen=True)
class Yes:
    """A yes in this column, on both sides or (with `either`) on one."""

    column: str
    either: bool = False

    def sql(self, said: Dialect = DUCKDB) -> str:
        return f"({self.column}_l {'OR' if self.either else 'AND'} {self.column}_r)"

    def python(self) -> Holds:
        get = attrgetter(self.column)
        if self.either:
            return lambda left, right: get(left) or get(right)
        return lambda left, right: get(left) and get(right)


@dataclass(frozen=True)
class Not:
    """The condition does not hold."""

    condition: Condition

    def sql(self, said: Dialect = DUCKDB) -> str:
        return f"NOT coalesce(({self.condition.sql(said)}), false)"

    def python(self) -> Holds:
        holds = self.condition.python()
        return lambda left, right: not holds(left, right)


@dataclass(frozen=True, init=False)
class All:
    """Every one of the conditions holds."""

    conditions: tuple[Condition, ...]

    def __init__(self, *conditions: Condition) -> None:
        object.__setattr__(self, "conditions", conditions)

    def sql(self, said: Dialect = DUCKDB) -> str:
        return "(" + " AND ".join(each.sql(said) for each in self.conditions) + ")"

    def python(self) -> Holds:
        first, *others = [each.python() for each in self.conditions]
        for other in others:
            first = _both(first, other)
        return first


@dataclass(frozen=True, init=False)
class Either:
    """One of the conditions holds."""

    conditions: tuple[Condition, ...]

    def __init__(self, *conditions: Condition) -> None:
        object.__setattr__(self, "conditions", conditions)

    def sql(self, said: Dialect = DUCKDB) -> str:
        return "(" + " OR ".join(f"coalesce(({each.sql(said)}), false)" for each in self.conditions) + ")"

    def python(self) -> Holds:
        first, *others = [each.python() for each in self.conditions]
        for other in others:
            first = _one_of(first, other)
        return first


def _both(one: Holds, other: Holds) -> Holds:
    return lambda left, right: one(left, right) and other(left, right)


def _one_of(one: Holds, other: Holds) -> Holds:
    return lambda left, right: one(left, right) or other(left, right)


def _as_compared(text: str) -> str | bytes:
    """DuckDB compares spelling byte by byte, which for plain letters is letter by letter."""
    return text if text.isascii() else text.encode()


def _share(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """A loop, because a generator costs as much again and this is asked several times of each pair."""
    for word in one:  # noqa: SIM110
        if word in other:
            return True
    return False


def _is_within(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return bool(one) and bool(other) and (_are_all_in(one, other) or _are_all_in(other, one))


def _are_all_in(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    for word in one:  # noqa: SIM110
        if word not in other:
            return False
    return True
