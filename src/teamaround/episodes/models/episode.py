"""An episode, the children in it, and each step that it took."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ..rules.states import Closing, State


class Episode(models.Model):
    """The time during which a team works together around one child.

    `came_from` is the record on which it was opened, when that record was joined to this child.
    """

    ref = models.TextField(unique=True)
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="episodes")
    came_from = models.ForeignKey("people.Child", on_delete=models.PROTECT, null=True, related_name="+")
    assessment = models.ForeignKey(
        "assessments.Assessment", on_delete=models.PROTECT, null=True, related_name="+"
    )
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    state = models.TextField(choices=[(state.value, state.value) for state in State])
    opened_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    review_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    closed_for = models.TextField(
        choices=[(reason.value, reason.value) for reason in Closing], default="", blank=True
    )
    closing_note = models.TextField(default="", blank=True)
    what_changed = models.TextField(default="", blank=True)
    family_says = models.TextField(default="", blank=True)
    call_later = models.TextField(default="", blank=True)
    version = models.IntegerField(default=1)

    class Privacy:
        personal = {"closing_note", "what_changed", "family_says", "call_later"}
        plain = {
            "id", "ref", "child", "came_from", "assessment", "agency", "state", "opened_by", "opened_on", "review_on",
            "closed_on", "closed_for", "version",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "came_from"],
                condition=~Q(state=State.CLOSED.value),
                nulls_distinct=False,
                name="one_open_episode_a_child",
            ),
            models.CheckConstraint(
                condition=Q(state=State.CLOSED.value, closed_on__isnull=False) & ~Q(closed_for="")
                | ~Q(state=State.CLOSED.value) & Q(closed_on__isnull=True, closed_for=""),
                name="closed_on_and_for",
            ),
        ]
        indexes = [models.Index(fields=["closed_on"], name="episode_closed_on")]

    def __str__(self) -> str:
        return self.ref


class EpisodeChild(models.Model):
    """Another child of the family whom the same team works with: a voice and needs of their own.

    `came_from` is the record on which they joined, when that record was joined to this child.
    """

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="others")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    came_from = models.ForeignKey("people.Child", on_delete=models.PROTECT, null=True, related_name="+")
    joined_on = models.DateField()
    joined_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    left_on = models.DateField(null=True)
    left_because = models.TextField(default="", blank=True)

    class Privacy:
        personal = {"left_because"}
        plain = {"id", "episode", "child", "came_from", "joined_on", "joined_by", "left_on"}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "came_from"],
                condition=Q(left_on__isnull=True),
                nulls_distinct=False,
                name="one_shared_episode_a_child",
            ),
        ]


class EpisodeMove(models.Model):
    """One step that an episode took: the history that the clocks and counts are read from."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="moves")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    move = models.TextField()
    to_state = models.TextField(choices=[(state.value, state.value) for state in State])
    at = models.DateTimeField()
    by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "episode", "child", "move", "to_state", "at", "by"}

    class Meta:
        indexes = [models.Index(fields=["episode", "at"], name="episode_move_at")]
