"""From what somebody wants written to the rows that say it; and those rows into their tables.

One entry and ten thousand take the same way. The rows carry identifiers of their own, so that they
can be made before any of them is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import models

from teamaround.kernel import clock, postcodes

from ..models import (
    Accessibility,
    Address,
    Attribute,
    Capacity,
    Contact,
    Cost,
    Document,
    Funding,
    Identifier,
    Language,
    Location,
    Organisation,
    Phone,
    Place,
    Schedule,
    Service,
    ServiceArea,
)
from ..rules.listing import is_free
from .wishes import (
    NewContact,
    NewLocation,
    NewOrganisation,
    NewPhone,
    NewSchedule,
    NewService,
)

TermIds = Mapping[tuple[str, str], UUID]
Rows = Iterator[models.Model]
ORDER: tuple[type[models.Model], ...] = (
    Organisation, Identifier, Location, Address, Accessibility, Service, Place, Schedule, Contact, Phone,
    ServiceArea, Language, Cost, Funding, Document, Attribute,
    Capacity,
)  # fmt: skip
AT_ONCE = 2_000
SAID_OF_A_SERVICE = tuple(
    field.name
    for field in fields(NewService)
    if field.name in {column.name for column in Service._meta.concrete_fields} - {"id"}
)


def write(rows: Iterable[models.Model]) -> None:
    """Write rows of any of the tables, those first on which others hang."""
    by_model: dict[type[models.Model], list[models.Model]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row)
    for model in ORDER:
        if model in by_model:
            model._default_manager.bulk_create(by_model[model], batch_size=AT_ONCE)


def of_organisation(new: NewOrganisation, *, key: UUID) -> Rows:
    """The rows of an organisation."""
    yield Organisation(
        id=key, name=new.name, description=new.description, agency_id=new.agency_id, parent_id=new.parent_id,
        email=new.email, website=new.website, legal_status=new.legal_status,
    )  # fmt: skip
    yield from _phones(new.phones, organisation_id=key)
    for kind, identifier in new.identifiers:
        yield Identifier(organisation_id=key, kind=kind, identifier=identifier)


def of_location(new: NewLocation, *, key: UUID, terms: TermIds) -> Rows:
    """The rows of a location."""
    yield Location(
        id=key, name=new.name, location_type=new.kind, description=new.description, latitude=new.latitude,
        longitude=new.longitude, transportation=new.transportation, is_confidential=new.is_confidential,
    )  # fmt: skip
    if new.address is not None:
        told = {**asdict(new.address), "postal_code": postcodes.tidy(new.address.postal_code)}
        yield Address(location_id=key, **told)
    for words in new.accessibility:
        yield Accessibility(location_id=key, description=words)
    yield from _phones(new.phones, location_id=key)
    for term in new.terms:
        yield Attribute(location_id=key, term_id=terms[term], link_type=term[0])


def of_service(new: NewService, *, key: UUID, terms: TermIds, now: datetime) -> Rows:
    """The rows of a service."""
    told: dict[str, Any] = {name: getattr(new, name) for name in SAID_OF_A_SERVICE}
    told["assured_on"] = new.assured_on or clock.day_of(now)
    yield Service(
        id=key, organisation_id=new.organisation_id, modified_at=now,
        is_free=is_free(cost.amount for cost in new.costs), **told,
    )  # fmt: skip
    yield from _phones(new.phones, service_id=key)
    yield from _contacts(new.contacts, service_id=key)
    yield from _schedules(new.schedules, service_id=key)
    yield from _whereabouts(new, key)
    yield from _particulars(new, key)
    for term in new.terms:
        yield Attribute(service_id=key, term_id=terms[term], link_type=term[0])
    if (said := new.room) is not None:
        yield Capacity(service_id=key, said_at=said.said_at, said_by=said.said_by, **asdict(said.room))


def _whereabouts(new: NewService, key: UUID) -> Rows:
    for place in new.places:
        at = Place(
            id=place.id or uuid4(), service_id=key, location_id=place.location_id,
            description=place.description,
        )  # fmt: skip
        yield at
        yield from _schedules(place.schedules, place_id=at.pk)
    for area in new.areas:
        yield ServiceArea(service_id=key, name=area.name, covers=area.covers)


def _particulars(new: NewService, key: UUID) -> Rows:
    for name, code in new.languages:
        yield Language(service_id=key, name=name, code=code)
    for cost in new.costs:
        yield Cost(service_id=key, **asdict(cost))
    for source in new.funding:
        yield Funding(service_id=key, source=source)
    for document in new.documents:
        yield Document(service_id=key, document=document)


def _phones(new: Sequence[NewPhone], **owner: UUID) -> Rows:
    for phone in new:
        yield Phone(number=phone.number, description=phone.description, **owner)


def _contacts(new: Sequence[NewContact], **owner: UUID) -> Rows:
    for each in new:
        contact = Contact(
            id=uuid4(), name=each.name, title=each.title, email=each.email, is_public=each.is_public, **owner
        )
        yield contact
        yield from _phones(each.phones, contact_id=contact.pk)


def _schedules(new: Sequence[NewSchedule], **owner: UUID) -> Rows:
    for each in new:
        yield Schedule(**{**asdict(each), "byday": ",".join(each.byday)}, **owner)
