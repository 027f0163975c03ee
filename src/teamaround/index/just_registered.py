"""Keys and likenesses of children who were registered just now, from what was said of them.

They are those that `keeping` would make of what is recorded, without reading it again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from teamaround.people.services import NewAddress, NewChild, NewName

from .keeping import keep_new
from .rules import AddressAsWritten, NameAsWritten, NumberAsWritten, PersonAsWritten

Dated = TypeVar("Dated", NewName, NewAddress)


def key_many(new: Mapping[int, NewChild], *, agency_codes: Mapping[int, str]) -> int:
    """Write the keys and likenesses of children who were registered just now and have none; returns how many keys."""
    return keep_new({child_id: as_written(each, agency_codes) for child_id, each in new.items()})


def as_written(new: NewChild, agency_codes: Mapping[int, str]) -> PersonAsWritten:
    """A child who was registered just now, as matching reads it from the tables: what holds first, the latest first."""
    return PersonAsWritten(
        names=tuple(
            NameAsWritten(given=name.given, family=name.family, kind=name.type.value)
            for name in _as_read(new.names)
        ),
        born_on=new.born_on,
        expected_on=new.expected_on,
        sex="" if new.sex == "not_known" else new.sex.value,
        addresses=tuple(
            AddressAsWritten(lines=place.lines, postcode=place.postcode) for place in _as_read(new.addresses)
        ),
        numbers=tuple(
            NumberAsWritten(
                kind=number.kind.value, value=number.value,
                issuer=agency_codes[number.issuer_id] if number.issuer_id else "",
            )
            for number in reversed(new.identifiers)
        ),
        telephones=tuple(carer.telephone for carer in reversed(new.carers) if carer.telephone),
        emails=tuple(carer.email for carer in reversed(new.carers) if carer.email),
    )  # fmt: skip


def _as_read(rows: Sequence[Dated]) -> list[Dated]:
    return sorted(reversed(rows), key=lambda row: row.ends_on is not None)
