"""Writing organisations, locations and services into the directory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import chain
from uuid import UUID, uuid4

from django.db import transaction

from teamaround.audit.services import By, record
from teamaround.kernel.refusal import Refusal

from .. import queries
from ..models import Location, Organisation, Service
from ..rules.capacity import check_room
from ..rules.listing import check_ages, tells_the_place
from . import rows
from .looking_up import weigh
from .wishes import NewLocation, NewOrganisation, NewService


@transaction.atomic
def add_organisation(*, new: NewOrganisation, by: By, now: datetime) -> Organisation:
    """Enter an organisation."""
    if not new.name.strip() or not new.description.strip():
        raise Refusal(
            "named", "Give the organisation's name, and say in a sentence what it does.", field="name"
        )
    key = new.id or uuid4()
    rows.write(rows.of_organisation(new, key=key))
    record("directory.organisation_added", by=by, at=now, about=str(key), said=new.name)
    return Organisation.objects.get(pk=key)


@transaction.atomic
def add_location(*, new: NewLocation, by: By, now: datetime) -> Location:
    """Enter a location. What is said of a confidential one stays out of the audit's words."""
    key = new.id or uuid4()
    rows.write(rows.of_location(new, key=key, terms=queries.term_ids()))
    record(
        "directory.location_added", by=by, at=now, about=str(key),
        said="a confidential place" if new.is_confidential else new.name,
    )  # fmt: skip
    return Location.objects.get(pk=key)


@transaction.atomic
def add_service(*, new: NewService, by: By, now: datetime) -> Service:
    """Enter a service with all that hangs on it; it can be found from then on."""
    check_service(new, hidden=queries.confidential_addresses([each.location_id for each in new.places]))
    key = new.id or uuid4()
    rows.write(rows.of_service(new, key=key, terms=queries.term_ids(), now=now))
    weigh([key])
    record("directory.service_added", by=by, at=now, about=str(key), said=new.name)
    return Service.objects.get(pk=key)


def check_service(new: NewService, *, hidden: Mapping[UUID, Sequence[tuple[str, str]]]) -> None:
    """Refuse a service that says too little, or that gives one of the `hidden` addresses away.

    `hidden` has postcode and first line of confidential places by the location's identifier.
    """
    if not new.name.strip():
        raise Refusal("named", "Give the service a name.", field="name")
    check_ages(new.minimum_age, new.maximum_age)
    texts = [value for value in vars(new).values() if isinstance(value, str)]
    if new.room is not None:
        check_room(new.room.room)
        texts.append(new.room.room.note)
    for postcode, address_1 in chain.from_iterable(hidden.get(each.location_id, ()) for each in new.places):
        if tells_the_place(texts, postcode=postcode, address_1=address_1):
            raise Refusal(
                "tells-the-place",
                "One of its places is confidential, and these words say where it is. Take the address out.",
                field="description",
            )
