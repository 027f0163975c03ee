"""Children as matching reads them: all that the index ever knew of who they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.conf import settings

from teamaround.people import sources
from teamaround.sharing import queries as sharing

from .rules import (
    AddressAsWritten,
    Candidate,
    NameAsWritten,
    NumberAsWritten,
    PersonAsWritten,
    standardise,
)


def salt() -> bytes:
    """The secret that keys are hashed with, kept outside the database."""
    return bytes(settings.KEY_SALT.encode()[:64])


def candidates(child_ids: Iterable[int]) -> list[Candidate]:
    """Children to be compared; a shielded one with only what a shielded record shows."""
    ids = sorted(set(child_ids))
    standings = sharing.standings(ids)
    made = []
    for child_id, person in people_as_written(ids).items():
        standing = standings[child_id]
        standard = standardise(person)
        made.append(
            Candidate(
                child_id=child_id,
                standard=standard.as_shielded() if standing.is_shielded else standard,
                is_shielded=standing.is_shielded,
                is_sealed=standing.is_sealed,
            )
        )
    return made


def people_as_written(
    child_ids: Iterable[int], *, opened: sources.Rows | None = None
) -> dict[int, PersonAsWritten]:
    """Everything recorded of who these children are, replaced facts included, in six queries.

    `opened`: addresses that were sealed, of shielded children, for those who may open them.
    """
    source = sources.identity_rows(list(child_ids))
    source.addresses.update(opened or {})
    earlier: dict[int, list[date]] = defaultdict(list)
    for row in source.earlier_births:
        earlier[row["child_id"]].append(date.fromisoformat(row["before"]))
    return {
        child["id"]: PersonAsWritten(
            names=tuple(map(_name, source.names.get(child["id"], ()))),
            born_on=child["born_on"],
            formerly_born_on=tuple(earlier[child["id"]]),
            expected_on=child["expected_on"],
            sex="" if child["sex"] == "not_known" else child["sex"],
            addresses=tuple(map(_address, source.addresses.get(child["id"], ()))),
            numbers=tuple(map(_number, source.identifiers.get(child["id"], ()))),
            telephones=tuple(
                row["carer__telephone"]
                for row in source.carers.get(child["id"], ())
                if row["carer__telephone"]
            ),
            emails=tuple(
                row["carer__email"] for row in source.carers.get(child["id"], ()) if row["carer__email"]
            ),
        )
        for child in source.children
    }


def _name(row: dict[str, Any]) -> NameAsWritten:
    return NameAsWritten(given=row["given"], family=row["family"], kind=row["type"])


def _address(row: dict[str, Any]) -> AddressAsWritten:
    return AddressAsWritten(lines=row["lines"], postcode=row["postcode"])


def _number(row: dict[str, Any]) -> NumberAsWritten:
    return NumberAsWritten(kind=row["kind"], value=row["value"], issuer=row["issuer__code"] or "")
