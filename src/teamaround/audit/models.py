"""The record of looks and acts, and its seals."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Entry(models.Model):
    """One look or act. Written once; the database refuses any change.

    `xid` is the number of the transaction that wrote the entry, filled by the database.
    """

    id = models.BigAutoField(primary_key=True)
    xid = models.BigIntegerField(db_default=0, editable=False)
    at = models.DateTimeField()
    account_ref = models.TextField()
    account_id = models.BigIntegerField()
    agency_id = models.BigIntegerField(null=True)
    act = models.TextField()
    purpose = models.TextField(default="")
    children = ArrayField(models.BigIntegerField(), default=list)
    about = models.TextField(default="")
    said = models.TextField(default="")
    terms = models.JSONField(null=True)
    detail = models.JSONField(null=True)
    source = models.TextField(default="")
    request_id = models.TextField(default="")

    class Privacy:
        personal = {"children", "said", "terms", "detail", "about", "source", "account_ref"}
        plain = {"id", "xid", "at", "account_id", "agency_id", "act", "purpose", "request_id"}

    class Meta:
        indexes = [
            GinIndex(fields=["children"], name="audit_entry_children"),
            models.Index(fields=["account_id", "-at"], name="audit_entry_account"),
            models.Index(fields=["agency_id", "-at"], name="audit_entry_agency"),
            models.Index(fields=["xid", "id"], name="audit_entry_order"),
            models.Index(fields=["-at", "-id"], name="audit_entry_newest"),
        ]


class Seal(models.Model):
    """A hash over a batch of entries and over the seal before it."""

    number = models.BigIntegerField(primary_key=True)
    since = models.BigIntegerField()
    upto = models.BigIntegerField()
    count = models.BigIntegerField()
    previous = models.TextField()
    hash = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Privacy:
        personal: set[str] = set()
        plain = {"number", "since", "upto", "count", "previous", "hash", "at"}
