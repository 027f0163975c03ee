"""Numbers that were taken. The database lets them be added, and refuses every change."""

from __future__ import annotations

from django.db import models

from .rules.small_numbers import KeptBack


class Fact(models.Model):
    """One answer to a measure's question, with the words of its day, so that it reads the same for good.

    What was counted stands here whole, for the hash and for comparing; `shown` and what
    `queries` hand out have small numbers kept back.
    """

    ref = models.TextField(unique=True)
    authority = models.ForeignKey("agencies.Authority", on_delete=models.PROTECT, related_name="+")
    measure = models.TextField()
    parameters = models.JSONField(default=dict)
    title = models.TextField()
    sentence = models.TextField()
    unit = models.TextField()
    where = models.TextField()
    since = models.DateField()
    as_at = models.DateField()
    top = models.FloatField()
    n = models.BigIntegerField()
    middle = models.FloatField(null=True)
    children = models.BigIntegerField(null=True)
    counted_children = models.BigIntegerField(null=True)
    other_children = models.BigIntegerField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    kept_back = models.TextField(
        default="", blank=True, choices=[(each.value, each.value or "nothing") for each in KeptBack]
    )
    shown = models.TextField()
    taken_at = models.DateTimeField()
    taken_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    taken_by_name = models.TextField(default="", blank=True)
    source_hash = models.TextField()

    class Privacy:
        personal = {"taken_by_name"}
        plain = {
            "id", "ref", "authority", "measure", "parameters", "title", "sentence", "unit", "where", "since",
            "as_at", "top", "n", "middle", "children", "counted_children", "other_children", "low", "high",
            "kept_back", "shown", "taken_at", "taken_by", "source_hash",
        }  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["authority", "measure", "as_at"], name="fact_of_measure")]

    def __str__(self) -> str:
        return self.ref
