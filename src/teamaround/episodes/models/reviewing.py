"""Reviews: how it goes, and when to look again or why it ends."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ..rules.states import Closing


class Review(models.Model):
    """One review of a plan: it ends in a next date or in a reason for closing (R16)."""

    ref = models.TextField(unique=True)
    episode = models.ForeignKey("episodes.Episode", on_delete=models.PROTECT, related_name="reviews")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey("episodes.Meeting", on_delete=models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    held_on = models.DateField()
    present = models.TextField(default="", blank=True)
    progress = models.TextField(default="", blank=True)
    next_steps = models.TextField(default="", blank=True)
    next_on = models.DateField(null=True)
    closes_for = models.TextField(
        choices=[(reason.value, reason.value) for reason in Closing], default="", blank=True
    )
    recorded_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Privacy:
        personal = {"present", "progress", "next_steps"}
        plain = {
            "id", "ref", "episode", "child", "meeting", "due_on", "held_on", "next_on", "closes_for",
            "recorded_by", "recorded_at", "version",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(next_on__isnull=False, closes_for="")
                | Q(next_on__isnull=True) & ~Q(closes_for=""),
                name="next_date_or_reason",
            ),
        ]
        indexes = [models.Index(fields=["episode", "held_on"], name="review_episode_held")]

    def __str__(self) -> str:
        return self.ref
