"""What comes before which body and when, and what was decided on it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ..rules.decisions import Outcome
from .bodies import Body, Post


class PlannedItem(models.Model):
    """An item of a body's forward plan. Without a day it waits for its meeting."""

    ref = models.TextField(unique=True)
    authority = models.ForeignKey("agencies.Authority", on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="planned")
    title = models.TextField()
    meeting_on = models.DateField(null=True, blank=True)
    came_from = models.ForeignKey(
        "committees.Decision", on_delete=models.PROTECT, null=True, blank=True, related_name="went_to"
    )

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "ref", "authority", "body", "title", "meeting_on", "came_from"}

    class Meta:
        indexes = [models.Index(fields=["body", "meeting_on"], name="planned_by_day")]


class Decision(models.Model):
    """What a body decided on one recommendation of a paper.

    `recommended` are the words of the published version; `resolved` those decided, where they differ.
    With a post it is to be carried out by a day; `done_on` and `done_words` tell what came of it.
    """

    ref = models.TextField(unique=True)
    paper = models.ForeignKey("committees.Paper", on_delete=models.PROTECT, related_name="decisions")
    label = models.TextField()
    outcome = models.TextField(choices=[(each.value, each.value) for each in Outcome])
    recommended = models.TextField()
    resolved = models.TextField(default="", blank=True)
    to_body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions")
    consulting = models.TextField(default="", blank=True)
    decided_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    report_back_on = models.DateField(null=True, blank=True)
    minute = models.TextField(default="", blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_words = models.TextField(default="", blank=True)
    by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        personal = {"done_words"}
        plain = {
            "id", "ref", "paper", "label", "outcome", "recommended", "resolved", "to_body", "post", "consulting",
            "decided_on", "due_on", "report_back_on", "minute", "done_on", "by", "at",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "label"], name="one_decision_a_recommendation"),
            models.CheckConstraint(
                condition=Q(post__isnull=True) | Q(due_on__isnull=False), name="what_somebody_does_has_a_day"
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | ~Q(done_words=""), name="what_was_done_is_said"
            ),
        ]
        indexes = [
            models.Index(
                fields=["post", "due_on"], condition=Q(done_on__isnull=True), name="decision_to_carry_out"
            )
        ]
