"""Updates, evidence, who was asked, and frozen months. All of it is only added to."""

from __future__ import annotations

from django.db import models

from ..rules.months import Asking, Basis, Progress, Rating, Shows
from .plans import Action, Plan


class Update(models.Model):
    """What was said of an action for a month; said again, the later one counts and the earlier one stays."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="updates")
    month = models.DateField()
    progress = models.TextField(choices=[(each.value, each.value) for each in Progress])
    delivery = models.TextField(choices=[(each.value, each.value) for each in Rating])
    impact = models.TextField(choices=[(each.value, each.value) for each in Rating])
    words = models.TextField()
    recovery = models.TextField(default="", blank=True)
    recovery_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.TextField(default="", blank=True)
    at = models.DateTimeField()

    class Privacy:
        personal = {"by_name"}
        plain = {
            "id", "action", "month", "progress", "delivery", "impact", "words", "recovery", "recovery_on", "by", "at",
        }  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["action", "-month", "-at", "-id"], name="update_last_said")]


class Evidence(models.Model):
    """What shows that something was done, or what difference it made and on what that judgement rests."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="evidence")
    shows = models.TextField(choices=[(each.value, each.value) for each in Shows])
    basis = models.TextField(default="", blank=True, choices=[(each.value, each.value) for each in Basis])
    words = models.TextField()
    by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.TextField(default="", blank=True)
    is_by_owner = models.BooleanField()
    at = models.DateTimeField()

    class Privacy:
        personal = {"by_name"}
        plain = {"id", "action", "shows", "basis", "words", "by", "is_by_owner", "at"}


class Ask(models.Model):
    """That an owner was asked for a month's update, reminded, or their manager told."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="asks")
    month = models.DateField()
    kind = models.TextField(choices=[(each.value, each.value) for each in Asking])
    on = models.DateField()

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "action", "month", "kind", "on"}


class AskedOwner(models.Model):
    """An owner who was asked by a link for a month's word on their actions of a plan; what an invitation is about.

    `guest`: the account of whoever comes in by the newest link.
    """

    ref = models.TextField(unique=True)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    owner = models.ForeignKey("agencies.Practitioner", on_delete=models.PROTECT, related_name="+")
    guest = models.OneToOneField("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "ref", "plan", "month", "owner", "guest"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "month", "owner"], name="an_owner_asked_once_a_month")
        ]


class Month(models.Model):
    """A month of a plan as it was, written down once. The site's own role can add these and never change one."""

    ref = models.TextField(unique=True)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="months")
    month = models.DateField()
    as_at = models.DateTimeField()
    told = models.TextField()
    digest = models.TextField()
    said = models.TextField(default="", blank=True)
    by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.TextField(default="", blank=True)

    class Privacy:
        personal = {"by_name", "told"}
        plain = {"id", "ref", "plan", "month", "as_at", "digest", "said", "by"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "month"], name="one_frozen_month_a_plan")]
