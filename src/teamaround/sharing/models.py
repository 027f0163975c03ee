"""What stands between viewers and children: standing, reach, shields, overrides, agreements."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .agreement_rules import How, Instead
from .agreement_rules import Standing as GivenAs
from .judging_rules import Matter
from .rules import OverrideKind, ReachKind
from .signing_rules import ON_SCREEN


class Standing(models.Model):
    """The facts about a child on which every decision turns; one row a child."""

    child = models.OneToOneField(
        "people.Child", on_delete=models.PROTECT, primary_key=True, related_name="standing"
    )
    authority = models.ForeignKey("agencies.Authority", on_delete=models.PROTECT, related_name="+")
    is_shielded = models.BooleanField(default=False)
    is_sealed = models.BooleanField(default=False)

    class Privacy:
        personal = {"is_shielded", "is_sealed"}
        plain = {"child", "authority"}

    class Meta:
        indexes = [models.Index(fields=["authority", "child"], name="standing_authority_child")]


class Reach(models.Model):
    """An agency's way to a child: it is involved, or the family agreed that it sees the content."""

    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="reaches")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=[(kind.value, kind.value) for kind in ReachKind])
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    source = models.TextField()

    class Privacy:
        personal = {"agency"}
        plain = {"id", "child", "kind", "starts_at", "ends_at", "source"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "agency", "kind", "source"],
                condition=Q(ends_at__isnull=True),
                name="reach_open_once",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=F("starts_at")),
                name="reach_ends_after_start",
            ),
        ]
        indexes = [
            models.Index(fields=["child", "agency", "kind"], name="reach_child_agency"),
            models.Index(fields=["agency", "kind", "child"], name="reach_agency_child"),
        ]


class Shield(models.Model):
    """Why and since when a child's whereabouts are hidden."""

    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="shields")
    because = models.TextField()
    set_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()
    review_on = models.DateField()
    lifted_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_because = models.TextField(default="", blank=True)

    class Privacy:
        personal = {"because", "lifted_because"}
        plain = {"id", "child", "set_by", "set_at", "review_on", "lifted_by", "lifted_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child"], condition=Q(lifted_at__isnull=True), name="one_shield_a_child"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="shield_lifted_by_and_at",
            ),
        ]


class Override(models.Model):
    """One person opened what is otherwise closed to them, for one child, giving a reason (R7)."""

    ref = models.TextField(unique=True)
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="overrides")
    account = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=[(kind.value, kind.value) for kind in OverrideKind])
    because = models.TextField()
    begun_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reviewed_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    review_note = models.TextField(default="", blank=True)

    class Privacy:
        personal = {"because", "review_note"}
        plain = {
            "id", "ref", "child", "account", "kind", "begun_at", "ends_at", "reviewed_by",
            "reviewed_at",
        }  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["account", "child"], name="override_account_child")]
        constraints = [
            models.CheckConstraint(
                condition=Q(reviewed_at__isnull=True, reviewed_by__isnull=True)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
                name="override_reviewed_by_and_at",
            )
        ]


class Agreement(models.Model):
    """A family's agreement to take part; storing and sharing are agreed apart (R11).

    `came_from` is the record about which it was given, when that record was joined to this child.
    """

    ref = models.TextField(unique=True)
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="agreements")
    came_from = models.ForeignKey("people.Child", on_delete=models.PROTECT, null=True, related_name="+")
    given_by = models.TextField()
    standing = models.TextField(choices=[(kind.value, kind.value) for kind in GivenAs])
    competence_reason = models.TextField(default="", blank=True)
    how = models.TextField(choices=[(kind.value, kind.value) for kind in How])
    given_on = models.DateField()
    explained_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    may_store = models.BooleanField()
    may_share = models.BooleanField()
    not_to_share = models.TextField(default="", blank=True)
    ask_again_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(default="", blank=True)
    witness = models.TextField(default="", blank=True)
    witness_role = models.TextField(default="", blank=True)
    kept_at = models.TextField(default="", blank=True)  # where the signed paper is
    version = models.IntegerField(default=1)

    class Privacy:
        personal = {
            "given_by", "standing", "competence_reason", "how", "not_to_share",
            "withdrawn_because", "witness", "witness_role", "kept_at",
        }  # fmt: skip
        plain = {
            "id", "ref", "child", "came_from", "given_on", "explained_by", "may_store", "may_share",
            "ask_again_on", "recorded_at", "withdrawn_at", "version",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "came_from"],
                condition=Q(withdrawn_at__isnull=True),
                nulls_distinct=False,
                name="one_agreement_in_force",
            )
        ]


class AgreementScope(models.Model):
    """An agency that an agreement covers."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="scope")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Privacy:
        personal = {"agency"}
        plain = {"id", "agreement", "ended_at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "agency"],
                condition=Q(ended_at__isnull=True),
                name="agency_once_in_scope",
            )
        ]


class Signature(models.Model):
    """A signature on the screen under an agreement as it then stood: drawn, or typed with a declaration."""

    ref = models.TextField(unique=True)
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    agreement_version = models.IntegerField()
    how = models.TextField(choices=[(kind.value, kind.value) for kind in sorted(ON_SCREEN)])
    name = models.TextField()
    declaration = models.TextField(default="", blank=True)
    image = models.BinaryField(null=True)
    width = models.IntegerField(default=0)
    height = models.IntegerField(default=0)
    signed_at = models.DateTimeField()
    taken_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    taken_out_at = models.DateTimeField(null=True)
    taken_out_by = models.ForeignKey(
        "accounts.Account", on_delete=models.PROTECT, null=True, related_name="+"
    )
    taken_out_because = models.TextField(default="", blank=True)

    class Privacy:
        personal = {"how", "name", "declaration", "image", "taken_out_because"}
        plain = {
            "id", "ref", "agreement", "agreement_version", "width", "height", "signed_at", "taken_by",
            "taken_out_at", "taken_out_by",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.ref


class Judgement(models.Model):
    """Whether a young person could decide one thing for themselves, as somebody judged it, in words (R12).

    A judgement about a sensitive service is `kept_apart`: it stays with the agency that made it.
    """

    ref = models.TextField(unique=True)
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    matter = models.TextField(choices=[(kind.value, kind.value) for kind in Matter])
    about = models.TextField(default="", blank=True)
    reasoning = models.TextField()
    support = models.TextField()
    judged_by = models.TextField()
    judged_on = models.DateField()
    kept_apart = models.BooleanField(default=False)
    recorded_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    wrong_at = models.DateTimeField(null=True)
    wrong_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    wrong_because = models.TextField(default="", blank=True)

    class Privacy:
        personal = {"matter", "about", "reasoning", "support", "judged_by", "kept_apart", "wrong_because"}
        plain = {
            "id", "ref", "child", "agency", "judged_on", "recorded_by", "recorded_at", "wrong_at", "wrong_by",
        }  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["child", "matter"], name="judgement_child_matter")]

    def __str__(self) -> str:
        return self.ref


class Declined(models.Model):
    """A family that said no to taking part: nobody is punished for it, and it is not asked each week."""

    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    said_by = models.TextField()
    said_on = models.DateField()
    instead = models.TextField(choices=[(kind.value, kind.value) for kind in Instead])
    note = models.TextField(default="", blank=True)
    recorded_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Privacy:
        personal = {"said_by", "instead", "note"}
        plain = {"id", "child", "agency", "said_on", "recorded_by", "recorded_at"}
