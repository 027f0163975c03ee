"""A plan as rows of a sheet, and rows of a sheet as changes of a plan."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from teamaround.kernel.guarding import unguarded
from teamaround.kernel.refusal import Refusal
from teamaround.kernel.typed import whole

from .planning import DAYS, FIELD_WORDS, FIELDS, Content, Milestone

REFERENCE, VERSION, RECOMMENDATION = "Reference", "Version", "Recommendation"
HEADINGS = (REFERENCE, VERSION, RECOMMENDATION, *(FIELD_WORDS[name] for name in FIELDS))
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_OUR_DAY = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})")
_STEP = re.compile(r"(\S+)\s+(.*?)\s*(\(reached\))?")


@dataclass(frozen=True)
class SheetRow:
    """One row that came: which action at which version, or a new one for which recommendation."""

    number: int
    reference: str
    version: int
    label: str
    content: Content


def as_row(reference: str, version: int, label: str, content: Content) -> list[str]:
    """An action as cells, in the order of the headings."""
    return [reference, str(version), label, *(cell(name, getattr(content, name)) for name in FIELDS)]


def cell(name: str, value: Any) -> str:
    """One field as a cell of a sheet."""
    if value in (None, "", ()):
        return ""
    if name in DAYS:
        return str(value.isoformat())
    if name == "fte":
        return f"{value / 10:g}"
    if name == "milestones":
        return "\n".join(
            f"{each.due_on.isoformat()} {each.words}{' (reached)' if each.reached else ''}" for each in value
        )
    return "\n".join(value) if name == "partners" else str(value)


def places(headings: Sequence[str]) -> Mapping[str, int]:
    """Where each of our headings stands in a file; every one of them must."""
    found = {heading.strip().casefold(): at for at, heading in enumerate(headings)}
    missing = [heading for heading in HEADINGS if heading.casefold() not in found]
    if missing:
        raise Refusal(
            "headings", f"The file has no column “{missing[0]}”. Take the plan out as a file and fill that in.",
            field="file",
        )  # fmt: skip
    return {heading: found[heading.casefold()] for heading in HEADINGS}


def read_row(number: int, cells: Sequence[str], where: Mapping[str, int]) -> SheetRow:
    """One row of a file; Refusal says what in it cannot be read."""
    text = {heading: unguarded(cells[at]).strip() if at < len(cells) else "" for heading, at in where.items()}
    version = whole(text[VERSION].removesuffix(".0"), 0)
    if text[REFERENCE] and not version:
        raise Refusal("version", "A row with a reference needs its version too: leave that column as it was.")
    content = Content(**{name: read(name, text[FIELD_WORDS[name]]) for name in FIELDS})
    label = text[RECOMMENDATION].strip("()").removesuffix(".0")
    return SheetRow(number, text[REFERENCE], version, label, content)


def read(name: str, text: str) -> Any:
    """One field as somebody wrote it."""
    text = text.replace("\r\n", "\n").strip()
    if name in DAYS:
        return read_day(text) if text else None
    if name == "milestones":
        return tuple(_step(line) for line in text.splitlines() if line.strip())
    if name == "partners":
        return tuple(line.strip() for line in text.splitlines() if line.strip())
    if name in ("fte", "money"):
        return _number(name, text) if text else None
    return text


def read_day(text: str) -> date:
    """A day as 2026-11-22 or as 22/11/2026."""
    year_first, day_first = _DAY.match(text), _OUR_DAY.fullmatch(text)
    try:
        if year_first:
            return date(int(year_first[1]), int(year_first[2]), int(year_first[3]))
        if day_first:
            return date(int(day_first[3]), int(day_first[2]), int(day_first[1]))
    except ValueError:
        pass
    raise Refusal("day", f"“{text}” is no day. Write it like 22/11/2026.")


def _step(line: str) -> Milestone:
    found = _STEP.fullmatch(line.strip())
    if found is None or not found[2]:
        raise Refusal(
            "step", f"“{line.strip()}” is no milestone. Write a day and what is reached then, one on each line.",
            field="milestones",
        )  # fmt: skip
    return Milestone(found[2], read_day(found[1]), bool(found[3]))


def _number(name: str, text: str) -> int:
    try:
        value = float(text.replace("£", "").replace(",", ""))
    except ValueError:
        raise Refusal("number", f"“{text}” is no number.", field=name) from None
    if not 0 <= value < 10**10:
        raise Refusal("number", f"“{text}” is no number that this can be.", field=name)
    return round(value * 10) if name == "fte" else round(value)
