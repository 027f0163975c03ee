"""Accounts, the duties granted to them, API tokens and answered forms."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from .guests.models import Invitation, Letter
from .rules import Duty

__all__ = ["Account", "AccountManager", "Grant", "Invitation", "Letter", "Once", "Token"]


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by their e-mail address, however it is written."""

    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(email__iexact=username)


class Account(AbstractBaseUser):
    """Somebody (or a service) that signs in, for one post at one agency."""

    ref = models.TextField(unique=True)
    email = models.EmailField(unique=True)
    name = models.TextField()
    practitioner = models.OneToOneField(
        "agencies.Practitioner", on_delete=models.PROTECT, null=True, related_name="account"
    )
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    training_until = models.DateField(null=True, blank=True)
    vetted_until = models.DateField(null=True, blank=True)
    is_service_account = models.BooleanField(default=False)
    is_guest = models.BooleanField(default=False)  # came by a link; see guests
    is_active = models.BooleanField(default=True)
    version = models.IntegerField(default=1)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[AccountManager] = AccountManager()  # type: ignore[assignment]

    class Privacy:
        personal = {"email", "name", "password"}
        plain = {
            "id", "ref", "practitioner", "agency", "starts_on", "ends_on", "training_until",
            "vetted_until", "is_service_account", "is_guest", "is_active", "version", "last_login",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_guest=False)
                | Q(is_active=False, practitioner__isnull=True, is_service_account=False),
                name="guest_never_signs_in",
            )
        ]

    def __str__(self) -> str:
        return self.ref


class Grant(models.Model):
    """A duty given to an account for a time."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="grants")
    duty = models.TextField(choices=[(duty.value, duty.value) for duty in Duty])
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "account", "duty", "starts_on", "ends_on"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="grant_ends_after_start",
            )
        ]


class Token(models.Model):
    """A key with which a service account calls the API; only its hash is kept."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="tokens")
    digest = models.TextField(unique=True)
    name = models.TextField()
    made_at = models.DateTimeField()
    ends_on = models.DateField()
    minute = models.BigIntegerField(default=0)  # of the last call, counted from 1970
    calls = models.IntegerField(default=0)  # in that minute

    class Privacy:
        personal = {"digest"}
        plain = {"id", "account", "name", "made_at", "ends_on", "minute", "calls"}


class Once(models.Model):
    """A form or API write that was answered: the same key again gets the same answer.

    `asked` is a keyed hash of the call, `children` are those whom the answer shows.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    key = models.TextField()
    path = models.TextField()
    status = models.IntegerField()
    location = models.TextField(default="")
    body = models.TextField(default="")
    at = models.DateTimeField()
    asked = models.TextField(default="")
    children = ArrayField(models.BigIntegerField(), default=list)

    class Privacy:
        personal = {"body", "asked", "children"}
        plain = {"id", "account", "key", "path", "status", "location", "at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "key"], name="answered_once"),
        ]
        indexes = [models.Index(fields=["at"], name="once_at")]
