"""Authorities, agencies, services and practitioners."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .rules import LONGEST_REVIEW_WEEKS, AgencyKind, Sensitive


def choices(kind: type[AgencyKind] | type[Sensitive]) -> list[tuple[str, str]]:
    """Enum members as Django wants them."""
    return [(member.value, member.value) for member in kind]


class Authority(models.Model):
    """A local authority that answers for the children of an area."""

    code = models.TextField(unique=True)
    name = models.TextField(unique=True)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "code", "name"}

    def __str__(self) -> str:
        return self.name


class ReviewCycle(models.Model):
    """How many weeks an authority's teams let pass at most before they look again, from a day on."""

    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="+")
    weeks = models.IntegerField()
    starts_on = models.DateField()

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "authority", "weeks", "starts_on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority", "starts_on"], name="one_review_cycle_a_day"),
            models.CheckConstraint(
                condition=Q(weeks__gte=1, weeks__lte=LONGEST_REVIEW_WEEKS), name="review_cycle_within_a_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weeks} weeks"


class Agency(models.Model):
    """An organisation that works with children: a school, a practice, a service, a group."""

    ref = models.TextField(unique=True)
    authority = models.ForeignKey(Authority, on_delete=models.PROTECT, related_name="agencies")
    code = models.TextField(unique=True)
    name = models.TextField()
    kind = models.TextField(choices=choices(AgencyKind))
    telephone = models.TextField(default="", blank=True)
    email = models.TextField(default="", blank=True)
    address = models.TextField(default="", blank=True)
    postcode = models.TextField(default="", blank=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Privacy:
        personal: set[str] = set()
        plain = {
            "id", "ref", "authority", "code", "name", "kind", "telephone", "email", "address",
            "postcode", "started_on", "ended_on",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="agency_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Service(models.Model):
    """Something an agency offers; its involvement with a child may be sensitive (R9)."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="services")
    name = models.TextField()
    sensitive = models.TextField(choices=choices(Sensitive), default="", blank=True)
    telephone = models.TextField(default="", blank=True)
    email = models.TextField(default="", blank=True)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "agency", "name", "sensitive", "telephone", "email"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="service_named_once_an_agency")
        ]

    def __str__(self) -> str:
        return self.name


class Practitioner(models.Model):
    """A person who works for an agency, whether or not they sign in."""

    ref = models.TextField(unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="practitioners")
    name = models.TextField()
    role = models.TextField()
    telephone = models.TextField(default="", blank=True)
    email = models.TextField(default="", blank=True)
    line_manager = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="manages"
    )
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Privacy:
        personal = {"name", "telephone", "email"}
        plain = {"id", "ref", "agency", "role", "line_manager", "started_on", "ended_on"}

    class Meta:
        indexes = [models.Index(fields=["agency", "name"], name="practitioner_agency_name")]

    def __str__(self) -> str:
        return self.name
