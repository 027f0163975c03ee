"""Who leads, who covers for them, and who leads on protection beside them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from ..rules.leading import LeadState


class Lead(models.Model):
    """One naming of one practitioner as lead of an episode, and what became of it."""

    episode = models.ForeignKey("episodes.Episode", on_delete=models.PROTECT, related_name="leads")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    practitioner = models.ForeignKey("agencies.Practitioner", on_delete=models.PROTECT, related_name="+")
    state = models.TextField(choices=[(state.value, state.value) for state in LeadState])
    family_view = models.TextField(default="", blank=True)
    offered_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    manager = models.TextField(default="", blank=True)
    ended_at = models.DateTimeField(null=True)
    because = models.TextField(default="", blank=True)
    handover_note = models.TextField(default="", blank=True)
    handed_over_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    met_at_handover_on = models.DateField(null=True)
    version = models.IntegerField(default=1)

    class Privacy:
        personal = {"family_view", "because", "manager", "handover_note"}
        plain = {
            "id", "episode", "child", "practitioner", "state", "offered_by", "offered_at", "answered_at",
            "ended_at", "handed_over_by", "met_at_handover_on", "version",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["episode"],
                condition=Q(state=LeadState.ACCEPTED.value),
                name="one_accepted_lead",
            ),
            models.UniqueConstraint(
                fields=["episode"],
                condition=Q(state=LeadState.OFFERED.value),
                name="one_offer_to_lead",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("offered_at")),
                name="lead_ends_after_offer",
            ),
        ]
        indexes = [models.Index(fields=["practitioner", "state"], name="lead_practitioner_state")]


class Cover(models.Model):
    """Somebody who stands in for a lead practitioner who is away, and until when."""

    lead = models.ForeignKey(Lead, on_delete=models.PROTECT, related_name="covers")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    practitioner = models.ForeignKey("agencies.Practitioner", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField()
    because = models.TextField(default="", blank=True)
    arranged_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    arranged_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Privacy:
        personal = {"because"}
        plain = {
            "id", "lead", "child", "practitioner", "starts_on", "ends_on", "arranged_by", "arranged_at",
            "ended_at",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="cover_ends_after_start")
        ]
        indexes = [models.Index(fields=["practitioner", "ends_on"], name="cover_practitioner_ends")]


class ProtectionLead(models.Model):
    """The social worker who leads on protecting the child, beside the family's lead practitioner."""

    episode = models.ForeignKey("episodes.Episode", on_delete=models.PROTECT, related_name="protection_leads")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    practitioner = models.ForeignKey("agencies.Practitioner", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    named_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    named_at = models.DateTimeField()

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "episode", "child", "practitioner", "starts_on", "ends_on", "named_by", "named_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["episode"], condition=Q(ends_on__isnull=True), name="one_protection_lead"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="protection_lead_ends_after_start",
            ),
        ]
