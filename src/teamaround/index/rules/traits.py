"""Somebody in the form in which records are compared: the row that a release knows, and what none has learnt of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from teamaround.matching.facts import Standard
from teamaround.matching.rows import Row, row_of
from teamaround.matching.standardise import STANDARD_VERSION

_HIDDEN_BY_A_SHIELD: Mapping[str, Any] = {
    "postcode": None, "postcodes": (), "sector": None, "outward": None, "households": (), "address": None,
    "nhs": None, "nhs_said": None, "upn": None, "upn_said": None, "contacts": (),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Traits:
    """What comparing asks of somebody. births: every date of birth, the present one first.

    agency_numbers: the agency's code and the number that it gave. born_between: for somebody known by age only.
    """

    row: Row
    births: tuple[date, ...] = ()
    expected_on: date | None = None
    agency_numbers: tuple[tuple[str, str], ...] = ()
    has_given_name: bool = False
    born_between: tuple[date, date] | None = None

    def as_shielded(self) -> "Traits":
        """Only what a shielded record shows: names, sex and date of birth (R6)."""
        return replace(self, row=self.row._replace(**_HIDDEN_BY_A_SHIELD), agency_numbers=())


@dataclass(frozen=True, slots=True)
class Candidate:
    """A child in the index who may be the one meant."""

    child_id: int
    traits: Traits
    is_shielded: bool = False
    is_sealed: bool = False


def traits_of(standard: Standard) -> Traits:
    """The traits of a standard person."""
    numbers = (each for each in standard.numbers if each.kind == "agency" and each.issuer)
    return Traits(
        row_of(standard),
        standard.births,
        standard.expected_on,
        tuple((number.issuer, number.value) for number in numbers),
        standard.has_given_name,
        standard.born_between,
    )


def as_kept(traits: Traits) -> list[Any]:
    """The traits of a child of the index as they are kept, in the order in which `from_kept` reads them."""
    return [
        tuple(traits.row),
        [day.isoformat() for day in traits.births],
        traits.expected_on.isoformat() if traits.expected_on else None,
        traits.agency_numbers,
        traits.has_given_name,
    ]


def from_kept(kept: Sequence[Any]) -> Traits:
    """The traits that were kept."""
    values, births, expected_on, numbers, has_given_name = kept
    said: list[Any] = [tuple(value) if isinstance(value, list) else value for value in values]
    return Traits(
        Row._make(said),
        tuple(map(date.fromisoformat, births)),
        date.fromisoformat(expected_on) if expected_on else None,
        tuple((issuer, value) for issuer, value in numbers),
        has_given_name,
    )


TRAITS_VERSION = STANDARD_VERSION
