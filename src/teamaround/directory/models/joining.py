"""Organisations that asked to be in the directory, each with the link by which it keeps its entries."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ..rules.joining import Stage
from .columns import Row, choices, text


class SignUp(Row):
    """What an organisation said of itself, who said it, and the link that they come by.

    Nothing of it is public; acceptance makes an organisation, or says which one it is. The link is known by
    its digest alone, opens once, and asks for a code that goes to the same address.
    """

    name = models.TextField()
    about = models.TextField()
    website = text()
    public_email = text()
    telephone = text()
    charity_number = text()
    company_number = text()
    contact = models.TextField()
    email = models.EmailField()
    site = models.TextField()  # where the links lead, such as https://help.example.org
    sent_at = models.DateTimeField()
    digest = models.TextField(unique=True)
    links_sent = models.IntegerField(default=1)
    made_at = models.DateTimeField()  # the link
    good_until = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    code_digest = text()
    code_sent_at = models.DateTimeField(null=True, blank=True)
    codes_sent = models.IntegerField(default=0)
    wrong_tries = models.IntegerField(default=0)
    state = models.TextField(choices=choices(Stage), default=Stage.SENT)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    organisation = models.ForeignKey(
        "directory.Organisation", on_delete=models.PROTECT, related_name="sign_ups", null=True, blank=True
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    answer = text()

    class Privacy:
        personal = {"contact", "email", "digest", "code_digest"}
        plain = {
            "id", "name", "about", "website", "public_email", "telephone", "charity_number", "company_number", "site",
            "sent_at", "links_sent", "made_at", "good_until", "opened_at", "code_sent_at", "codes_sent", "wrong_tries",
            "state", "confirmed_at", "organisation", "decided_at", "decided_by", "answer",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[Stage.ACCEPTED, Stage.ENDED], organisation__isnull=False)
                | Q(state__in=[Stage.SENT, Stage.WAITING, Stage.DECLINED], organisation__isnull=True),
                name="directory_signup_is_of_one_once_accepted",
            )
        ]
        indexes = [
            models.Index(fields=["state", "sent_at"], name="directory_signup_waiting"),
            models.Index(fields=["email"], name="directory_signup_email"),
        ]
