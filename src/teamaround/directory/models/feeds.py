"""Others' lists that the directory takes in: where they are, each taking-in, what they told, who said what."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from ..rules.feeds.progress import UNDER_WAY, State
from ..rules.feeds.standing import Standing
from .columns import Row, choices, text


def _account() -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        "accounts.Account", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )


class Source(Row):
    """Whose list it is. With an address it is a feed, asked only while an administrator allows it; else files."""

    name = models.TextField(unique=True)
    address = text()
    named_as = text()
    licence = text()
    stands_at_once = models.BooleanField(default=False)
    is_paused = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = _account()
    allowed_at = models.DateTimeField(null=True, blank=True)
    allowed_by = _account()
    last_taken_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        personal: set[str] = set()
        plain = {
            "id", "name", "address", "named_as", "licence", "stands_at_once", "is_paused", "added_at", "added_by",
            "allowed_at", "allowed_by", "last_taken_at",
        }  # fmt: skip


class Taking(Row):
    """One time that a source is taken in. `counts` by what became of entries; `notes` say what was odd."""

    source = models.ForeignKey("directory.Source", on_delete=models.PROTECT, related_name="takings")
    state = models.TextField(choices=choices(State), default=State.WAITING)
    is_file = models.BooleanField(default=False)
    begun_at = models.DateTimeField()
    begun_by = _account()
    beat_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    pages_done = models.IntegerField(default=0)
    pages_said = models.IntegerField(null=True, blank=True)
    entries = models.IntegerField(default=0)
    counts = models.JSONField(default=dict)
    notes = models.JSONField(default=list)
    because = text()

    class Privacy:
        personal: set[str] = set()
        plain = {
            "id", "source", "state", "is_file", "begun_at", "begun_by", "beat_at", "ended_at", "pages_done",
            "pages_said", "entries", "counts", "notes", "because",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source"], condition=Q(state__in=UNDER_WAY), name="directory_taking_one_at_a_time"
            )
        ]
        indexes = [models.Index(fields=["source", "begun_at"], name="directory_taking_begun")]


class Staged(Row):
    """One entry as a source tells it. `service` once a keeper let it stand, or said that it is that one.

    `taken` is the mark of the words that stand, `summary` that of the feed's list; `likes` are entries that
    may be the same, `others` those that a keeper said are not.
    """

    source = models.ForeignKey("directory.Source", on_delete=models.PROTECT, related_name="staged")
    key = models.TextField()
    name = text()
    organisation_name = text()
    told = models.JSONField(default=dict)
    mark = text()
    summary = text()
    taken = text()
    state = models.TextField(choices=choices(Standing))
    because = text()
    notes = models.JSONField(default=list)
    likes = models.JSONField(default=list)
    others = models.JSONField(default=list)
    service = models.ForeignKey(
        "directory.Service", on_delete=models.PROTECT, related_name="staged", null=True, blank=True
    )
    first_told_at = models.DateTimeField()
    last_told_at = models.DateTimeField()
    seen_in = models.ForeignKey("directory.Taking", on_delete=models.PROTECT, related_name="seen")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = _account()

    class Privacy:
        personal = {"told"}
        plain = {
            "id", "source", "key", "name", "organisation_name", "mark", "summary", "taken", "state", "because",
            "notes", "likes", "others", "service", "first_told_at", "last_told_at", "seen_in", "decided_at",
            "decided_by",
        }  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="directory_staged_once")]
        indexes = [models.Index(fields=["source", "state", "name"], name="directory_staged_to_decide")]


class Telling(Row):
    """That a source tells of an entry of the directory, and when it last did; public, so that it can be named."""

    service = models.ForeignKey("directory.Service", on_delete=models.PROTECT, related_name="tellings")
    source = models.ForeignKey("directory.Source", on_delete=models.PROTECT, related_name="tellings")
    last_at = models.DateTimeField()
    gone_since = models.DateTimeField(null=True, blank=True)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "service", "source", "last_at", "gone_since"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "source"], name="directory_telling_once")]


class FieldWord(Row):
    """Whose word a field of an entry is: a source's, or, without one, our own people's, which no source changes."""

    service = models.ForeignKey("directory.Service", on_delete=models.PROTECT, related_name="field_words")
    field = models.TextField()
    source = models.ForeignKey(
        "directory.Source", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    said_at = models.DateTimeField()

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "service", "field", "source", "said_at"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["service", "field"], name="directory_field_word_once")]


class PublicTelling(models.Model):
    """Who tells of a public entry, as its page names them."""

    id = models.UUIDField(primary_key=True)
    service = models.ForeignKey(
        "PublicService", on_delete=models.PROTECT, related_name="tellings", db_constraint=False, null=True
    )
    name = text()
    licence = text()
    last_at = models.DateTimeField()
    gone_since = models.DateTimeField(null=True, blank=True)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "service", "name", "licence", "last_at", "gone_since"}

    class Meta:
        managed = False
        db_table = "directory_public_telling"
