"""Two records of what may be one child as rows to compare, for the index team."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from teamaround.accounts.rules import Viewer
from teamaround.kernel import ages
from teamaround.people import portraits
from teamaround.people.portraits import Portrait
from teamaround.people.rules import ETHNICITIES, SEX_WORDS

from . import queries
from .models import Pointers
from .queries import InvolvementSeen

ONE_SIDED = "Only one says"  # nothing speaks against one child where the other record is silent


@dataclass(frozen=True)
class Record:
    """All that the index shows of one record."""

    portrait: Portrait
    involved: tuple[InvolvementSeen, ...]
    pointers: Pointers | None

    @property
    def label(self) -> str:
        """How the record is told from the other: two may bear the same name."""
        return f"{self.portrait.face.name}, {self.portrait.face.ref}"


def records(viewer: Viewer, child_ids: Iterable[int], *, at: datetime) -> dict[int, Record]:
    """Records as the viewer may see them, in as many queries as one; noted as looks."""
    ids = list(child_ids)
    involved = queries.involvements_of(viewer, ids, at=at)
    seen = portraits.portraits_of(viewer, ids, at=at)
    pointers = queries.pointers_of((portrait.face for portrait in seen.values()), viewer)
    return {
        child_id: Record(portrait, tuple(involved.get(child_id, ())), pointers.get(child_id))
        for child_id, portrait in seen.items()
    }


def rows(one: Record, other: Record) -> list[dict[str, Any]]:
    """A row for every field in which either record says something."""
    made = []
    for label, read in FIELDS:
        left, right = read(one), read(other)
        if left or right:
            same = left.casefold() == right.casefold()
            mark = "" if left and right else ONE_SIDED
            made.append({"label": label, "left": left, "right": right, "same": same, "mark": mark})
    return made


def _lines(values: Iterable[str]) -> str:
    return "; ".join(sorted({value.strip() for value in values if value.strip()}))


def _names(record: Record) -> str:
    return _lines(f"{row.given} {row.family}" for row in record.portrait.names)


def _birth(record: Record) -> str:
    face = record.portrait.face
    if face.expected_on is not None:
        return f"expected {ages.in_words(face.expected_on)}"
    return ages.in_words(face.born_on) if face.born_on else ""


def _death(record: Record) -> str:
    died_on = record.portrait.face.died_on
    return ages.in_words(died_on) if died_on else ""


def _address(record: Record) -> str:
    place = record.portrait.address
    return ", ".join([*place.lines.splitlines(), place.postcode]) if place else ""


def _earlier_addresses(record: Record) -> str:
    return _lines(
        ", ".join([*row.lines.splitlines(), row.postcode])
        for row in record.portrait.addresses
        if row.ends_on is not None
    )


def _school(record: Record) -> str:
    return record.portrait.school.agency.name if record.portrait.school else ""


def _practice(record: Record) -> str:
    return record.portrait.gp_practice.agency.name if record.portrait.gp_practice else ""


def _carers(record: Record) -> str:
    return _lines(f"{row.name} ({row.words})" for row in record.portrait.carers)


def _telephones(record: Record) -> str:
    return _lines(row.telephone for row in record.portrait.carers)


def _number(kind: str) -> Callable[[Record], str]:
    return lambda record: _lines(row.value for row in record.portrait.identifiers if row.kind == kind)


def _involved(record: Record) -> str:
    return _lines(
        f"{row.agency}, {row.service}" if row.service else row.agency
        for row in record.involved
        if row.ends_on is None
    )


def _assessment(record: Record) -> str:
    return record.pointers.assessment_state if record.pointers else ""


def _lead(record: Record) -> str:
    lead = record.pointers.lead_practitioner if record.pointers else None
    return f"{lead.name}, {lead.agency.name}" if lead else ""


FIELDS: tuple[tuple[str, Callable[[Record], str]], ...] = (
    ("Names", _names),
    ("Date of birth", _birth),
    ("Date of death", _death),
    ("Sex", lambda record: SEX_WORDS[record.portrait.face.sex]),
    ("Gender", lambda record: record.portrait.child.gender),
    ("Address", _address),
    ("Earlier addresses", _earlier_addresses),
    ("School", _school),
    ("GP practice", _practice),
    ("Carers", _carers),
    ("Their telephones", _telephones),
    ("NHS number", _number("nhs_number")),
    ("Unique pupil number", _number("upn")),
    ("First language", lambda record: record.portrait.child.first_language),
    ("Ethnicity", lambda record: ETHNICITIES.get(record.portrait.child.ethnicity, "")),
    ("Involved now", _involved),
    ("Common assessment", _assessment),
    ("Lead practitioner", _lead),
    ("Shielded", lambda record: "yes" if record.portrait.face.is_shielded else "no"),
)
