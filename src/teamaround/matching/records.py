"""A line of an agency's file, in the columns that `match` reads, made into a row; and what was wrong with it.

Nothing here stops a file: what cannot be read counts as not said, with a note that names the line and column
and never the value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from teamaround.kernel import postcodes
from teamaround.matching.crowded import NOTHING_CROWDED, Crowded
from teamaround.matching.facts import (
    AddressAsWritten,
    NameAsWritten,
    NameKind,
    NumberAsWritten,
    PersonAsWritten,
)
from teamaround.matching.rows import Row, row_of
from teamaround.matching.standardise import FIRST_BIRTH, standardise

COLUMNS = (
    "record_id", "agency", "first_name", "middle_names", "last_name", "previous_last_name", "known_as",
    "sex", "dob", "postcode", "previous_postcode", "address_line", "nhs_number", "upn", "phone", "email",
)  # fmt: skip
LONGEST = 200  # characters of a cell that are read; the rest is noted
_SIGNS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ISO = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?:[T ].*)?")
_FOREIGN = re.compile(r"[A-Z0-9]{3,10}")
_KEPT_SMALL = 100_000


@dataclass(frozen=True, slots=True)
class Record:
    """A record of a file, ready to be compared."""

    record_id: str
    agency: str
    row: Row


@dataclass(frozen=True, slots=True)
class Fault:
    """What was wrong in one line: which column, in words; never the value."""

    line: int
    column: str
    words: str


@dataclass(frozen=True, slots=True)
class Said:
    """A record of a file as it is written; `cells` by column."""

    record_id: str
    agency: str
    person: PersonAsWritten
    cells: Mapping[str, str]


def read_record(
    said: Mapping[str, str], *, line: int, on: date, faults: list[Fault], crowded: Crowded = NOTHING_CROWDED
) -> Record | None:
    """The record of one line; None when it has no number of its own. `on` tells which births lie ahead."""
    read = read_person(said, line=line, on=on, faults=faults)
    if read is None:
        return None
    row = row_of(standardise(read.person, crowded=crowded))
    return Record(read.record_id, read.agency, _with_foreign_places(row, read.cells))


def read_person(said: Mapping[str, str], *, line: int, on: date, faults: list[Fault]) -> Said | None:
    """Who one line is about, as it is written; None when it has no number of its own."""
    cells = dict.fromkeys(COLUMNS, "")
    for column, text in said.items():
        if text and column in cells:
            cells[column] = _cell(text, line, column, faults)
    if not cells["record_id"]:
        faults.append(Fault(line, "record_id", "there is no record_id, so the line is left out"))
        return None
    born_on = _birth(cells["dob"], line, on, faults)
    return Said(cells["record_id"], cells["agency"].casefold(), _person(cells, born_on), cells)


def _cell(text: str, line: int, column: str, faults: list[Fault]) -> str:
    if len(text) > LONGEST:
        faults.append(Fault(line, column, f"longer than {LONGEST} characters; the beginning is read"))
        text = text[:LONGEST]
    if not text.isprintable() and _SIGNS.search(text):
        faults.append(Fault(line, column, "control characters, which are left out"))
        text = _SIGNS.sub("", text)
    return text.strip()


def _birth(text: str, line: int, on: date, faults: list[Fault]) -> date | None:
    if not text:
        return None
    born_on = _day(text)
    if born_on is None:
        faults.append(Fault(line, "dob", "not a date as YYYY-MM-DD; counted as not known"))
    elif born_on < FIRST_BIRTH:
        faults.append(Fault(line, "dob", "before 1900; counted as not known"))
    elif born_on > on:
        faults.append(Fault(line, "dob", "in the future; counted as not known"))
    else:
        return born_on
    return None


@lru_cache(maxsize=_KEPT_SMALL)
def _day(text: str) -> date | None:
    found = _ISO.fullmatch(text)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _person(cells: Mapping[str, str], born_on: date | None) -> PersonAsWritten:
    given = f"{cells['first_name']} {cells['middle_names']}".strip()
    names = [NameAsWritten(given=given, family=cells["last_name"])]
    if cells["known_as"]:
        names.append(NameAsWritten(given=cells["known_as"], kind=NameKind.KNOWN_AS))
    if cells["previous_last_name"]:
        names.append(NameAsWritten(given=given, family=cells["previous_last_name"], kind=NameKind.FORMER))
    places = [AddressAsWritten(lines=cells["address_line"], postcode=cells["postcode"])]
    if cells["previous_postcode"]:
        places.append(AddressAsWritten(postcode=cells["previous_postcode"]))
    return PersonAsWritten(
        names=tuple(names),
        born_on=born_on,
        sex=cells["sex"],
        addresses=tuple(places),
        numbers=tuple(
            NumberAsWritten(kind=kind, value=cells[column])
            for kind, column in (("nhs_number", "nhs_number"), ("upn", "upn"))
            if cells[column]
        ),
        telephones=(cells["phone"],) if cells["phone"] else (),
        emails=(cells["email"],) if cells["email"] else (),
    )


def _with_foreign_places(row: Row, cells: Mapping[str, str]) -> Row:
    """Postcodes of other countries are compared as they are written."""
    if row.postcodes or not (cells["postcode"] or cells["previous_postcode"]):
        return row
    found = [_foreign(cells["postcode"]), _foreign(cells["previous_postcode"])]
    codes = tuple(dict.fromkeys(code for code in found if code))
    return row._replace(postcodes=codes, postcode=found[0]) if codes else row


@lru_cache(maxsize=_KEPT_SMALL)
def _foreign(text: str) -> str | None:
    compact = re.sub(r"[\s.\-]+", "", text).upper()
    if (
        postcodes.parse(text) is not None
        or not _FOREIGN.fullmatch(compact)
        or not re.search("[0-9]", compact)
    ):
        return None
    return None if len(set(compact)) == 1 else compact
