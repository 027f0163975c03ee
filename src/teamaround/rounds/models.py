"""The rounds that were gone."""

from __future__ import annotations

from django.db import models


class Gone(models.Model):
    """One round on one day: begun so many times, ended or not, and what came of it."""

    name = models.TextField()
    on = models.DateField()
    tries = models.SmallIntegerField(default=0)
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    failed = models.BooleanField(default=False)
    said = models.TextField(default="", blank=True)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "name", "on", "tries", "begun_at", "ended_at", "failed", "said"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "on"], name="rounds_gone_once_a_day")]
