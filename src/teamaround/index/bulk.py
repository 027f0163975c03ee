"""Many involvements and keys at once. Only invented people come this way.

The rows are those that `services.record_involvement` and `keeping.keep_keys` would write; the
caller writes one audit entry for them all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db import connection

from teamaround.accounts.door import acting
from teamaround.accounts.rules import Viewer
from teamaround.people import changes
from teamaround.people.services import NewAddress, NewChild, NewName
from teamaround.sharing.bulk import NewReach, insert, involve_many

from .keeping import keep_keys, keep_keys_of_many, keep_likenesses
from .models import Involvement, Pointers
from .reading import salt
from .rules import (
    AddressAsWritten,
    NameAsWritten,
    NumberAsWritten,
    PersonAsWritten,
    keys,
    standardise,
)

Dated = TypeVar("Dated", NewName, NewAddress)


@dataclass(frozen=True)
class NewInvolvement:
    """An involvement with the moments at which its beginning and its end were recorded."""

    ref: str
    child_id: int
    agency_id: int
    service_id: int | None
    practitioner_id: int | None
    contact_route: str
    reason: str
    starts_on: date
    ends_on: date | None
    is_sensitive: bool
    sensitive_basis: str
    begun_at: datetime
    ended_at: datetime | None


def record_involvements(new: Sequence[NewInvolvement]) -> None:
    """Write involvements and the reach that rests on them."""
    insert(Involvement, [_row(each) for each in new])
    involve_many(
        NewReach(each.child_id, each.agency_id, each.ref, each.begun_at, each.ended_at) for each in new
    )


def _row(new: NewInvolvement) -> dict[str, object]:
    return {
        "ref": new.ref, "child_id": new.child_id, "agency_id": new.agency_id,
        "service_id": new.service_id, "practitioner_id": new.practitioner_id,
        "contact_route": new.contact_route.strip(), "reason": new.reason.strip(),
        "starts_on": new.starts_on, "ends_on": new.ends_on, "is_sensitive": new.is_sensitive,
        "sensitive_basis": new.sensitive_basis if new.is_sensitive else "",
        "version": 1 if new.ends_on is None else 2,
    }  # fmt: skip


def key_many(new: Mapping[int, NewChild], *, agency_codes: Mapping[int, str]) -> int:
    """Write the keys and likenesses of children who were registered just now and have none; returns how many keys."""
    ids, kinds, values = [], [], []
    secret = salt()
    standards = {child_id: standardise(as_written(each, agency_codes)) for child_id, each in new.items()}
    keep_likenesses(standards)
    for child_id, standard in standards.items():
        for kind, key in keys(standard, salt=secret):
            ids.append(child_id)
            kinds.append(kind.value)
            values.append(key)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO index_key (child_id, kind, key) SELECT * FROM"
            " unnest(%s::text::bigint[], %s::text::text[], %s::text::bigint[])",
            ["{" + ",".join(map(str, column)) + "}" for column in (ids, kinds, values)],
        )
    return len(ids)


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


@contextmanager
def keys_at_the_end(*, by: Viewer) -> Iterator[None]:
    """Key the children who are registered inside the block together, when it ends.

    `by` is one of the index team: nobody else may open what is sealed to key it.
    For a command that loads many at once, alone in its process: what it loads is not found
    by a search before the block has ended.
    """
    met: dict[int, None] = {}

    def note(child_id: int) -> None:
        met[child_id] = None

    changes.listeners.remove(keep_keys)
    changes.listeners.append(note)
    try:
        yield
        with acting(by):
            keep_keys_of_many(met)
    finally:
        changes.listeners.remove(note)
        changes.listeners.append(keep_keys)


@dataclass(frozen=True)
class NewPointers:
    """Where the index points for a child: an open assessment, whom to ask, and who leads."""

    child_id: int
    assessment_ref: str
    on: date
    ask_agency_id: int
    ask_practitioner_id: int | None
    lead_practitioner_id: int
    lead_since: date


def point_many(new: Iterable[NewPointers]) -> None:
    """Point to assessments that were begun just now, and to those who lead."""
    Pointers.objects.bulk_create(
        [
            Pointers(
                child_id=each.child_id, assessment_ref=each.assessment_ref, assessment_state="open",
                assessment_on=each.on, ask_agency_id=each.ask_agency_id,
                ask_practitioner_id=each.ask_practitioner_id,
                lead_practitioner_id=each.lead_practitioner_id, lead_since=each.lead_since,
            )
            for each in new
        ]
    )  # fmt: skip
