"""A page of somebody of the family, and what they say on it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .rules import About


class FamilyView(models.Model):
    """One person of the family who may see one child's plan. No carer: it is the young person's own."""

    ref = models.TextField(unique=True)
    episode = models.ForeignKey("episodes.Episode", on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    carer = models.ForeignKey("people.Carer", on_delete=models.PROTECT, null=True, related_name="+")
    guest = models.OneToOneField("accounts.Account", on_delete=models.PROTECT, related_name="+")
    name = models.TextField()
    called = models.TextField()  # how the page calls the child
    shows_place = models.BooleanField(default=False)
    made_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Privacy:
        personal = {"carer", "name", "called"}
        plain = {
            "id", "ref", "episode", "child", "guest", "shows_place", "made_by", "made_at", "ended_at",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["episode", "child", "carer"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="one_page_for_each_of_family",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("made_at")), name="view_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class FamilyComment(models.Model):
    """What somebody of the family said, and who read it and answered."""

    ref = models.TextField(unique=True)
    view = models.ForeignKey(FamilyView, on_delete=models.PROTECT, related_name="comments")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    about = models.TextField(choices=[(about.value, about.value) for about in About])
    text = models.TextField()
    said_at = models.DateTimeField()
    read_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    read_at = models.DateTimeField(null=True)
    answer = models.TextField(default="", blank=True)

    class Privacy:
        personal = {"text", "answer"}
        plain = {"id", "ref", "view", "child", "about", "said_at", "read_by", "read_at"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(read_at__isnull=True, read_by__isnull=True)
                | Q(read_at__isnull=False, read_by__isnull=False),
                name="comment_read_by_and_at",
            )
        ]
        indexes = [models.Index(fields=["view", "said_at"], name="family_comment_said")]

    def __str__(self) -> str:
        return self.ref
