"""Invitations, and the letters that go out for them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .rules import Ended, Kind


class Invitation(models.Model):
    """One person without an account, asked to one thing, about a child or none. The link is known by its digest alone."""

    ref = models.TextField(unique=True)
    kind = models.TextField(choices=[(kind.value, kind.value) for kind in Kind])
    about = models.TextField()  # the reference of what it opens
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, null=True, related_name="+")
    invited_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    guest = models.OneToOneField("accounts.Account", on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    email = models.EmailField()
    site = models.TextField()  # where the links lead, such as https://teamaround.example
    digest = models.TextField(unique=True)
    links_sent = models.IntegerField(default=1)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    code_digest = models.TextField(default="", blank=True)
    code_sent_at = models.DateTimeField(null=True)
    codes_sent = models.IntegerField(default=0)
    wrong_tries = models.IntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = models.TextField(
        default="", blank=True, choices=[(why.value, why.value) for why in Ended]
    )

    class Privacy:
        personal = {"name", "email", "digest", "code_digest"}
        plain = {
            "id", "ref", "kind", "about", "child", "invited_by", "agency", "guest", "site", "links_sent", "made_at",
            "expires_at", "code_sent_at", "codes_sent", "wrong_tries", "opened_at", "ended_at", "ended_because",
        }  # fmt: skip

    class Meta:
        app_label = "accounts"
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_because="")
                | (Q(ended_at__isnull=False) & ~Q(ended_because="")),
                name="invitation_ended_for_a_reason",
            )
        ]
        indexes = [
            models.Index(fields=["about"], name="invitation_about"),
            models.Index(fields=["invited_by", "ended_at"], name="invitation_by"),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def children(self) -> list[int]:
        """The row number of the child that it is about, as the audit takes it."""
        return [] if self.child_id is None else [self.child_id]


class Letter(models.Model):
    """An e-mail on its way. Its text is forgotten once it is sent: it may hold a link or a code."""

    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, null=True, related_name="letters")
    is_code = models.BooleanField(default=False)
    to = models.EmailField()
    subject = models.TextField()
    body = models.TextField(blank=True)
    calendar = models.TextField(blank=True, default="")  # a file that goes with it
    made_at = models.DateTimeField()
    good_until = models.DateTimeField()
    next_try_at = models.DateTimeField(null=True)  # none: not to be tried again
    tries = models.IntegerField(default=0)
    sent_at = models.DateTimeField(null=True)

    class Privacy:
        personal = {"to", "subject", "body", "calendar"}
        plain = {
            "id", "invitation", "is_code", "made_at", "good_until", "next_try_at", "tries", "sent_at",
        }  # fmt: skip

    class Meta:
        app_label = "accounts"
        indexes = [models.Index(fields=["next_try_at"], name="letter_next_try")]
