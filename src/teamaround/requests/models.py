"""Tables that hold requests."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .rules.asking import Because, Outcome
from .rules.states import State


def _choices(kind: type[State | Because | Outcome]) -> list[tuple[str, str]]:
    return [(each.value, each.value) for each in kind]


def _text() -> models.TextField[str, str]:
    return models.TextField(default="", blank=True)


class Request(models.Model):
    """A service asked to help a child, or one that a family was told of (signposted).

    Answered by the people of `to_agency`, or by a guest who came by a link. `shown` is what the
    entry said when it was asked, whatever it says since. One that is `kept_apart` is seen by those
    who asked and by the service alone. `changed_at` is the service's last word, `read_at` when the
    asker last saw it.
    """

    ref = models.TextField(unique=True)
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    service = models.ForeignKey("directory.Service", on_delete=models.PROTECT, related_name="+")
    to_agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, null=True, related_name="+")
    guest = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    agreement = models.ForeignKey("sharing.Agreement", on_delete=models.PROTECT, null=True, related_name="+")
    kept_apart = models.BooleanField(default=False)
    state = models.TextField(choices=_choices(State))
    service_name = models.TextField()
    organisation = models.TextField()
    shown = models.JSONField(default=dict)
    what = _text()
    told = _text()
    called = _text()
    reach = _text()
    telephone = _text()
    agreed_in_words = _text()
    asked_at = models.DateTimeField()
    answer_by = models.DateField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    because = models.TextField(default="", blank=True, choices=_choices(Because))
    answer = _text()
    begins_on = models.DateField(null=True)
    started_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.TextField(default="", blank=True, choices=_choices(Outcome))
    came_of_it = _text()
    changed_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Privacy:
        personal = {
            "what", "told", "called", "reach", "telephone", "agreed_in_words", "because", "answer", "outcome",
            "came_of_it", "service", "to_agency", "service_name", "organisation", "shown",
        }  # fmt: skip
        plain = {
            "id", "ref", "child", "agency", "asked_by", "guest", "agreement", "kept_apart", "state", "asked_at",
            "answer_by", "answered_at", "answered_by", "begins_on", "started_on", "ended_at", "ended_by",
            "changed_at", "read_at", "version",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_agency__isnull=True) | Q(guest__isnull=True),
                name="request_answered_by_one_side",
            ),
            models.CheckConstraint(
                condition=Q(to_agency__isnull=True, guest__isnull=True, answer_by__isnull=True)
                | Q(agreement__isnull=False),
                name="request_stands_on_an_agreement",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", ended_at__isnull=True, ended_by__isnull=True)
                | (~Q(outcome="") & Q(ended_at__isnull=False, ended_by__isnull=False)),
                name="request_ends_with_what_came_of_it",
            ),
        ]
        indexes = [
            models.Index(fields=["child", "-asked_at"], name="request_of_child"),
            models.Index(fields=["to_agency", "state"], name="request_to_agency"),
            models.Index(fields=["asked_by", "state"], name="request_asked_by"),
        ]

    def __str__(self) -> str:
        return self.ref
