"""What a source tells, written into the directory's tables: a new entry whole, one that stands field by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain
from typing import Any
from uuid import UUID, uuid4, uuid5

from teamaround.kernel import clock
from teamaround.kernel.refusal import Refusal

from .. import queries
from ..models import (
    Accessibility,
    Address,
    Attribute,
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
    Source,
)
from ..rules.feeds.reading import LISTS, SIMPLE
from ..rules.listing import LocationType, Status, is_free, tells_the_place
from . import rows
from .wishes import (
    NewAddress,
    NewArea,
    NewContact,
    NewCost,
    NewLocation,
    NewOrganisation,
    NewPhone,
    NewPlace,
    NewSchedule,
    NewService,
)

Told = Mapping[str, Any]
ROWS_OF = {
    "schedules": Schedule, "areas": ServiceArea, "languages": Language, "costs": Cost, "funding": Funding,
    "documents": Document, "terms": Attribute, "phones": Phone,
}  # fmt: skip


def give_nothing_away(told: Told, *, hidden: Iterable[tuple[str, str]]) -> None:
    """Refuse an entry that may tell where a confidential place is, whoever else tells it."""
    texts = list(_texts(told))
    for postcode, line in hidden:
        if tells_the_place(texts, postcode=postcode, address_1=line):
            raise Refusal(
                "tells-the-place",
                "It may tell where a confidential place is. Speak with the people of that place, and with the source.",
            )


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from chain.from_iterable(_texts(each) for each in value.values())
    elif isinstance(value, list):
        yield from chain.from_iterable(_texts(each) for each in value)


def write_new(told: Told, *, source: Source, now: datetime) -> Service:
    """A new entry, with its organisation and its places where they are not here yet."""
    key = uuid4()
    terms = queries.term_ids()
    body = _organisation(told["organisation"], source)
    new = _service(told, source, key=key, organisation_id=body, terms=terms, now=now)
    _locations(told["lists"]["places"], source)
    rows.write(rows.of_service(new, key=key, terms=terms, now=now))
    return Service.objects.select_related("organisation").get(pk=key)


def write_fields(
    service: Service, told: Told, fields: Iterable[str], *, source: Source, now: datetime
) -> None:
    """These fields of an entry as the source tells them; the others stay."""
    wanted = set(fields)
    for name in SIMPLE.keys() & wanted:
        setattr(service, name, told["service"][name])
    terms, body = queries.term_ids(), service.organisation_id
    new = _service(told, source, key=service.pk, organisation_id=body, terms=terms, now=now)
    if "places" in wanted:
        _locations(told["lists"]["places"], source)
    if "costs" in wanted:
        service.is_free = is_free(cost.amount for cost in new.costs)
    _replace(new, LISTS.keys() & wanted, terms=terms, now=now)
    service.modified_at = now
    if told["assured_on"]:
        service.assured_on, service.assured_by = new.assured_on or service.assured_on, new.assured_by
    service.save()


def _replace(new: NewService, lists: set[str], *, terms: rows.TermIds, now: datetime) -> None:
    key = new.id
    assert key is not None
    _take_off(key, lists)
    empty: dict[str, Any] = {name: () for name in LISTS if name not in lists}
    told = NewService(**{**vars(new), **empty})
    every = rows.of_service(told, key=key, terms=terms, now=now)
    rows.write(row for row in every if not isinstance(row, Service))


def _take_off(key: UUID, lists: set[str]) -> None:
    """Remove what hangs on an entry, as far as it is to be written anew; a confidential place stays."""
    if "contacts" in lists:
        Phone.objects.filter(contact__service=key, contact__is_public=True).delete()
        Contact.objects.filter(service=key, is_public=True).delete()
    if "places" in lists:
        Schedule.objects.filter(place__service=key, place__location__is_confidential=False).delete()
        Place.objects.filter(service=key, location__is_confidential=False).delete()
    for name in lists & ROWS_OF.keys():
        ROWS_OF[name].objects.filter(service=key).delete()  # type: ignore[attr-defined]


def _organisation(told: Told, source: Source) -> UUID:
    """The organisation of an entry: the one that this source told before, one of the same name, or a new one."""
    key = uuid5(source.pk, f"organisation {told['key']}")
    found = (
        Organisation.objects.filter(pk=key).first()
        or Organisation.objects.filter(name__iexact=told["name"]).order_by("pk").first()
    )
    if found is None:
        rows.write(rows.of_organisation(_new_organisation(told, key), key=key))
        return key
    if found.pk == key and found.agency_id is None:
        _tell_organisation(found, told)
    return found.pk


def _new_organisation(told: Told, key: UUID) -> NewOrganisation:
    return NewOrganisation(
        name=told["name"], description=told["description"], email=told["email"], website=told["website"],
        legal_status=told["legal_status"], phones=_phones(told["phones"]), id=key,
        identifiers=tuple((kind, number) for kind, number in told["identifiers"]),
    )  # fmt: skip


def _tell_organisation(organisation: Organisation, told: Told) -> None:
    """What a source says now of an organisation that came from it."""
    for name in ("name", "description", "email", "website", "legal_status"):
        setattr(organisation, name, told[name])
    organisation.save()
    Phone.objects.filter(organisation=organisation).delete()
    Identifier.objects.filter(organisation=organisation).delete()
    every = rows.of_organisation(_new_organisation(told, organisation.pk), key=organisation.pk)
    rows.write(row for row in every if not isinstance(row, Organisation))


def _location_key(told: Told, source: Source) -> UUID:
    return uuid5(source.pk, f"location {told['key']}")


def _locations(places: Iterable[Told], source: Source) -> None:
    """The places of an entry, as this source tells them now."""
    told = {_location_key(place["location"], source): place["location"] for place in places}
    for owned in (Address, Accessibility, Phone):
        owned.objects.filter(location__in=told).delete()
    there = set(Location.objects.filter(pk__in=told).values_list("pk", flat=True))
    for key, location in told.items():
        new = _new_location(location, key)
        of_it = list(rows.of_location(new, key=key, terms={}))
        if key in there:
            of_it[0].save(force_update=True)
            of_it = of_it[1:]
        rows.write(of_it)


def _new_location(told: Told, key: UUID) -> NewLocation:
    return NewLocation(
        name=told["name"], address=NewAddress(**told["address"]) if told["address"] else None,
        latitude=told["latitude"], longitude=told["longitude"], kind=LocationType(told["kind"]),
        description=told["description"], transportation=told["transportation"],
        accessibility=tuple(told["accessibility"]), phones=_phones(told["phones"]), id=key,
    )  # fmt: skip


def _service(
    told: Told, source: Source, *, key: UUID, organisation_id: UUID, terms: rows.TermIds, now: datetime
) -> NewService:
    lists = told["lists"]
    return NewService(
        organisation_id=organisation_id, id=key,
        **{**told["service"], "status": Status(told["service"]["status"])},
        assured_on=_checked_on(told, now=now), assured_by=source.name,
        phones=_phones(lists["phones"]),
        contacts=tuple(
            NewContact(each["name"], each["title"], each["email"], _phones(each["phones"]), is_public=True)
            for each in lists["contacts"]
        ),
        schedules=_schedules(lists["schedules"]),
        places=_places(lists["places"], source, key),
        areas=tuple(NewArea(name) for name in lists["areas"]),
        languages=tuple((name, code) for name, code in lists["languages"]),
        costs=tuple(
            NewCost(Decimal(each["amount"]), each["option"], each["amount_description"])
            for each in lists["costs"]
        ),
        funding=tuple(lists["funding"]), documents=tuple(lists["documents"]),
        terms=tuple((taxonomy, term) for taxonomy, term in lists["terms"] if (taxonomy, term) in terms),
    )  # fmt: skip


def _places(told: Iterable[Told], source: Source, key: UUID) -> tuple[NewPlace, ...]:
    """Each place once; it keeps its identifier from one telling to the next."""
    found = {_location_key(each["location"], source): each for each in told}
    return tuple(
        NewPlace(at, _schedules(each["schedules"]), each["description"], id=uuid5(key, f"at {at}"))
        for at, each in found.items()
    )


def _checked_on(told: Told, *, now: datetime) -> date:
    """When its people last looked: as they say, never later than today; else the day on which a keeper did."""
    today = clock.day_of(now)
    said = told["assured_on"] or told["modified_on"]
    return min(date.fromisoformat(said), today) if said else today


def _phones(told: Iterable[Told]) -> tuple[NewPhone, ...]:
    return tuple(NewPhone(each["number"], each["description"]) for each in told)


def _schedules(told: Iterable[Told]) -> tuple[NewSchedule, ...]:
    return tuple(
        NewSchedule(
            tuple(each["byday"]), _time(each["opens_at"]), _time(each["closes_at"]), each["freq"],
            each["description"], each["attending_type"],
        )
        for each in told
    )  # fmt: skip


def _time(text: str) -> time | None:
    return time.fromisoformat(text) if text else None
