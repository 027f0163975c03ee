"""The tables of the directory. What stands in them is approved; changes wait elsewhere."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from . import columns


def _of(to: str, related: str) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(to, on_delete=models.PROTECT, related_name=related)


def _may_be_of(to: str, related: str) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(to, on_delete=models.PROTECT, related_name=related, null=True, blank=True)


def _one_of(*owners: str, name: str) -> models.CheckConstraint:
    """A row hangs on exactly one of these."""
    found = Q()
    for owner in owners:
        others = {f"{other}__isnull": True for other in owners if other != owner}
        found |= Q(**{f"{owner}__isnull": False}, **others)
    return models.CheckConstraint(condition=found, name=name)


def plain(model: type[models.Model], *more: str) -> set[str]:
    """The fields of a model's columns, and those added beside them."""
    return {field.name for field in model._meta.local_concrete_fields} | {"id", *more}


class Taxonomy(columns.Row):
    """A list of terms that services are sorted by."""

    code = models.TextField(unique=True)
    name = models.TextField()
    description = models.TextField()
    uri = models.TextField(default="", blank=True)
    version = models.TextField(default="", blank=True)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "code", "name", "description", "uri", "version"}


class Term(columns.Row):
    """One need, condition or way of access, in words that people use."""

    taxonomy = _of("Taxonomy", "terms")
    parent = _may_be_of("self", "children")
    code = models.TextField()
    name = models.TextField()
    description = models.TextField()
    term_uri = models.TextField(default="", blank=True)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "taxonomy", "parent", "code", "name", "description", "term_uri"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["taxonomy", "code"], name="directory_term_named_once")]


class Organisation(columns.OrganisationColumns):
    """Who offers services; `agency` where it is one of those that work with children here."""

    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    parent = _may_be_of("self", "parts")

    class Privacy:
        personal: set[str] = set()
        plain = plain(columns.OrganisationColumns, "agency", "parent")


class Identifier(columns.IdentifierColumns):
    """A number by which others know an organisation."""

    organisation = _of("Organisation", "identifiers")

    class Privacy:
        personal: set[str] = set()
        plain = plain(columns.IdentifierColumns, "organisation")


class Service(columns.ServiceColumns):
    """Something that families or practitioners can be told of; `is_internal` is never public."""

    organisation = _of("Organisation", "services")
    is_internal = models.BooleanField(default=False)

    class Privacy:
        personal = {"assured_by", "assurer_email"}
        plain = plain(columns.ServiceColumns, "organisation", "is_internal") - personal

    class Meta:
        indexes = [
            GinIndex(fields=["words"], name="directory_service_words"),
            models.Index(fields=["modified_at"], name="directory_service_modified"),
            models.Index(fields=["assured_on"], name="directory_service_assured"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(minimum_age__isnull=True) | Q(maximum_age__isnull=True)
                | Q(maximum_age__gte=F("minimum_age")),
                name="directory_service_ages_in_order",
            )
        ]  # fmt: skip


class Location(columns.LocationColumns):
    """Where services are given; a confidential one (a refuge) is never public."""

    is_confidential = models.BooleanField(default=False)

    class Privacy:
        personal: set[str] = set()
        plain = plain(columns.LocationColumns, "is_confidential")

    class Meta:
        indexes = [models.Index(fields=["latitude", "longitude"], name="directory_location_point")]


class Address(columns.AddressColumns):
    """How a letter, or a visitor, finds a location."""

    location = _of("Location", "addresses")

    class Privacy:
        personal: set[str] = set()
        plain = plain(columns.AddressColumns, "location")


class Accessibility(columns.AccessibilityColumns):
    """How people with a disability can use a location."""

    location = _of("Location", "accessibility")

    class Privacy:
        personal: set[str] = set()
        plain = plain(columns.AccessibilityColumns, "location")


class Place(columns.PlaceColumns):
    """That a service is given at a location."""

    service = _of("Service", "places")
    location = _of("Location", "places")

    class Privacy:
        personal: set[str] = set()
        plain = plain(columns.PlaceColumns, "service", "location")


class Schedule(columns.ScheduleColumns):
    """When a service is open: everywhere, or at one of its places."""

    service = _may_be_of("Service", "schedules")
    place = _may_be_of("Place", "schedules")

    class Privacy:
        personal: set[str] = set()
        plain = plain(columns.ScheduleColumns, "service", "place")

    class Meta:
        constraints = [_one_of("service", "place", name="directory_schedule_of_one")]


class Contact(columns.ContactColumns):
    """Whom to ask; only one that is public leaves the directory."""

    service = _may_be_of("Service", "contacts")
    organisation = _may_be_of("Organisation", "contacts")
    is_public = models.BooleanField(default=False)

    class Privacy:
        personal = {"name", "email"}
        plain = plain(columns.ContactColumns, "service", "organisation", "is_public") - personal

    class Meta:
        constraints = [_one_of("service", "organisation", name="directory_contact_of_one")]


class Phone(columns.PhoneColumns):
    """A telephone number of a service, its organisation, a location or a contact."""

    service = _may_be_of("Service", "phones")
    organisation = _may_be_of("Organisation", "phones")
    location = _may_be_of("Location", "phones")
    contact = _may_be_of("Contact", "phones")

    class Privacy:
        personal = {"number"}
        plain = (
            plain(columns.PhoneColumns, "service", "organisation", "location", "contact") - personal
        )  # fmt: skip

    class Meta:
        constraints = [
            _one_of("service", "organisation", "location", "contact", name="directory_phone_of_one")
        ]


class ServiceArea(columns.AreaColumns):
    """Whom a service is for, by where they live."""

    service = _of("Service", "areas")

    class Privacy:
        personal: set[str] = set()
        plain = plain(columns.AreaColumns, "service")

    class Meta:
        indexes = [models.Index(fields=["covers"], name="directory_area_covers")]


class Language(columns.LanguageColumns):
    """A language in which a service is given."""

    service = _of("Service", "languages")

    class Privacy:
        personal: set[str] = set()
        plain = plain(columns.LanguageColumns, "service")


class Cost(columns.CostColumns):
    """What a service costs, and for whom."""

    service = _of("Service", "costs")

    class Privacy:
        personal: set[str] = set()
        plain = plain(columns.CostColumns, "service")


class Funding(columns.FundingColumns):
    """Who pays for a service."""

    service = _of("Service", "funding")

    class Privacy:
        personal: set[str] = set()
        plain = plain(columns.FundingColumns, "service")


class Document(columns.DocumentColumns):
    """What somebody must bring."""

    service = _of("Service", "documents")

    class Privacy:
        personal: set[str] = set()
        plain = plain(columns.DocumentColumns, "service")


class Attribute(columns.AttributeColumns):
    """That a term fits a service, an organisation or a location."""

    term = _of("Term", "attributes")
    service = _may_be_of("Service", "attributes")
    organisation = _may_be_of("Organisation", "attributes")
    location = _may_be_of("Location", "attributes")

    class Privacy:
        personal: set[str] = set()
        plain = plain(columns.AttributeColumns, "term", "service", "organisation", "location")

    class Meta:
        constraints = [
            _one_of("service", "organisation", "location", name="directory_attribute_of_one"),
            models.UniqueConstraint(
                fields=["term", "service"], condition=Q(service__isnull=False),
                name="directory_attribute_once_a_service",
            ),
        ]  # fmt: skip


class Capacity(columns.CapacityColumns):
    """Room and waiting time as somebody of the service said it; the newest counts, the others are kept."""

    service = _of("Service", "capacities")

    class Privacy:
        personal = {"said_by"}
        plain = plain(columns.CapacityColumns, "service") - personal

    class Meta:
        indexes = [models.Index(fields=["service", "-said_at"], name="directory_capacity_newest")]


class Translation(columns.TranslationColumns):
    """A service's entry in another language."""

    service = _of("Service", "translations")

    class Privacy:
        personal = {"translated_by"}
        plain = plain(columns.TranslationColumns, "service") - personal

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "language"], name="directory_translated_once_a_language"
            )
        ]


class Word(models.Model):
    """A word that stands in some entry or list: what a slip of the keyboard is put right to."""

    word = models.TextField(primary_key=True)

    class Privacy:
        personal: set[str] = set()
        plain = {"word"}

    class Meta:
        indexes = [GinIndex(fields=["word"], name="directory_word_letters", opclasses=["gin_trgm_ops"])]
