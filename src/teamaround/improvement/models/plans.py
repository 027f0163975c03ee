"""Action plans: actions with every version of what they say, amendments, moves and outside monitors."""

from __future__ import annotations

from django.db import models

from ..rules.planning import Answer, Stage
from .reviews import Recommendation, Review


class Plan(models.Model):
    """The answer to a review: at least one action for each recommendation.

    `outside_approver`: who outside must approve amendments, if anybody. `asks_for`: the keeper in whose name
    owners are asked each month by itself; nobody when a keeper asks by hand.
    """

    ref = models.TextField(unique=True)
    review = models.OneToOneField(Review, on_delete=models.PROTECT, related_name="plan")
    authority = models.ForeignKey("agencies.Authority", on_delete=models.PROTECT, related_name="+")
    title = models.TextField()
    stage = models.TextField(choices=[(each.value, each.value) for each in Stage])
    outside_approver = models.TextField(default="", blank=True)
    consulting_until = models.DateField(null=True, blank=True)
    note = models.TextField(default="", blank=True)
    asks_for = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")

    class Privacy:
        personal: set[str] = set()
        plain = {
            "id", "ref", "review", "authority", "title", "stage", "outside_approver", "consulting_until", "note",
            "asks_for",
        }  # fmt: skip


class PlanMove(models.Model):
    """One move of a plan, and what stands behind it. Only added to."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="moves")
    to = models.TextField()
    said = models.TextField()
    by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "plan", "to", "said", "by", "at"}


class Action(models.Model):
    """Something that will be done for a recommendation. What it says now is its last version's content.

    `due_on` repeats the content's, for sorting and asking; `owner` is who may write its updates.
    `decision`: the decision of a body that it carries out, when it comes from one.
    """

    ref = models.TextField(unique=True)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="actions")
    recommendation = models.ForeignKey(Recommendation, on_delete=models.PROTECT, related_name="actions")
    position = models.PositiveSmallIntegerField()
    post = models.ForeignKey(
        "committees.Post", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner = models.ForeignKey(
        "agencies.Practitioner", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decision = models.OneToOneField(
        "committees.Decision", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField(null=True, blank=True)
    content = models.JSONField()
    version = models.PositiveIntegerField(default=1)

    class Privacy:
        personal: set[str] = {"content"}
        plain = {
            "id",
            "ref",
            "plan",
            "recommendation",
            "position",
            "post",
            "owner",
            "decision",
            "due_on",
            "version",
        }

    class Meta:
        indexes = [models.Index(fields=["owner"], name="action_owner")]


class ActionVersion(models.Model):
    """What an action said from a moment on. Only added to, so that any day can be shown as it was."""

    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.TextField(default="", blank=True)
    at = models.DateTimeField()

    class Privacy:
        personal: set[str] = {"content", "by_name"}
        plain = {"id", "action", "number", "by", "at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["action", "number"], name="one_version_a_number_of_action")
        ]


class Amendment(models.Model):
    """A change of what an action says after the plan was agreed, with what stands behind it: a decision here, or words."""

    ref = models.TextField(unique=True)
    action = models.ForeignKey(Action, on_delete=models.PROTECT, related_name="amendments")
    from_version = models.PositiveIntegerField()
    before = models.JSONField()
    after = models.JSONField()
    behind = models.TextField()
    decision = models.ForeignKey(
        "committees.Decision", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    said = models.TextField()
    state = models.TextField(choices=[(each.value, each.value) for each in Answer])
    answer = models.TextField(default="", blank=True)
    by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        personal: set[str] = {"before", "after"}
        plain = {
            "id", "ref", "action", "from_version", "behind", "decision", "said", "state", "answer", "by", "at", "answered_at",
        }  # fmt: skip


class Monitor(models.Model):
    """An account from outside that may read one plan, from one day to another, and change nothing."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="monitors")
    account = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "plan", "account", "starts_on", "ends_on"}
