"""Children as matching reads them: all that the index ever knew of who they are, or the parts asked about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from django.conf import settings

from teamaround.people import identity, sources
from teamaround.people.queries import Known

from .rules import (
    EVERY_PART,
    AddressAsWritten,
    Candidate,
    NameAsWritten,
    NumberAsWritten,
    Part,
    PersonAsWritten,
    standardise,
)


def salt() -> bytes:
    """The secret that keys are hashed with, kept outside the database."""
    return bytes(settings.KEY_SALT.encode()[:64])


def candidates(children: Mapping[int, Known], *, parts: frozenset[Part] = EVERY_PART) -> list[Candidate]:
    """Children to be compared; a shielded one with only what a shielded record shows.

    `parts`: those that the comparison can turn on, when it is known beforehand (`parts_asked`).
    """
    made = []
    for child_id, person in people_as_written(sorted(children), parts=parts).items():
        stands = children[child_id]
        standard = standardise(person)
        made.append(
            Candidate(
                child_id=child_id,
                standard=standard.as_shielded() if stands.is_shielded else standard,
                is_shielded=stands.is_shielded,
                is_sealed=stands.is_sealed,
            )
        )
    return made


def people_as_written(
    child_ids: Iterable[int],
    *,
    opened: sources.Rows | None = None,
    parts: frozenset[Part] = EVERY_PART,
) -> dict[int, PersonAsWritten]:
    """What is recorded of who these children are, replaced facts included, in a query a part.

    `opened`: addresses that were sealed, of shielded children, for those who may open them.
    """
    ids = list(child_ids)
    names = identity.names(ids) if Part.NAMES in parts else {}
    births = _earlier_births(ids) if Part.EARLIER_BIRTHS in parts else {}
    places = identity.addresses(ids) if Part.PLACES in parts else {}
    for child_id, rows in (opened or {}).items():
        places[child_id] = [(row["lines"], row["postcode"]) for row in rows]
    numbers = identity.identifiers(ids) if Part.NUMBERS in parts else {}
    contacts = identity.contacts(ids) if Part.CONTACTS in parts else {}
    return {
        child_id: PersonAsWritten(
            names=tuple(NameAsWritten(given=row[0], family=row[1], kind=row[2]) for row in names.get(child_id, ())),
            born_on=born_on,
            formerly_born_on=tuple(births.get(child_id, ())),
            expected_on=expected_on,
            sex="" if sex == "not_known" else sex,
            addresses=tuple(AddressAsWritten(lines=row[0], postcode=row[1]) for row in places.get(child_id, ())),
            numbers=tuple(
                NumberAsWritten(kind=row[0], value=row[1], issuer=row[2]) for row in numbers.get(child_id, ())
            ),
            telephones=tuple(row[0] for row in contacts.get(child_id, ()) if row[0]),
            emails=tuple(row[1] for row in contacts.get(child_id, ()) if row[1]),
        )
        for child_id, born_on, expected_on, sex in identity.born(ids)
    }  # fmt: skip


def _earlier_births(child_ids: list[int]) -> dict[int, list[date]]:
    found: dict[int, list[date]] = defaultdict(list)
    for row in sources.earlier_births(child_ids):
        found[row["child_id"]].append(date.fromisoformat(row["before"]))
    return found
