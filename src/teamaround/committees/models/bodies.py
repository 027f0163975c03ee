"""Bodies with their names and members, posts with their titles and holders."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from ..rules.bodies import BodyKind, Capacity, Seat


def _choices(kind: type[StrEnum]) -> list[tuple[str, str]]:
    return [(each.value, each.value) for each in kind]


def _in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name=name
    )


class Body(models.Model):
    """Something that meets and decides, or watches. Its name is in `BodyName`."""

    ref = models.TextField(unique=True)
    authority = models.ForeignKey("agencies.Authority", on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=_choices(BodyKind))
    answers_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="below"
    )
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="followed_by"
    )
    quorum = models.PositiveSmallIntegerField(null=True, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "ref", "authority", "kind", "answers_to", "follows", "quorum", "starts_on", "ends_on"}

    class Meta:
        constraints = [_in_order("body_ends_after_start")]


class BodyName(models.Model):
    """What a body is called from one day to another; or another name that people use for it."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="names")
    name = models.TextField()
    is_alias = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "body", "name", "is_alias", "starts_on", "ends_on"}

    class Meta:
        constraints = [
            _in_order("body_name_ends_after_start"),
            models.UniqueConstraint(
                fields=["body"], condition=Q(ends_on__isnull=True, is_alias=False), name="one_name_a_body"
            ),
        ]


class Membership(models.Model):
    """Somebody's seat in a body."""

    ref = models.TextField(unique=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="memberships")
    name = models.TextField()
    practitioner = models.ForeignKey(
        "agencies.Practitioner", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    on_behalf_of = models.TextField(default="", blank=True)
    seat = models.TextField(choices=_choices(Seat))
    is_acting = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Privacy:
        personal = {"name"}
        plain = {
            "id", "ref", "body", "practitioner", "on_behalf_of", "seat", "is_acting", "starts_on", "ends_on",
        }  # fmt: skip

    class Meta:
        constraints = [
            _in_order("membership_ends_after_start"),
            models.UniqueConstraint(
                fields=["body"], condition=Q(ends_on__isnull=True, seat=Seat.CHAIR), name="one_chair_a_body"
            ),
        ]


class Post(models.Model):
    """Something that one person at a time answers for, whatever it is called just now."""

    ref = models.TextField(unique=True)
    authority = models.ForeignKey("agencies.Authority", on_delete=models.PROTECT, related_name="+")
    organisation = models.TextField(default="", blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "ref", "authority", "organisation", "starts_on", "ends_on"}

    class Meta:
        constraints = [_in_order("post_ends_after_start")]


class PostTitle(models.Model):
    """What a post is called from one day to another."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="titles")
    title = models.TextField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "post", "title", "starts_on", "ends_on"}

    class Meta:
        constraints = [
            _in_order("post_title_ends_after_start"),
            models.UniqueConstraint(
                fields=["post"], condition=Q(ends_on__isnull=True), name="one_title_a_post"
            ),
        ]


class Holding(models.Model):
    """Somebody's time in a post."""

    ref = models.TextField(unique=True)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="holdings")
    name = models.TextField()
    practitioner = models.ForeignKey(
        "agencies.Practitioner", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    capacity = models.TextField(choices=_choices(Capacity))
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Privacy:
        personal = {"name"}
        plain = {"id", "ref", "post", "practitioner", "capacity", "starts_on", "ends_on"}

    class Meta:
        constraints = [_in_order("holding_ends_after_start")]
