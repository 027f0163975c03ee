"""What matching keeps of children so that the few who may be meant are found and compared at once."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Key(models.Model):
    """A salted hash of a name, date, postcode or number ever recorded, leading to the child.

    No name lies in it. While a child is shielded, keys made of what a shielded record does
    not show are `is_hidden`: no search follows them (R6), but an import does, so that a row
    which carries such a fact is kept apart (R8). `is_apart`: the child is shielded or sealed;
    the database keeps it as the child's standing is. No child is ever deleted, and checking
    that of every key would take a third of the time of registering one.
    """

    id = models.BigAutoField(primary_key=True)
    key = models.BigIntegerField()
    kind = models.TextField()
    child = models.ForeignKey(
        "people.Child", on_delete=models.PROTECT, db_index=False, db_constraint=False, related_name="keys"
    )
    is_hidden = models.BooleanField(default=False, db_default=False)
    is_apart = models.BooleanField(default=False, db_default=False)

    class Privacy:
        personal = {"key"}
        plain = {"id", "kind", "child", "is_hidden", "is_apart"}

    class Meta:
        indexes = [
            models.Index(fields=["key"], include=["child", "is_hidden", "is_apart"], name="key_leads_to"),
            models.Index(fields=["child"], name="key_child"),
            models.Index(
                fields=["key"], include=["child", "is_hidden"], condition=Q(is_apart=True), name="key_apart"
            ),
        ]


class Likeness(models.Model):
    """A child in the form in which records are compared, so that nothing need be gathered and standardised anew.

    Kept in step with the open tables, like the keys; what lies sealed is not in it. It is never shown.
    """

    child = models.OneToOneField(
        "people.Child", on_delete=models.PROTECT, primary_key=True, related_name="likeness"
    )
    version = models.IntegerField()
    traits = models.JSONField()

    class Privacy:
        personal = {"traits"}
        plain = {"child", "version"}


class Crowded(models.Model):
    """A door, telephone or e-mail address that many unrelated children share: it is no evidence of who one is."""

    kind = models.TextField(choices=[("door", "door"), ("contact", "contact")])
    value = models.TextField()

    class Privacy:
        personal = {"value"}
        plain = {"id", "kind"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "value"], name="crowded_once")]
