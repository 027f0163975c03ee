"""What the public may read: models over views, which hold no confidential place and nothing internal.

Pages without sign-in and the feed read through these alone; a proof holds them to it.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from . import columns
from .tables import plain

VIEWS = "directory_public_"


def _of(to: str, related: str) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        to, on_delete=models.PROTECT, related_name=related, db_constraint=False, null=True
    )


class PublicOrganisation(columns.OrganisationColumns):
    parent = _of("self", "parts")

    class Privacy:
        personal: set[str] = set()
        plain = plain(columns.OrganisationColumns, "parent")

    class Meta:
        managed = False
        db_table = VIEWS + "organisation"


class PublicIdentifier(columns.IdentifierColumns):
    organisation = _of("PublicOrganisation", "identifiers")

    class Privacy:
        personal: set[str] = set()
        plain = plain(columns.IdentifierColumns, "organisation")

    class Meta:
        managed = False
        db_table = VIEWS + "identifier"


class PublicService(columns.ServiceColumns):
    organisation = _of("PublicOrganisation", "services")

    class Privacy:
        personal = {"assured_by", "assurer_email"}
        plain = plain(columns.ServiceColumns, "organisation") - personal

    class Meta:
        managed = False
        db_table = VIEWS + "service"


class PublicSought(columns.Row):
    """What a search asks of an entry, all in one row, so that ten thousand are gone through in some milliseconds.

    `terms` are its needs and kinds, `covers` the ground that it is for (nothing: everybody), `spots` its public places
    as points on a ball of radius one, three numbers each, `trigrams` how many its name has. looking_up.weigh and the
    database keep them in step.
    """

    organisation_id = models.UUIDField()
    name = models.TextField()
    status = models.TextField()
    is_free = models.BooleanField(null=True)
    minimum_age = models.FloatField(null=True)
    maximum_age = models.FloatField(null=True)
    assured_on = models.DateField()
    modified_at = models.DateTimeField()
    words = SearchVectorField(null=True, editable=False)
    terms = ArrayField(models.UUIDField())
    covers = ArrayField(models.TextField())
    spots = ArrayField(models.FloatField())
    trigrams = models.IntegerField()

    class Privacy:
        personal: set[str] = set()
        plain = {
            "id", "organisation_id", "name", "status", "is_free", "minimum_age", "maximum_age", "assured_on",
            "modified_at", "words", "terms", "covers", "spots", "trigrams",
        }  # fmt: skip

    class Meta:
        managed = False
        db_table = VIEWS + "sought"


class PublicLocation(columns.LocationColumns):
    class Privacy:
        personal: set[str] = set()
        plain = plain(columns.LocationColumns)

    class Meta:
        managed = False
        db_table = VIEWS + "location"


class PublicAddress(columns.AddressColumns):
    location = _of("PublicLocation", "addresses")

    class Privacy:
        personal: set[str] = set()
        plain = plain(columns.AddressColumns, "location")

    class Meta:
        managed = False
        db_table = VIEWS + "address"


class PublicAccessibility(columns.AccessibilityColumns):
    location = _of("PublicLocation", "accessibility")

    class Privacy:
        personal: set[str] = set()
        plain = plain(columns.AccessibilityColumns, "location")

    class Meta:
        managed = False
        db_table = VIEWS + "accessibility"


class PublicPlace(columns.PlaceColumns):
    service = _of("PublicService", "places")
    location = _of("PublicLocation", "places")

    class Privacy:
        personal: set[str] = set()
        plain = plain(columns.PlaceColumns, "service", "location")

    class Meta:
        managed = False
        db_table = VIEWS + "place"


class PublicSchedule(columns.ScheduleColumns):
    service = _of("PublicService", "schedules")
    place = _of("PublicPlace", "schedules")

    class Privacy:
        personal: set[str] = set()
        plain = plain(columns.ScheduleColumns, "service", "place")

    class Meta:
        managed = False
        db_table = VIEWS + "schedule"


class PublicContact(columns.ContactColumns):
    service = _of("PublicService", "contacts")
    organisation = _of("PublicOrganisation", "contacts")

    class Privacy:
        personal = {"name", "email"}
        plain = plain(columns.ContactColumns, "service", "organisation") - personal

    class Meta:
        managed = False
        db_table = VIEWS + "contact"


class PublicPhone(columns.PhoneColumns):
    service = _of("PublicService", "phones")
    organisation = _of("PublicOrganisation", "phones")
    location = _of("PublicLocation", "phones")
    contact = _of("PublicContact", "phones")

    class Privacy:
        personal = {"number"}
        plain = plain(columns.PhoneColumns, "service", "organisation", "location", "contact") - personal

    class Meta:
        managed = False
        db_table = VIEWS + "phone"


class PublicServiceArea(columns.AreaColumns):
    service = _of("PublicService", "areas")

    class Privacy:
        personal: set[str] = set()
        plain = plain(columns.AreaColumns, "service")

    class Meta:
        managed = False
        db_table = VIEWS + "servicearea"


class PublicLanguage(columns.LanguageColumns):
    service = _of("PublicService", "languages")

    class Privacy:
        personal: set[str] = set()
        plain = plain(columns.LanguageColumns, "service")

    class Meta:
        managed = False
        db_table = VIEWS + "language"


class PublicCost(columns.CostColumns):
    service = _of("PublicService", "costs")

    class Privacy:
        personal: set[str] = set()
        plain = plain(columns.CostColumns, "service")

    class Meta:
        managed = False
        db_table = VIEWS + "cost"


class PublicFunding(columns.FundingColumns):
    service = _of("PublicService", "funding")

    class Privacy:
        personal: set[str] = set()
        plain = plain(columns.FundingColumns, "service")

    class Meta:
        managed = False
        db_table = VIEWS + "funding"


class PublicDocument(columns.DocumentColumns):
    service = _of("PublicService", "documents")

    class Privacy:
        personal: set[str] = set()
        plain = plain(columns.DocumentColumns, "service")

    class Meta:
        managed = False
        db_table = VIEWS + "document"


class PublicAttribute(columns.AttributeColumns):
    term = models.ForeignKey("Term", on_delete=models.PROTECT, related_name="+", db_constraint=False)
    service = _of("PublicService", "attributes")
    organisation = _of("PublicOrganisation", "attributes")
    location = _of("PublicLocation", "attributes")

    class Privacy:
        personal: set[str] = set()
        plain = plain(columns.AttributeColumns, "term", "service", "organisation", "location")

    class Meta:
        managed = False
        db_table = VIEWS + "attribute"


class PublicCapacity(columns.CapacityColumns):
    """The newest of each service."""

    service = _of("PublicService", "capacities")

    class Privacy:
        personal = {"said_by"}
        plain = plain(columns.CapacityColumns, "service") - personal

    class Meta:
        managed = False
        db_table = VIEWS + "capacity"


class PublicTranslation(columns.TranslationColumns):
    service = _of("PublicService", "translations")

    class Privacy:
        personal = {"translated_by"}
        plain = plain(columns.TranslationColumns, "service") - personal

    class Meta:
        managed = False
        db_table = VIEWS + "translation"
