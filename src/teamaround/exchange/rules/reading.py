"""A row as read: who the child is, as far as the row says, and who is involved."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from .faults import Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberAsRead:
    """An NHS number or UPN, kept as evidence even when its check digit does not fit."""

    value: str
    passes_check: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CarerAsRead:
    """A carer: relationship is a code of people.rules.RelationshipType."""

    given: str
    family: str
    relationship: str
    telephone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvolvementAsRead:
    """That a service is involved; never what it does. An empty service is the agency itself."""

    service: str
    practitioner_name: str
    practitioner_email: str
    practitioner_telephone: str
    starts_on: date
    ends_on: date | None
    reason: str
    sensitive_basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RowAsRead:
    """What one row says, in our terms. Exactly one of the dates is there, unless a number stands for the child."""

    number: int
    given: str = ""
    family: str = ""
    name_is_placeholder: bool = False
    known_as: str = ""
    former_family: str = ""
    born_on: date | None = None
    expected_on: date | None = None
    sex: str = ""
    gender: str = ""
    ethnicity: str = ""
    nhs_number: NumberAsRead | None = None
    upn: NumberAsRead | None = None
    agency_id: str = ""
    address: str = ""
    postcode: str = ""
    carer: CarerAsRead | None = None
    school: str = ""
    school_code: str = ""
    gp_practice: str = ""
    involvement: InvolvementAsRead | None = None
    notices: tuple[Fault, ...] = ()

    @property
    def may_be_new(self) -> bool:
        """Whether the row says enough for a child who is not in the index yet: a family name and a date."""
        return bool(self.family) and (self.born_on is not None) != (self.expected_on is not None)

    @property
    def identity(self) -> tuple[str, str, str]:
        """Who the child is, for telling rows of one file apart."""
        born = self.born_on or self.expected_on
        return self.given.casefold(), self.family.casefold(), born.isoformat() if born else ""

    def content(self) -> dict[str, object]:
        """All that the row says, without its number and notices, ready for JSON."""
        said = {name: getattr(self, name) for name in _CONTENT}
        return said | {name: asdict(said[name]) for name in _PARTS if said[name] is not None}


_CONTENT = tuple(each.name for each in fields(RowAsRead) if each.name not in ("number", "notices"))
_PARTS = ("nhs_number", "upn", "carer", "involvement")


def row_hash(row: RowAsRead) -> str:
    """The fingerprint of what a row says: equal for rows that say the same, wherever they stand in whatever file."""
    return _fingerprint(row.content())


def child_hash(row: RowAsRead) -> str:
    """The fingerprint of what a row says of the child, whatever it says of an involvement."""
    return _fingerprint({**row.content(), "involvement": None})


def _fingerprint(said: dict[str, object]) -> str:
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def from_content(said: dict[str, Any], *, number: int) -> RowAsRead:
    """The row again, from its content as JSON kept it."""
    dates = {name: date.fromisoformat(said[name]) for name in ("born_on", "expected_on") if said[name]}
    parts: dict[str, Any] = {
        name: kind(**said[name])
        for name, kind in (("nhs_number", NumberAsRead), ("upn", NumberAsRead), ("carer", CarerAsRead))
        if said[name]
    }
    involvement = said["involvement"]
    if involvement:
        starts_on = date.fromisoformat(involvement["starts_on"])
        ends_on = date.fromisoformat(involvement["ends_on"]) if involvement["ends_on"] else None
        parts["involvement"] = InvolvementAsRead(
            **{**involvement, "starts_on": starts_on, "ends_on": ends_on}
        )
    return RowAsRead(number=number, **{**said, **dates, **parts})
