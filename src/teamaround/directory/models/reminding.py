"""Letters that asked an organisation to check its entries."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from .columns import Row


class Reminder(Row):
    """One letter about some entries. Its identifier stands in the link, which is good for a time and answered once."""

    organisation = models.ForeignKey(
        "directory.Organisation", on_delete=models.PROTECT, related_name="reminders"
    )
    service_ids = ArrayField(models.UUIDField())
    sent_at = models.DateTimeField()
    good_until = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "organisation", "service_ids", "sent_at", "good_until", "answered_at"}

    class Meta:
        indexes = [models.Index(fields=["sent_at"], name="directory_reminder_sent")]
