"""Areas, localities with their outlines, and the postcodes in them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Area(models.Model):
    """A large part of an authority, such as North."""

    authority = models.ForeignKey("agencies.Authority", on_delete=models.PROTECT, related_name="+")
    code = models.TextField(unique=True)
    name = models.TextField()

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "authority", "code", "name"}


class Locality(models.Model):
    """A place small enough to be known by the people who work there; its boundary has dates.

    `outline` is a GeoJSON polygon's list of rings, longitude before latitude, in degrees.
    """

    ref = models.TextField(unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="localities")
    code = models.TextField()
    name = models.TextField()
    outline = models.JSONField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "ref", "area", "code", "name", "outline", "starts_on", "ends_on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(ends_on__isnull=True), name="one_current_locality"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="locality_ends_after_start",
            ),
        ]


class Postcode(models.Model):
    """A postcode with its place, and the locality it lies in."""

    code = models.TextField(primary_key=True)
    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, related_name="postcodes")
    longitude = models.FloatField()
    latitude = models.FloatField()

    class Privacy:
        personal: set[str] = set()
        plain = {"code", "locality", "longitude", "latitude"}
