"""What an entry consists of, said once for the table and for the public view of it.

The names are those of Human Services Data Specification 3.0, in British spelling; the feed turns
them into the standard's own (api/shapes.py).
"""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db import models

from ..rules.capacity import Taking
from ..rules.listing import AddressType, LocationType, Status


def choices(kind: Any) -> list[tuple[str, str]]:
    """Enum members as Django wants them."""
    return [(member.value, member.value) for member in kind]


def text() -> models.TextField[str, str]:
    """A text that may be missing."""
    return models.TextField(default="", blank=True)


class Row(models.Model):
    """Everything in the directory is known to other programs by a UUID."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class OrganisationColumns(Row):
    name = models.TextField()
    alternate_name = text()
    description = models.TextField()
    email = text()
    website = text()
    logo = text()
    uri = text()
    legal_status = text()
    year_incorporated = models.IntegerField(null=True, blank=True)

    class Meta:
        abstract = True


class IdentifierColumns(Row):
    scheme = text()
    kind = models.TextField()
    identifier = models.TextField()

    class Meta:
        abstract = True


class ServiceColumns(Row):
    """`words` is what a search looks through; `is_free` is None where nobody said what it costs."""

    name = models.TextField()
    alternate_name = text()
    description = text()
    url = text()
    email = text()
    status = models.TextField(choices=choices(Status), default=Status.ACTIVE)
    interpretation_services = text()
    application_process = text()
    fees_description = text()
    is_free = models.BooleanField(null=True, blank=True)
    wait_time = text()
    accreditations = text()
    eligibility_description = text()
    minimum_age = models.FloatField(null=True, blank=True)
    maximum_age = models.FloatField(null=True, blank=True)
    assured_on = models.DateField()
    assured_by = text()
    assurer_email = text()
    alert = text()
    modified_at = models.DateTimeField()
    words = SearchVectorField(null=True, editable=False)

    class Meta:
        abstract = True


class LocationColumns(Row):
    location_type = models.TextField(choices=choices(LocationType), default=LocationType.PHYSICAL)
    name = text()
    alternate_name = text()
    description = text()
    transportation = text()
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    external_identifier = text()
    external_identifier_type = text()

    class Meta:
        abstract = True


class AddressColumns(Row):
    attention = text()
    address_1 = models.TextField()
    address_2 = text()
    city = models.TextField()
    region = text()
    state_province = models.TextField()
    postal_code = models.TextField()
    country = models.TextField(default="GB")
    address_type = models.TextField(choices=choices(AddressType), default=AddressType.PHYSICAL)

    class Meta:
        abstract = True


class AccessibilityColumns(Row):
    description = models.TextField()
    details = text()
    url = text()

    class Meta:
        abstract = True


class PlaceColumns(Row):
    description = text()

    class Meta:
        abstract = True


class ScheduleColumns(Row):
    """`byday` holds the days of the week as iCalendar has them, such as MO,WE."""

    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    dtstart = models.DateField(null=True, blank=True)
    freq = text()
    interval = models.IntegerField(null=True, blank=True)
    byday = text()
    bymonthday = text()
    description = text()
    opens_at = models.TimeField(null=True, blank=True)
    closes_at = models.TimeField(null=True, blank=True)
    schedule_link = text()
    attending_type = text()
    notes = text()

    class Meta:
        abstract = True


class PhoneColumns(Row):
    number = models.TextField()
    extension = models.IntegerField(null=True, blank=True)
    kind = text()
    description = text()

    class Meta:
        abstract = True


class ContactColumns(Row):
    name = text()
    title = text()
    department = text()
    email = text()

    class Meta:
        abstract = True


class AreaColumns(Row):
    """`covers` names ground that postcodes are known to lie on: authority:901, area:N or locality:L1."""

    name = text()
    extent = text()
    extent_type = text()
    uri = text()
    covers = text()

    class Meta:
        abstract = True


class LanguageColumns(Row):
    name = models.TextField()
    code = text()
    note = text()

    class Meta:
        abstract = True


class CostColumns(Row):
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    option = text()
    currency = models.TextField(default="GBP", blank=True)
    amount = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    amount_description = text()

    class Meta:
        abstract = True


class FundingColumns(Row):
    source = models.TextField()

    class Meta:
        abstract = True


class DocumentColumns(Row):
    document = models.TextField()
    uri = text()

    class Meta:
        abstract = True


class AttributeColumns(Row):
    link_type = text()
    value = text()
    label = text()

    class Meta:
        abstract = True


class CapacityColumns(Row):
    """Whether there is room, as it was said at a moment; places and weeks where somebody knew."""

    taking = models.TextField(choices=choices(Taking))
    places = models.IntegerField(null=True, blank=True)
    weeks = models.IntegerField(null=True, blank=True)
    note = text()
    said_at = models.DateTimeField()
    said_by = models.TextField()

    class Meta:
        abstract = True


class TranslationColumns(Row):
    """An entry's words in another language, by field, and who put them into it."""

    language = models.TextField()
    words = models.JSONField(default=dict)
    translated_by = models.TextField()
    translated_at = models.DateTimeField()

    class Meta:
        abstract = True
