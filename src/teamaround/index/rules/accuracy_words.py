"""What was measured of a release, put into words for people who read it: overall, by agency, names, age and births."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

PARTS = (
    ("by_agency", "By agency"),
    ("by_group", "By where names come from"),
    ("by_age", "By age"),
    ("by_multiple", "Twins and others"),
)
MULTIPLE_WORDS = {"0": "Born alone", "1": "Twins and more"}


@dataclass(frozen=True)
class Line:
    """One part of the records: how many, and what became of them."""

    name: str
    records: str
    laid: str
    wrong: str
    asked: str
    found: str


@dataclass(frozen=True)
class Measured:
    """A release's figures. `parts`: a heading with its lines, the least often laid first; `gap` is a sentence."""

    say: str
    on: date
    overall: tuple[tuple[str, str], ...]
    parts: tuple[tuple[str, tuple[Line, ...]], ...]
    gap: str


def measured(report: Mapping[str, Any]) -> Measured:
    """The frozen report of a release in words."""
    auto, found = report["auto"], report["found"]
    return Measured(
        say=report["say"],
        on=date.fromisoformat(report["on"]),
        overall=(
            ("Laid without asking, of records whose child is in the index", share(auto["recall"])),
            ("Laid to a wrong child", f"{auto['wrong_per_100k']:.0f} in 100,000 records"),
            ("Asked about", share(report["review"]["share"])),
            ("Laid rightly, or asked about with the right child among those shown", share(found["recall"])),
        ),
        parts=tuple((heading, _lines(part, report[part])) for part, heading in PARTS),
        gap=_gap(report),
    )


def share(of_one: float) -> str:
    """A share as people read it."""
    return f"{100 * of_one:.1f} %"


def _lines(part: str, told: Mapping[str, Mapping[str, Any]]) -> tuple[Line, ...]:
    ordered = sorted(told.items(), key=lambda each: each[1]["auto"]["recall"])
    if part == "by_age":
        ordered = sorted(told.items(), key=lambda each: int(each[0]))
    return tuple(
        Line(
            name_of(part, name),
            f"{one['records']:,}",
            share(one["auto"]["recall"]),
            f"{one['auto']['wrong']:,}",
            share(one["review"]["share"]),
            share(one["found"]["recall"]),
        )
        for name, one in ordered
    )


def name_of(part: str, name: str) -> str:
    """A part as people call it."""
    if part == "by_multiple":
        return MULTIPLE_WORDS.get(name, name)
    if part == "by_age":
        return f"{name} years" if name != "1" else "1 year"
    return name.replace("_", " ").capitalize()


def _gap(report: Mapping[str, Any]) -> str:
    lines = _lines("by_group", report["by_group"])
    return (
        f"Between groups of names, what is laid without asking differs by "
        f"{100 * report['gap_between_groups']:.1f} points: from {lines[0].laid} ({lines[0].name}) "
        f"to {lines[-1].laid} ({lines[-1].name}). Whoever is not laid is asked about."
    )
