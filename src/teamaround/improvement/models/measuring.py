"""What an action's difference is measured by: a measure, its baselines, its months, and new beginnings. Only added to."""

from __future__ import annotations

from django.db import models

from .plans import Action


class Measured(models.Model):
    """That an action points to a measure that the product counts; `where` is a place, or blank for the whole area.

    `starts_on`: the day before which its baseline lies, as it was known when it was chosen.
    """

    ref = models.TextField(unique=True)
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="measured")
    measure = models.TextField()
    where = models.TextField(default="", blank=True)
    starts_on = models.DateField()
    by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "ref", "action", "measure", "where", "starts_on", "by", "at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["action", "measure", "where"], name="one_measure_of_an_action_a_place"
            )
        ]


class WantedMeasure(models.Model):
    """That an action is to be measured by something which is being counted beside the pages; gone once it is.

    `counted` of `many` answers are there; `failed` says why it does not go on.
    """

    ref = models.TextField(unique=True)
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="+")
    measure = models.TextField()
    where = models.TextField(default="", blank=True)
    over = models.TextField()
    many = models.PositiveSmallIntegerField()
    counted = models.PositiveSmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    failed = models.TextField(default="", blank=True)
    by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        personal: set[str] = set()
        plain = {
            "id", "ref", "action", "measure", "where", "over", "many", "counted", "tries", "failed", "by", "at",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["action", "measure", "where"], name="one_wanted_measure_of_an_action_a_place"
            )
        ]


class Baseline(models.Model):
    """What it was before. A later one has its reason, and the earlier ones stay beside it."""

    measured = models.ForeignKey(Measured, on_delete=models.PROTECT, related_name="baselines")
    fact = models.ForeignKey("facts.Fact", to_field="ref", on_delete=models.PROTECT, related_name="+")
    over = models.TextField()
    because = models.TextField(default="", blank=True)
    by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.TextField(default="", blank=True)
    at = models.DateTimeField()

    class Privacy:
        personal = {"by_name"}
        plain = {"id", "measured", "fact", "over", "because", "by", "at"}


class Reading(models.Model):
    """The fact of one month; and since the action began, all its months together (`so_far`)."""

    measured = models.ForeignKey(Measured, on_delete=models.PROTECT, related_name="readings")
    month = models.DateField()
    fact = models.ForeignKey("facts.Fact", to_field="ref", on_delete=models.PROTECT, related_name="+")
    so_far = models.ForeignKey(
        "facts.Fact", to_field="ref", on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "measured", "month", "fact", "so_far", "at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measured", "month"], name="one_reading_a_month_of_measured")
        ]


class Beginning(models.Model):
    """That from a month on things are otherwise, in somebody's word: the chart's average begins anew there."""

    measured = models.ForeignKey(Measured, on_delete=models.PROTECT, related_name="beginnings")
    month = models.DateField()
    because = models.TextField()
    by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.TextField(default="", blank=True)
    at = models.DateTimeField()

    class Privacy:
        personal = {"by_name"}
        plain = {"id", "measured", "month", "because", "by", "at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measured", "month"], name="one_beginning_a_month_of_measured")
        ]
