"""The record of looks and acts, and its seals."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models


class Entry(models.Model):
    """One look or act. Written once; the database refuses any change.

    `id` is its number, given by the database whatever the program asks for. `xid` is left from
    when entries were sealed by the number of their transaction, and 0 ever since.
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
            models.Index(fields=["xid", "id"], condition=models.Q(xid__gt=0), name="audit_entry_by_xid"),
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
    format = models.SmallIntegerField()
    holds = models.TextField(default="")
    empty = models.TextField(default="")
    at = models.DateTimeField(auto_now_add=True)

    class Privacy:
        personal: set[str] = set()
        plain = {
            "number", "since", "upto", "count", "previous", "hash", "format", "holds", "empty", "at",
        }  # fmt: skip


class Gap(models.Model):
    """Numbers given out that no seal has held yet: the sealer's note, not part of the record."""

    first = models.BigIntegerField(primary_key=True)
    last = models.BigIntegerField()
    horizon = models.BigIntegerField()

    class Privacy:
        personal: set[str] = set()
        plain = {"first", "last", "horizon"}
