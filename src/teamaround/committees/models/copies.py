"""Copies of papers that were made once and kept. A row without content is a copy that is wanted."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ..rules.copies import Form
from .papers import PaperVersion, Publication


class _Copy(models.Model):
    """A copy in one form; `failed` says why it cannot be made. A try that ended without either is tried again."""

    form = models.TextField(choices=[(each.value, each.value) for each in Form])
    wanted_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    content = models.BinaryField(null=True)
    failed = models.TextField(default="", blank=True)
    made_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class PublishedCopy(_Copy):
    """A copy of what was published. A correction has those before it made anew, for it may withhold more."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="copies")

    class Privacy:
        personal = {"content"}
        plain = {"id", "publication", "form", "wanted_at", "tries", "failed", "made_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["publication", "form"], name="one_published_copy_a_form")
        ]
        indexes = [
            models.Index(
                fields=["id"], condition=Q(content__isnull=True, failed=""), name="published_copy_wanted"
            )
        ]


class WholeCopy(_Copy):
    """A copy of a version with everything in it, also what is exempt. Nothing that the public sees reads this table.

    It is kept for a day.
    """

    version = models.ForeignKey(PaperVersion, on_delete=models.PROTECT, related_name="copies")

    class Privacy:
        personal = {"content"}
        plain = {"id", "version", "form", "wanted_at", "tries", "failed", "made_at"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "form"], name="one_whole_copy_a_form")]
        indexes = [
            models.Index(
                fields=["id"], condition=Q(content__isnull=True, failed=""), name="whole_copy_wanted"
            )
        ]
