"""Children and carers. Rows of fact carry `replaced_at`: empty means that the fact stands."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .rules import AttendanceKind, IdentifierKind, NameType, RelationshipType, Sex

STANDS = Q(replaced_at__isnull=True)


class Child(models.Model):
    """A child or young person, or an unborn child (R3)."""

    ref = models.TextField(unique=True)
    authority = models.ForeignKey("agencies.Authority", on_delete=models.PROTECT, related_name="+")
    born_on = models.DateField(null=True, blank=True)
    expected_on = models.DateField(null=True, blank=True)
    died_on = models.DateField(null=True, blank=True)
    sex = models.TextField(choices=[(sex.value, sex.value) for sex in Sex], default=Sex.NOT_KNOWN)
    gender = models.TextField(default="", blank=True)
    ethnicity = models.TextField(default="NOBT", blank=True)
    first_language = models.TextField(default="", blank=True)
    interpreter_needed = models.BooleanField(default=False)
    disability = models.TextField(default="", blank=True)
    communication_needs = models.TextField(default="", blank=True)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged_from")
    version = models.IntegerField(default=1)

    class Privacy:
        personal = {
            "born_on", "expected_on", "died_on", "sex", "gender", "ethnicity", "first_language",
            "interpreter_needed", "disability", "communication_needs",
        }  # fmt: skip
        plain = {
            "id", "ref", "authority", "registered_at", "registered_by", "merged_into", "version",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(born_on__isnull=True, expected_on__isnull=False)
                | Q(born_on__isnull=False, expected_on__isnull=True),
                name="born_or_expected",
            ),
            models.CheckConstraint(
                condition=Q(died_on__isnull=True) | Q(died_on__gte=F("born_on")),
                name="died_after_birth",
            ),
        ]


class Name(models.Model):
    """A name by which a child is or was known."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, db_index=False, related_name="names")
    type = models.TextField(choices=[(kind.value, kind.value) for kind in NameType])
    given = models.TextField(default="", blank=True)
    family = models.TextField(default="", blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)
    because = models.TextField(default="", blank=True)

    class Privacy:
        personal = {"given", "family"}
        plain = {
            "id", "child", "type", "starts_on", "ends_on", "recorded_at", "replaced_at", "because",
        }  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["child"], name="name_child")]
        constraints = [
            models.UniqueConstraint(
                fields=["child", "type"],
                condition=STANDS & Q(type__in=["legal", "placeholder"]),
                name="one_standing_name_of_a_type",
            )
        ]


class Identifier(models.Model):
    """A number that stands for the child: shown only to those who issued or need it."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, db_index=False, related_name="identifiers")
    kind = models.TextField(choices=[(kind.value, kind.value) for kind in IdentifierKind])
    issuer = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, null=True, related_name="+")
    value = models.TextField()
    passes_check = models.BooleanField()
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)
    because = models.TextField(default="", blank=True)

    class Privacy:
        personal = {"value"}
        plain = {
            "id", "child", "kind", "issuer", "passes_check", "recorded_at", "replaced_at", "because",
        }  # fmt: skip

    class Meta:
        indexes = [
            models.Index(fields=["child"], name="identifier_child"),
            models.Index(fields=["issuer", "value"], name="identifier_issuer_value"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="agency", issuer__isnull=False)
                | (~Q(kind="agency") & Q(issuer__isnull=True)),
                name="agency_identifier_has_issuer",
            )
        ]


class Address(models.Model):
    """Where a child lives or lived; never a shielded child's."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, db_index=False, related_name="addresses")
    lines = models.TextField()
    postcode = models.TextField(default="", blank=True)
    address_key = models.TextField()
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    is_confidential = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)
    because = models.TextField(default="", blank=True)

    class Privacy:
        personal = {"lines", "postcode", "address_key", "is_confidential"}
        plain = {
            "id", "child", "starts_on", "ends_on", "recorded_at", "replaced_at", "because",
        }  # fmt: skip

    class Meta:
        indexes = [
            models.Index(fields=["child"], name="address_child"),
            models.Index(fields=["address_key"], name="address_key"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["child"],
                condition=STANDS & Q(ends_on__isnull=True),
                name="one_current_address",
            )
        ]


class Carer(models.Model):
    """An adult who cares for a child or is related to one."""

    ref = models.TextField(unique=True)
    given = models.TextField(default="", blank=True)
    family = models.TextField()
    telephone = models.TextField(default="", blank=True)
    email = models.TextField(default="", blank=True)
    version = models.IntegerField(default=1)

    class Privacy:
        personal = {"given", "family", "telephone", "email"}
        plain = {"id", "ref", "version"}


class Relationship(models.Model):
    """What a carer is to a child, from when to when."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, db_index=False, related_name="relationships")
    carer = models.ForeignKey(Carer, on_delete=models.PROTECT, related_name="relationships")
    type = models.TextField(choices=[(kind.value, kind.value) for kind in RelationshipType])
    has_parental_responsibility = models.BooleanField(default=False)
    is_main_carer = models.BooleanField(default=False)
    lives_with_child = models.BooleanField(default=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)
    because = models.TextField(default="", blank=True)

    class Privacy:
        personal = {"carer", "type", "has_parental_responsibility", "is_main_carer", "lives_with_child"}
        plain = {
            "id", "child", "starts_on", "ends_on", "recorded_at", "replaced_at", "because",
        }  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["child"], name="relationship_child")]


class Attendance(models.Model):
    """The school that a child attends or the practice it is registered with."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, db_index=False, related_name="attendances")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    kind = models.TextField(choices=[(kind.value, kind.value) for kind in AttendanceKind])
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Privacy:
        personal = {"agency"}
        plain = {"id", "child", "kind", "starts_on", "ends_on", "recorded_at", "replaced_at"}

    class Meta:
        indexes = [models.Index(fields=["child"], name="attendance_child")]


class SealedDetails(models.Model):
    """A shielded child's addresses, school and practice, encrypted with a key kept elsewhere."""

    child = models.OneToOneField(
        Child, on_delete=models.PROTECT, primary_key=True, related_name="sealed_details"
    )
    key_id = models.TextField()
    nonce = models.BinaryField()
    ciphertext = models.BinaryField()
    sealed_at = models.DateTimeField()

    class Privacy:
        personal = {"ciphertext"}
        plain = {"child", "key_id", "nonce", "sealed_at"}


class Family(models.Model):
    """A named group of children and carers that practitioners chose to work with together."""

    ref = models.TextField(unique=True)
    name = models.TextField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")

    class Privacy:
        personal = {"name"}
        plain = {"id", "ref", "made_at", "made_by"}


class FamilyMember(models.Model):
    """A child or a carer in a family."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="members")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, null=True, related_name="family_memberships")
    carer = models.ForeignKey(Carer, on_delete=models.PROTECT, null=True, related_name="family_memberships")

    class Privacy:
        personal = {"carer"}
        plain = {"id", "family", "child"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(child__isnull=False, carer__isnull=True)
                | Q(child__isnull=True, carer__isnull=False),
                name="family_member_is_one",
            )
        ]


class Correction(models.Model):
    """What stood in a child's particulars before they were changed, and why they were."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="corrections")
    field = models.TextField()
    before = models.TextField()
    after = models.TextField()
    because = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")

    class Privacy:
        personal = {"before", "after", "because"}
        plain = {"id", "child", "field", "at", "by"}
