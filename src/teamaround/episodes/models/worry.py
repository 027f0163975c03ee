"""Worries: told at once, received, answered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ..rules.worries import Nearness, WorryState


class Worry(models.Model):
    """A worry about a child, sent at once to those who receive worries (R13)."""

    ref = models.TextField(unique=True)
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="worries")
    authority = models.ForeignKey("agencies.Authority", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    nearness = models.TextField(choices=[(near.value, near.value) for near in Nearness])
    what = models.TextField()
    done_already = models.TextField(default="", blank=True)
    family_knows = models.TextField(default="", blank=True)
    telephone = models.TextField(default="", blank=True)
    sent_at = models.DateTimeField()
    state = models.TextField(
        choices=[(state.value, state.value) for state in WorryState], default=WorryState.SENT
    )
    received_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(default="", blank=True)
    version = models.IntegerField(default=1)

    class Privacy:
        personal = {"what", "done_already", "family_knows", "telephone", "answer", "nearness"}
        plain = {
            "id", "ref", "child", "authority", "agency", "account", "sent_at", "state", "received_by",
            "received_at", "answered_by", "answered_at", "version",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(received_at__isnull=True, received_by__isnull=True)
                | Q(received_at__isnull=False, received_by__isnull=False),
                name="received_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="answered_by_and_at",
            ),
        ]
        indexes = [
            models.Index(fields=["authority", "state", "sent_at"], name="worry_authority_state"),
            models.Index(fields=["account", "sent_at"], name="worry_account"),
        ]

    def __str__(self) -> str:
        return self.ref
