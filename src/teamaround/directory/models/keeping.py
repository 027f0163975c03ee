"""What waits for those who keep the directory, and what people looked for in vain."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ..rules.changing import Sent, State
from .columns import Row, choices, text


class Change(Row):
    """A change that somebody sent; the entry stands as it was until a keeper approves it.

    `was` and `proposed` hold fields of the service by name. Words and address are there when
    somebody without an account suggested something. A new service is one of an `organisation`, and is
    there from its approval on; `sign_up` is who sent it by their organisation's link.
    """

    service = models.ForeignKey(
        "directory.Service", on_delete=models.PROTECT, related_name="changes", null=True, blank=True
    )
    organisation = models.ForeignKey(
        "directory.Organisation", on_delete=models.PROTECT, related_name="changes", null=True, blank=True
    )
    sign_up = models.ForeignKey(
        "directory.SignUp", on_delete=models.PROTECT, related_name="changes", null=True, blank=True
    )
    kind = models.TextField(choices=choices(Sent))
    was = models.JSONField(default=dict)
    proposed = models.JSONField(default=dict)
    words = text()
    email = text()
    sent_at = models.DateTimeField()
    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    sent_by = models.ForeignKey(
        "accounts.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    state = models.TextField(choices=choices(State), default=State.WAITING)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    answer = text()

    class Privacy:
        personal = {"words", "email"}
        plain = {
            "id", "service", "organisation", "sign_up", "kind", "was", "proposed", "sent_at", "agency", "sent_by", "state", "decided_at",
            "decided_by", "answer",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.WAITING, decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(state=State.WAITING) & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="directory_change_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(service__isnull=False) | Q(kind=Sent.NEW, organisation__isnull=False),
                name="directory_change_of_something",
            ),
        ]
        indexes = [models.Index(fields=["state", "sent_at"], name="directory_change_waiting")]

    @property
    def called(self) -> str:
        """The service that it is about, by its name."""
        return str(self.proposed["name"]) if self.service is None else self.service.name

    @property
    def offered_by(self) -> str:
        """Whose service that is."""
        return (self.organisation or self.service.organisation).name  # type: ignore[union-attr]


class Unfound(models.Model):
    """How often nothing was found in a month, by need and by locality. No word that anybody typed is kept."""

    month = models.DateField()
    need = text()
    locality = text()
    times = models.IntegerField(default=0)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "month", "need", "locality", "times"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "need", "locality"], name="directory_unfound_once")
        ]
