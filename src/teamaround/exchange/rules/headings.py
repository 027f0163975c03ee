"""Headings: which row of a file holds them, what each may mean, and how they are told apart."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from .fields import REASON_COLUMN, WORDINGS, Field

LOOK_FOR_HEADINGS_IN = 50
LONGEST_HEADING = 80
_SURE = {synonym: field for field, wording in WORDINGS.items() for synonym in wording.surely}
_POSSIBLE: dict[str, tuple[Field, ...]] = {}
for _field, _wording in WORDINGS.items():
    for _synonym in _wording.perhaps:
        _POSSIBLE[_synonym] = (*_POSSIBLE.get(_synonym, ()), _field)
_UNNAMED = "(column "
_BRACKETS = re.compile(r"[(\[].*?[)\]]")
_DATE = re.compile(r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}|\d{8}")
_WHOSE = (
    "serviceusers", "serviceuser", "youngpersons", "youngperson", "childrens", "childs", "child", "pupils", "pupil",
    "students", "student", "patients", "patient", "clients", "client", "persons", "person", "yp", "cyp", "subject",
)  # fmt: skip
_ORDINALS = ("", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading may mean; `sure` when it can mean nothing else."""

    field: Field
    sure: bool
    because: str


@dataclass(frozen=True, slots=True)
class HeaderFound:
    """The row of headings, counted from 1 as in the file, and how sure that is."""

    row: int
    sure: bool
    because: str


@lru_cache(maxsize=4096)
def key(heading: str) -> str:
    """A heading without case, spaces, punctuation or what stands in brackets ("Date of Birth (dd/mm/yyyy)")."""
    outside = _BRACKETS.sub(" ", heading)
    kept = "".join(sign for sign in outside.casefold() if sign.isalnum())
    return kept or "".join(sign for sign in heading.casefold() if sign.isalnum())


@lru_cache(maxsize=4096)
def meanings(heading: str) -> tuple[Meaning, ...]:
    """What this heading may mean: one sure meaning, or any number of possible ones."""
    if is_ours(heading):
        return ()
    sure = sure_meaning(heading)
    if sure is not None:
        return (Meaning(sure, True, "the heading says so"),)
    bare = key(heading)
    possible = {field: None for form in _forms(bare) for field in _POSSIBLE.get(form, ())}
    if possible:
        return tuple(Meaning(field, False, "the heading can mean other things too") for field in possible)
    return _nearly(bare)


def sure_meaning(heading: str) -> Field | None:
    """The one field that this heading can mean, if there is one."""
    return next((_SURE[form] for form in _forms(key(heading)) if form in _SURE), None)


def is_ours(heading: str) -> bool:
    """Whether this is the column of reasons that we add to a file sent back."""
    return key(heading) == key(REASON_COLUMN)


def is_unnamed(label: str) -> bool:
    """Whether `labels` had to make up this label because the cell was empty."""
    return label.startswith(_UNNAMED) and label.endswith(", no heading)")


def recognised(cells: Sequence[str]) -> int:
    """How many of these cells are headings that can mean one thing only."""
    return sum(sure_meaning(cell) is not None for cell in cells if len(cell) < LONGEST_HEADING)


def find_header(rows: Sequence[Sequence[str]]) -> HeaderFound | None:
    """The row that holds the headings, or None when nothing looks like one.

    Titles and blank rows may stand above it. Two known headings settle it; otherwise the first row as
    wide as the table with words only in it is proposed, and a person confirms.
    """
    looked_at = [[cell.strip() for cell in row] for row in rows[:LOOK_FOR_HEADINGS_IN]]
    known = [recognised(row) if _could_be_headings(row) else 0 for row in looked_at]
    best = max(known, default=0)
    if best >= 2 or (best == 1 and _width(looked_at) == 1):
        return HeaderFound(known.index(best) + 1, True, f"{best} of its headings are known")
    width = _width(looked_at)
    for at, row in enumerate(looked_at):
        if width and len(_filled(row)) >= width and _could_be_headings(row):
            return HeaderFound(at + 1, False, "it is the first full row with words only")
    return None


def labels(cells: Sequence[str]) -> tuple[str, ...]:
    """Headings made different from each other: a repeated one is numbered, an empty one named by its column."""
    taken: set[str] = set()
    named = []
    for at, cell in enumerate(cells):
        heading = " ".join(cell.split()) or f"{_UNNAMED}{letters(at)}, no heading)"
        label, times = heading, 1
        while label.casefold() in taken:
            times += 1
            label = f"{heading} ({_ordinal(times)})"
        taken.add(label.casefold())
        named.append(label)
    return tuple(named)


def letters(at: int) -> str:
    """The letters that a spreadsheet gives the column at this place, counted from 0: A, B, ... Z, AA."""
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name


def _forms(bare: str) -> tuple[str, ...]:
    """The key, and the key without a leading "child's", "pupil" and the like."""
    shorter = tuple(
        bare[len(whose) :] for whose in _WHOSE if bare.startswith(whose) and len(bare) > len(whose)
    )
    return (bare, *shorter)


def _nearly(bare: str) -> tuple[Meaning, ...]:
    """Fields whose headings are spelled almost like this one, or contained in it; never sure."""
    if len(bare) < 4:
        return ()
    found: dict[Field, Meaning] = {}
    for synonym, field in _SURE.items():
        if len(synonym) > 3 and synonym in bare:
            found[field] = Meaning(field, False, "the heading contains words for it")
        elif difflib.SequenceMatcher(None, bare, synonym).ratio() >= 0.85:
            found.setdefault(field, Meaning(field, False, "the heading is spelled almost like it"))
    return tuple(found.values())


def _could_be_headings(row: Sequence[str]) -> bool:
    filled = _filled(row)
    return bool(filled) and not any(
        _DATE.search(_BRACKETS.sub("", cell)) or _is_number(cell) for cell in filled
    )


def _filled(row: Sequence[str]) -> list[str]:
    return [cell for cell in row if cell]


def _is_number(cell: str) -> bool:
    return cell.replace(".", "").replace(",", "").replace(" ", "").isdigit()


def _width(rows: Sequence[Sequence[str]]) -> int:
    """How many filled cells most rows have."""
    widths = Counter(len(_filled(row)) for row in rows if _filled(row))
    return widths.most_common(1)[0][0] if widths else 0


def _ordinal(times: int) -> str:
    return _ORDINALS[times - 1] if times <= len(_ORDINALS) else f"number {times}"
