"""Regimes of review and inspection as data, and which judgements can be compared."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from teamaround.kernel.refusal import Refusal

FILE = Path(__file__).parents[1] / "regimes.toml"


@dataclass(frozen=True)
class Scale:
    """Words of judgement, the worst first. The same id in two versions means the same scale."""

    id: str
    name: str
    terms: tuple[str, ...]


@dataclass(frozen=True)
class Regime:
    """One version of a way to review or inspect."""

    key: str
    version: str
    name: str
    is_inspection: bool
    scales: tuple[Scale, ...] = ()
    lines: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    unsure: str = ""

    @property
    def code(self) -> str:
        return f"{self.key}/{self.version}"

    def scale(self, scale_id: str) -> Scale | None:
        return next((each for each in self.scales if each.id == scale_id), None)


@dataclass(frozen=True)
class Band:
    """By when something is to be done, counted from publication."""

    key: str
    words: str
    months: int


class Trend(StrEnum):
    """How a judgement compares with the one before on the same scale."""

    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


TREND_WORDS = {
    Trend.BETTER: "Better than before",
    Trend.SAME: "As before",
    Trend.WORSE: "Less good than before",
}


@lru_cache
def regimes() -> tuple[Regime, ...]:
    """Every regime that came with the program, oldest version first."""
    return tuple(
        Regime(
            each["key"], each["version"], each["name"], each["is_inspection"],
            tuple(Scale(row["id"], row["name"], tuple(row["terms"])) for row in each.get("scale", ())),
            tuple(each.get("lines", ())), tuple(each.get("parts", ())), each.get("unsure", ""),
        )
        for each in _read()["regime"]
    )  # fmt: skip


@lru_cache
def bands() -> tuple[Band, ...]:
    """Every time band."""
    return tuple(Band(each["key"], each["words"], each["months"]) for each in _read()["band"])


@lru_cache
def _read() -> dict[str, list[dict]]:  # type: ignore[type-arg]
    with FILE.open("rb") as file:
        return tomllib.load(file)


def regime(key: str, version: str) -> Regime:
    """This version of a regime; Refusal when there is none."""
    found = next((each for each in regimes() if (each.key, each.version) == (key, version)), None)
    if found is None:
        raise Refusal("no-regime", "Choose one of the regimes in the list.", field="regime")
    return found


def band(key: str) -> Band | None:
    """This time band."""
    return next((each for each in bands() if each.key == key), None)


def check_term(of: Regime, scale_id: str, term: str) -> Scale:
    """The inspector's own word must be a word of a scale of that very regime."""
    scale = of.scale(scale_id)
    if scale is None:
        raise Refusal("no-scale", f"“{of.name}” has no such scale.", field="scale")
    if term not in scale.terms:
        words = ", ".join(f"“{each}”" for each in scale.terms)
        raise Refusal("not-its-word", f"The words of this scale are {words}.", field="term")
    return scale


def trend(scale: Scale, earlier: str, later: str) -> Trend:
    """How two words of one scale compare."""
    before, after = scale.terms.index(earlier), scale.terms.index(later)
    if after == before:
        return Trend.SAME
    return Trend.BETTER if after > before else Trend.WORSE


def months_after(start: date, months: int) -> date:
    """The same day so many months on, or the last day of that month."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    for day in (start.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day, start.day))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def due_on(published_on: date, band_key: str, *, own: date | None) -> date:
    """The day by which a recommendation is due: its band counted from publication, or a day of its own."""
    if own is not None:
        return own
    found = band(band_key)
    if found is None:
        raise Refusal("no-band", "Choose by when, or enter a day.", field="band")
    return months_after(published_on, found.months)
