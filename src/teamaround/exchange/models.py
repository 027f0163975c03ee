"""Agencies' files: each import with its rows, what waits for a person, and what is remembered."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .rules.outcomes import RowOutcome
from .rules.progress import State
from .rules.sampling import SampleAnswer
from .rules.waiting import Decision, RowSaid, WaitingFor

_OUTCOMES = [outcome.value for outcome in RowOutcome]


class Import(models.Model):
    """One file of one agency, from its arrival until every row has an outcome."""

    ref = models.TextField(unique=True)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    file_name = models.TextField()
    file_hash = models.TextField()
    size = models.BigIntegerField()
    received_at = models.DateTimeField()
    state = models.TextField(choices=[(state.value, state.value) for state in State], default=State.RECEIVED)
    settings = models.JSONField(default=dict)
    columns = models.JSONField(default=dict)
    date_forms = models.JSONField(default=dict)
    about_the_file = models.JSONField(default=list)
    rows = models.IntegerField(default=0)
    done = models.IntegerField(default=0)
    matched = models.IntegerField(default=0)
    new = models.IntegerField(default=0)
    needs_person = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    quarantined = models.IntegerField(default=0)
    unchanged = models.IntegerField(default=0)
    preview = models.JSONField(null=True)
    preview_done = models.IntegerField(default=0)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)
    stopped_because = models.TextField(default="", blank=True)
    version = models.IntegerField(default=1)

    class Privacy:
        personal = {"preview"}
        plain = {
            "id", "ref", "agency", "account", "file_name", "file_hash", "size", "received_at", "state",
            "settings", "columns", "date_forms", "about_the_file", "rows", "done", "matched", "new",
            "needs_person", "refused", "quarantined", "unchanged", "preview_done", "started_at", "finished_at",
            "beat_at", "stopped_because", "version",
        }  # fmt: skip

    class Meta:
        indexes = [
            models.Index(fields=["agency", "-received_at"], name="import_agency"),
            models.Index(fields=["state"], name="import_state"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    done=F("matched")
                    + F("new")
                    + F("needs_person")
                    + F("refused")
                    + F("quarantined")
                    + F("unchanged")
                ),
                name="import_counts_reconcile",
            ),
            models.CheckConstraint(
                condition=Q(done__lte=F("rows")) & (~Q(state="done") | Q(done=F("rows"))),
                name="import_done_when_all_rows_are",
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class FilePart(models.Model):
    """A piece of a file as it arrived, packed and encrypted; gone when the file is forgotten."""

    id = models.BigAutoField(primary_key=True)
    of = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="parts")
    number = models.IntegerField()
    key_id = models.TextField()
    nonce = models.BinaryField()
    ciphertext = models.BinaryField()

    class Privacy:
        personal = {"ciphertext"}
        plain = {"id", "of", "number", "key_id", "nonce"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["of", "number"], name="file_part_once")]


class ImportRow(models.Model):
    """The outcome of one row; its words stay in the file, save for what is wrong with them."""

    id = models.BigAutoField(primary_key=True)
    of = models.ForeignKey(Import, on_delete=models.PROTECT, related_name="outcomes")
    number = models.IntegerField()
    outcome = models.TextField(choices=[(value, value) for value in _OUTCOMES])
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, null=True, related_name="+")
    waiting = models.ForeignKey("WaitingRow", on_delete=models.PROTECT, null=True, related_name="rows")
    faults = models.JSONField(default=list)
    notices = models.JSONField(default=list)

    class Privacy:
        personal = {"child", "faults", "notices"}
        plain = {"id", "of", "number", "outcome", "waiting"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of", "number"], name="import_row_once"),
            models.CheckConstraint(
                condition=Q(outcome__in=["needs_person", "quarantined"], waiting__isnull=False)
                | (~Q(outcome__in=["needs_person", "quarantined"]) & Q(waiting__isnull=True)),
                name="import_row_waits_somewhere",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["matched", "new"]) | Q(child__isnull=False),
                name="import_row_taken_has_child",
            ),
        ]


class WaitingRow(models.Model):
    """A row that a person has to decide about, its words encrypted; one however often it is sent."""

    ref = models.TextField(unique=True)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=[(kind.value, kind.value) for kind in WaitingFor])
    row_hash = models.TextField()
    key_id = models.TextField()
    nonce = models.BinaryField()
    ciphertext = models.BinaryField()
    since = models.DateTimeField()
    decision = models.TextField(
        choices=[(each.value, each.value) for each in Decision], default="", blank=True
    )
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    because = models.TextField(default="", blank=True)
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, null=True, related_name="+")

    class Privacy:
        personal = {"ciphertext", "because", "child"}
        plain = {
            "id", "ref", "agency", "kind", "row_hash", "key_id", "nonce", "since", "decision", "decided_at",
            "decided_by",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "row_hash"], name="waiting_row_once"),
            models.CheckConstraint(
                condition=Q(decision="", decided_at__isnull=True, decided_by__isnull=True)
                | (~Q(decision="") & Q(decided_at__isnull=False, decided_by__isnull=False)),
                name="waiting_row_decided_by_and_at",
            ),
        ]
        indexes = [models.Index(fields=["kind", "since"], name="waiting_row_kind")]


class RowLook(models.Model):
    """Whom somebody of the index team took a row to mean from the row alone, before any reasons."""

    waiting = models.ForeignKey(WaitingRow, on_delete=models.PROTECT, related_name="looks")
    account = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    said = models.TextField(choices=[(each.value, each.value) for each in RowSaid])
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField()

    class Privacy:
        personal = {"child"}
        plain = {"id", "waiting", "account", "said", "said_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["waiting", "account"], name="one_row_look_each"),
            models.CheckConstraint(
                condition=Q(said="this", child__isnull=False) | (~Q(said="this") & Q(child__isnull=True)),
                name="row_look_names_child",
            ),
        ]


class SampledLink(models.Model):
    """A link that was made by itself and drawn to be checked; the row is sealed, and gone once it was."""

    ref = models.TextField(unique=True)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    row_hash = models.TextField()
    release = models.IntegerField()
    drawn_at = models.DateTimeField()
    key_id = models.TextField()
    nonce = models.BinaryField()
    ciphertext = models.BinaryField()
    answer = models.TextField(
        choices=[(each.value, each.value) for each in SampleAnswer], default="", blank=True
    )
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    let_go_at = models.DateTimeField(null=True)

    class Privacy:
        personal = {"child", "ciphertext"}
        plain = {
            "id", "ref", "agency", "row_hash", "release", "drawn_at", "key_id", "nonce", "answer", "answered_at",
            "answered_by", "let_go_at",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answer="", answered_at__isnull=True, answered_by__isnull=True)
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="sample_answered_by_and_at",
            ),
        ]
        indexes = [
            models.Index(
                fields=["drawn_at"], condition=Q(answer="", let_go_at__isnull=True), name="sample_open"
            )
        ]


class RememberedMapping(models.Model):
    """What an agency's last file was like: how it is read, what its columns are, how it writes dates."""

    agency = models.OneToOneField(
        "agencies.Agency", on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    settings = models.JSONField(default=dict)
    columns = models.JSONField(default=dict)
    date_forms = models.JSONField(default=dict)
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")

    class Privacy:
        personal: set[str] = set()
        plain = {"agency", "settings", "columns", "date_forms", "kept_at", "kept_by"}
