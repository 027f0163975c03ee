"""What was recognised in a report, until a person has answered each: the file itself is not kept."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ..rules.confirming import Said
from .reviews import Recommendation, Review


class ReportRead(models.Model):
    """That a review's report was read. `kind`, `pages` and `digest` tell which one; its text is not here.

    `closed_at`: when what was confirmed was entered; one report of a review is open at a time.
    """

    ref = models.TextField(unique=True)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="reports")
    kind = models.TextField()
    pages = models.PositiveSmallIntegerField()
    digest = models.TextField()
    by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.TextField(default="", blank=True)
    at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        personal = {"by_name"}
        plain = {"id", "ref", "review", "kind", "pages", "digest", "by", "at", "closed_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review"], condition=Q(closed_at__isnull=True), name="one_report_open_a_review"
            )
        ]


class Proposal(models.Model):
    """A recommendation as it was recognised, the passage that it comes from, and what a person said of it.

    `proposed` is never changed; `confirmed` holds what the person made of it.
    """

    ref = models.TextField(unique=True)
    report = models.ForeignKey(ReportRead, on_delete=models.PROTECT, related_name="proposals")
    position = models.PositiveSmallIntegerField()
    page = models.PositiveSmallIntegerField()
    context = models.TextField(default="", blank=True)
    passage = models.TextField()
    proposed = models.JSONField()
    said = models.TextField(choices=[(each.value, each.value) for each in Said], default=Said.WAITING)
    confirmed = models.JSONField(null=True, blank=True)
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        personal: set[str] = set()
        plain = {
            "id", "ref", "report", "position", "page", "context", "passage", "proposed", "said", "confirmed",
            "recommendation", "version", "by", "at",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "position"], name="one_proposal_a_place"),
            models.CheckConstraint(
                condition=Q(said="confirmed", confirmed__isnull=False)
                | (~Q(said="confirmed") & Q(confirmed__isnull=True, recommendation__isnull=True)),
                name="confirmed_says_what",
            ),
        ]
