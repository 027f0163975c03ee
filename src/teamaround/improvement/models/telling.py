"""Whom a review's findings were told to, in which words, and what they said back."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .reviews import Review


class Telling(models.Model):
    """What one audience is told, in its own version; a draft until `told_on`, and from then on as it was told.

    `public_since`: anybody may read its words, until it is taken down. `told_by` is a post or a person.
    """

    ref = models.TextField(unique=True)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="tellings")
    audience = models.TextField()
    words = models.TextField()
    how = models.TextField()
    told_by = models.TextField()
    told_on = models.DateField(null=True, blank=True)
    reached = models.PositiveIntegerField(null=True, blank=True)
    public_since = models.DateTimeField(null=True, blank=True)
    note = models.TextField(default="", blank=True)
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        personal = {"told_by"}
        plain = {
            "id", "ref", "review", "audience", "words", "how", "told_on", "reached", "public_since", "note", "version",
            "by", "at",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(told_on__isnull=False) | Q(reached__isnull=True, public_since__isnull=True),
                name="reached_or_public_when_told",
            )
        ]


class SaidBack(models.Model):
    """What an audience said back, and who heard it. Only added to."""

    telling = models.ForeignKey(Telling, on_delete=models.PROTECT, related_name="said_back")
    words = models.TextField()
    heard_on = models.DateField()
    heard_by = models.TextField()
    by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        personal = {"words", "heard_by"}
        plain = {"id", "telling", "heard_on", "by", "at"}
