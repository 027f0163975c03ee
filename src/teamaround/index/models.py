"""Involvements, pointers, look-up keys, searches, the sources' records, and pairs to review."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .kept import Crowded as Crowded
from .kept import Key as Key
from .kept import Likeness as Likeness
from .rules import PairAnswer, PairState
from .rules.labels import LabelOf
from .rules.ledger import COUNTED, How

BASES = [("", ""), ("consent", "consent"), ("significant_harm", "significant_harm")]


class Involvement(models.Model):
    """An agency is or was working with a child: who to ask, from when to when, never what about."""

    ref = models.TextField(unique=True)
    child = models.ForeignKey(
        "people.Child", on_delete=models.PROTECT, db_index=False, related_name="involvements"
    )
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, db_index=False, related_name="+")
    service = models.ForeignKey(
        "agencies.Service", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    practitioner = models.ForeignKey(
        "agencies.Practitioner", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    contact_route = models.TextField(default="", blank=True)
    reason = models.TextField(default="", blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    is_sensitive = models.BooleanField(default=False)
    sensitive_basis = models.TextField(choices=BASES, default="", blank=True)
    consent_by = models.TextField(default="", db_default="", blank=True)
    consent_standing = models.TextField(default="", db_default="", blank=True)
    consent_how = models.TextField(default="", db_default="", blank=True)
    consent_on = models.DateField(null=True)
    consent_noted_by = models.ForeignKey(
        "accounts.Account", on_delete=models.PROTECT, null=True, related_name="+"
    )
    consent_withdrawn_at = models.DateTimeField(null=True)
    consent_withdrawn_because = models.TextField(default="", db_default="", blank=True)
    brought_by = models.TextField(default="", db_default="", blank=True)
    version = models.IntegerField(default=1)

    class Privacy:
        personal = {
            "agency", "service", "practitioner", "contact_route", "reason", "is_sensitive",
            "sensitive_basis", "consent_by", "consent_standing", "consent_how", "consent_withdrawn_because",
            "brought_by",
        }  # fmt: skip
        plain = {
            "id", "ref", "child", "starts_on", "ends_on", "consent_on", "consent_noted_by",
            "consent_withdrawn_at", "version",
        }  # fmt: skip

    class Meta:
        indexes = [
            models.Index(fields=["child"], name="involvement_child"),
            models.Index(fields=["agency", "child"], name="involvement_agency_child"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="involvement_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(is_sensitive=False) | ~Q(sensitive_basis=""),
                name="sensitive_involvement_has_basis",
            ),
            models.CheckConstraint(
                condition=Q(consent_withdrawn_at__isnull=True) | Q(sensitive_basis="consent"),
                name="only_consent_is_withdrawn",
            ),
        ]


class EarlierConsent(models.Model):
    """A consent for a sensitive service as it stood before a later one; what holds now is in the involvement."""

    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="earlier_consents")
    given_by = models.TextField()
    standing = models.TextField()
    how = models.TextField()
    given_on = models.DateField(null=True)
    noted_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(default="", blank=True)
    replaced_at = models.DateTimeField()

    class Privacy:
        personal = {"given_by", "standing", "how", "withdrawn_because"}
        plain = {"id", "involvement", "given_on", "noted_by", "withdrawn_at", "replaced_at"}


class Pointers(models.Model):
    """What the index says beyond involvements: a common assessment exists, and who leads."""

    child = models.OneToOneField(
        "people.Child", on_delete=models.PROTECT, primary_key=True, related_name="pointers"
    )
    assessment_ref = models.TextField(default="", blank=True)
    assessment_state = models.TextField(default="", blank=True)
    assessment_on = models.DateField(null=True, blank=True)
    ask_agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, null=True, related_name="+")
    ask_practitioner = models.ForeignKey(
        "agencies.Practitioner", on_delete=models.PROTECT, null=True, related_name="+"
    )
    lead_practitioner = models.ForeignKey(
        "agencies.Practitioner", on_delete=models.PROTECT, null=True, related_name="+"
    )
    lead_since = models.DateField(null=True, blank=True)

    class Privacy:
        personal = {
            "assessment_ref", "assessment_state", "assessment_on", "ask_agency",
            "ask_practitioner", "lead_practitioner", "lead_since",
        }  # fmt: skip
        plain = {"child"}


class Search(models.Model):
    """A search that somebody made: the page shows it by its reference, so no name is in an address."""

    ref = models.TextField(unique=True)
    account = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    purpose = models.TextField()
    wanted = models.JSONField()
    found = models.JSONField(default=list)
    was_cut = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Privacy:
        personal = {"wanted", "found"}
        plain = {"id", "ref", "account", "purpose", "was_cut", "at"}

    class Meta:
        indexes = [models.Index(fields=["account", "-at"], name="search_account")]


class SourceRecord(models.Model):
    """A record as an agency's file or system holds it, and the child it is laid to; nobody once it was taken off."""

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, db_index=False, related_name="+")
    source_key = models.TextField()
    row_hash = models.TextField()
    child = models.ForeignKey(
        "people.Child", on_delete=models.PROTECT, null=True, related_name="source_records"
    )
    linked_at = models.DateTimeField()
    because = models.TextField(default="", blank=True)

    class Privacy:
        personal = {"source_key", "because"}
        plain = {"id", "agency", "row_hash", "child", "linked_at"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "source_key"], name="source_record_once")]
        indexes = [models.Index(fields=["agency", "row_hash"], name="source_record_hash")]


class LinkEvent(models.Model):
    """An agency's record laid to a child, moved or taken off: how, on what evidence, by whom. Written once.

    `before` is whom it lay with until then; `not_child` whom a person found it not to be. `steps` is the
    waterfall as words and bits, never a value. `carried` is what went along, as it stood, so that it can go back.
    """

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, db_index=False, related_name="+")
    source_key = models.TextField()
    child = models.ForeignKey(
        "people.Child", on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    before = models.ForeignKey(
        "people.Child", on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    not_child = models.ForeignKey(
        "people.Child", on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    how = models.TextField(choices=[(how.value, how.value) for how in How])
    bits = models.FloatField(null=True)
    release = models.IntegerField(null=True)
    guards = models.JSONField(default=list)
    steps = models.JSONField(default=list)
    about = models.TextField(default="", blank=True)
    because = models.TextField(default="", blank=True)
    carried = models.JSONField(default=dict)
    undoes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="undone_by")
    by = models.ForeignKey(
        "accounts.Account", on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )
    at = models.DateTimeField()

    class Privacy:
        personal = {
            "source_key", "child", "before", "not_child", "bits", "guards", "steps", "because", "carried",
        }  # fmt: skip
        plain = {"id", "agency", "how", "release", "about", "undoes", "by", "at"}

    class Meta:
        indexes = [
            models.Index(fields=["agency", "source_key"], name="link_event_record"),
            models.Index(fields=["child"], name="link_event_child"),
            models.Index(fields=["before"], condition=Q(before__isnull=False), name="link_event_before"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(child__isnull=False) | Q(before__isnull=False), name="link_event_of_somebody"
            )
        ]


class LinkCount(models.Model):
    """How many records of an agency were laid in a month, in which way, by which release."""

    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    release = models.IntegerField(default=0)
    how = models.TextField(choices=[(how, how) for how in COUNTED])
    records = models.IntegerField(default=0)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "agency", "month", "release", "how", "records"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "month", "release", "how"], name="link_count_once")
        ]


class Label(models.Model):
    """What somebody answered of two records, and how much spoke for one child then. It holds no child.

    `about` is the reference of the row, pair, sample or ledger entry that was answered.
    """

    of = models.TextField(choices=[(each.value, each.value) for each in LabelOf])
    about = models.TextField()
    authority = models.ForeignKey("agencies.Authority", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, null=True, related_name="+")
    is_same = models.BooleanField()
    bits = models.FloatField()
    release = models.IntegerField()
    steps = models.JSONField()
    on = models.DateField()

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "of", "about", "authority", "agency", "is_same", "bits", "release", "steps", "on"}

    class Meta:
        indexes = [models.Index(fields=["of", "about"], name="label_about")]


class ContactRequest(models.Model):
    """Somebody asked the index team to put them in touch with a sensitive service (R9)."""

    ref = models.TextField(unique=True)
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    because = models.TextField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.TextField(default="", blank=True)

    class Privacy:
        personal = {"because", "answer"}
        plain = {"id", "ref", "child", "asked_by", "asked_at", "answered_at", "answered_by"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="contact_answered_by_and_at",
            )
        ]


class PairToReview(models.Model):
    """Two records that may be one child. `one` is the record with the lower row number."""

    ref = models.TextField(unique=True)
    one = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    state = models.TextField(
        choices=[(state.value, state.value) for state in PairState], default=PairState.OPEN
    )
    noted_because = models.JSONField(default=list)
    noted_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()
    kept = models.ForeignKey("people.Child", on_delete=models.PROTECT, null=True, related_name="+")
    proposed_because = models.TextField(default="", blank=True)
    proposed_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    note = models.TextField(default="", blank=True)
    decided_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Privacy:
        personal = {"noted_because", "proposed_because", "note"}
        plain = {
            "id", "ref", "one", "other", "state", "noted_by", "noted_at", "kept", "proposed_by",
            "proposed_at", "decided_by", "decided_at", "version",
        }  # fmt: skip

    class Meta:
        indexes = [
            models.Index(
                fields=["noted_at"], condition=Q(state__in=["open", "proposed"]), name="pair_waiting"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="pair_noted_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="pair_in_order"),
            models.CheckConstraint(
                condition=~Q(state="proposed")
                | Q(kept__isnull=False, proposed_by__isnull=False, proposed_at__isnull=False),
                name="pair_proposed_by_somebody",
            ),
        ]


class FirstLook(models.Model):
    """What somebody of the index team said of a pair from the two records alone, before any reasons."""

    pair = models.ForeignKey(PairToReview, on_delete=models.PROTECT, related_name="first_looks")
    account = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    said = models.TextField(choices=[(answer.value, answer.value) for answer in PairAnswer])
    said_at = models.DateTimeField()

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "pair", "account", "said", "said_at"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pair", "account"], name="one_first_look_each")]


class Merge(models.Model):
    """Two records joined, and by which two people; `moved` is what it takes to separate them again."""

    pair = models.ForeignKey(PairToReview, on_delete=models.PROTECT, related_name="merges")
    kept = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    joined = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    moved = models.JSONField()
    proposed_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    merged_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    merged_at = models.DateTimeField()
    undone_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_because = models.TextField(default="", blank=True)

    class Privacy:
        personal = {"moved", "undone_because"}
        plain = {
            "id", "pair", "kept", "joined", "proposed_by", "merged_by", "merged_at", "undone_by",
            "undone_at",
        }  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["-merged_at"], name="merge_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["joined"], condition=Q(undone_at__isnull=True), name="joined_once_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(proposed_by=F("merged_by")), name="merged_by_two_people"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="merge_undone_by_and_at",
            ),
        ]
