"""Goals in the family's words, what is to be done about them, and how each read before."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ..rules.goals import GoalState
from ..rules.planning import Doing


class Goal(models.Model):
    """A need, what the family wants instead, and how it was before and is now."""

    ref = models.TextField(unique=True)
    episode = models.ForeignKey("episodes.Episode", on_delete=models.PROTECT, related_name="goals")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    need = models.TextField()
    goal = models.TextField()
    measure = models.TextField(default="", blank=True)
    before = models.TextField(default="", blank=True)
    after = models.TextField(default="", blank=True)
    state = models.TextField(choices=[(state.value, state.value) for state in GoalState])
    added_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    changed_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Privacy:
        personal = {"need", "goal", "measure", "before", "after"}
        plain = {
            "id", "ref", "episode", "child", "state", "added_by", "added_at", "changed_by", "changed_at",
            "version",
        }  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["episode", "state"], name="goal_episode_state")]

    def __str__(self) -> str:
        return self.ref


class EarlierGoal(models.Model):
    """How a goal read before somebody changed it."""

    goal_row = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="earlier")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    need = models.TextField()
    goal = models.TextField()
    measure = models.TextField(default="", blank=True)
    before = models.TextField(default="", blank=True)
    after = models.TextField(default="", blank=True)
    state = models.TextField()
    changed_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Privacy:
        personal = {"need", "goal", "measure", "before", "after"}
        plain = {"id", "goal_row", "child", "state", "changed_by", "changed_at"}


class Action(models.Model):
    """What will be done, by whom and by when."""

    ref = models.TextField(unique=True)
    episode = models.ForeignKey("episodes.Episode", on_delete=models.PROTECT, related_name="actions")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, null=True, related_name="actions")
    what = models.TextField()
    who = models.TextField(default="", blank=True)
    practitioner = models.ForeignKey(
        "agencies.Practitioner", on_delete=models.PROTECT, null=True, related_name="+"
    )
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, null=True, related_name="+")
    by_on = models.DateField()
    state = models.TextField(choices=[(state.value, state.value) for state in Doing], default=Doing.TO_DO)
    progress = models.TextField(default="", blank=True)
    added_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    changed_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Privacy:
        personal = {"what", "who", "progress"}
        plain = {
            "id", "ref", "episode", "child", "goal", "practitioner", "agency", "by_on", "state", "added_by",
            "added_at", "changed_by", "changed_at", "version",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(who="") | Q(practitioner__isnull=False), name="somebody_acts")
        ]
        indexes = [
            models.Index(fields=["episode", "by_on"], name="action_episode_by"),
            models.Index(fields=["agency", "state", "by_on"], name="action_agency_state"),
        ]

    def __str__(self) -> str:
        return self.ref


class EarlierAction(models.Model):
    """How an action read before somebody changed it."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="earlier")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    what = models.TextField()
    who = models.TextField(default="", blank=True)
    by_on = models.DateField()
    state = models.TextField()
    progress = models.TextField(default="", blank=True)
    changed_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Privacy:
        personal = {"what", "who", "progress"}
        plain = {"id", "action", "child", "by_on", "state", "changed_by", "changed_at"}
