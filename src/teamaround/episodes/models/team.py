"""Who is in the team around a child or family."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from ..rules.team import Standing


class TeamMember(models.Model):
    """One member of the team: a practitioner, somebody of the family, or another who helps."""

    ref = models.TextField(unique=True)
    episode = models.ForeignKey("episodes.Episode", on_delete=models.PROTECT, related_name="team")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    standing = models.TextField(choices=[(standing.value, standing.value) for standing in Standing])
    practitioner = models.ForeignKey(
        "agencies.Practitioner", on_delete=models.PROTECT, null=True, related_name="+"
    )
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, null=True, related_name="+")
    carer = models.ForeignKey("people.Carer", on_delete=models.PROTECT, null=True, related_name="+")
    name = models.TextField(default="", blank=True)
    here_to = models.TextField(default="", blank=True)
    email = models.TextField(default="", blank=True)
    may_have_minutes = models.BooleanField(default=False)
    joined_on = models.DateField()
    added_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    left_on = models.DateField(null=True)
    left_because = models.TextField(default="", blank=True)
    version = models.IntegerField(default=1)

    class Privacy:
        personal = {"standing", "carer", "name", "here_to", "email", "left_because"}
        plain = {
            "id", "ref", "episode", "child", "practitioner", "agency", "may_have_minutes", "joined_on",
            "added_by", "left_on", "version",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(practitioner__isnull=False) | ~Q(name=""), name="member_is_somebody"
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True) | Q(left_on__gte=F("joined_on")),
                name="member_leaves_after_joining",
            ),
            models.UniqueConstraint(
                fields=["episode", "practitioner"], condition=Q(left_on__isnull=True),
                name="practitioner_once_in_team",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.ref
