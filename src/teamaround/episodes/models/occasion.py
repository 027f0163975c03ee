"""That a team met or looked again: what the counts are told, and nothing of what was said."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from ..rules.counts import Occurred


class Occasion(models.Model):
    """A meeting or a review that was held: when, by when it was to be, and whether both voices are kept.

    A review that was never held is one too, noted on the day on which its plan was closed without it.

    What is said at either lies behind the family's agreement; this does not, so that it can be counted. What would have to be put together
    from other tables each time is kept with it.
    """

    episode = models.ForeignKey("episodes.Episode", on_delete=models.PROTECT, related_name="occasions")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(
        "agencies.Agency", on_delete=models.PROTECT, related_name="+"
    )  # whose plan it is
    kind = models.TextField(choices=[(kind.value, kind.value) for kind in Occurred])
    meeting = models.ForeignKey("episodes.Meeting", on_delete=models.PROTECT, null=True, related_name="+")
    review = models.ForeignKey("episodes.Review", on_delete=models.PROTECT, null=True, related_name="+")
    held_on = models.DateField()
    due_on = models.DateField(null=True)
    child_heard = models.BooleanField()
    parent_heard = models.BooleanField()
    ends_work = models.BooleanField(default=False)
    days_from_agreement = models.IntegerField(null=True)  # of the team's first meeting, and of no other
    minutes = models.IntegerField(default=0)  # of all who were at a meeting, together

    class Privacy:
        personal: set[str] = set()
        plain = {
            "id", "episode", "child", "agency", "kind", "meeting", "review", "held_on", "due_on", "child_heard",
            "parent_heard", "ends_work", "days_from_agreement", "minutes",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=Occurred.MEETING.value, meeting__isnull=False, review__isnull=True)
                | Q(kind=Occurred.REVIEW.value, meeting__isnull=True, review__isnull=False)
                | Q(
                    kind=Occurred.MISSED.value,
                    meeting__isnull=True,
                    review__isnull=True,
                    due_on__isnull=False,
                    due_on__lt=F("held_on"),
                ),
                name="occasion_is_one_thing",
            ),
            models.UniqueConstraint(fields=["meeting"], name="one_occasion_a_meeting"),
            models.UniqueConstraint(fields=["review"], name="one_occasion_a_review"),
        ]
        indexes = [
            models.Index(fields=["kind", "held_on"], name="occasion_kind_held"),
            models.Index(fields=["kind", "due_on"], name="occasion_kind_due"),
            models.Index(fields=["episode", "kind", "held_on"], name="occasion_episode_held"),
        ]
