"""Episodes, those who lead them, what is to be done, and worries."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from .rules.leading import LeadState
from .rules.planning import Doing
from .rules.states import Closing, State
from .rules.worries import Nearness, WorryState


class Episode(models.Model):
    """The time during which a team works together around one child."""

    ref = models.TextField(unique=True)
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="episodes")
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
    version = models.IntegerField(default=1)

    class Privacy:
        personal = {"closing_note"}
        plain = {
            "id", "ref", "child", "assessment", "agency", "state", "opened_by", "opened_on", "review_on",
            "closed_on", "closed_for", "version",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child"],
                condition=~Q(state=State.CLOSED.value),
                name="one_open_episode_a_child",
            ),
            models.CheckConstraint(
                condition=Q(state=State.CLOSED.value, closed_on__isnull=False) & ~Q(closed_for="")
                | ~Q(state=State.CLOSED.value) & Q(closed_on__isnull=True, closed_for=""),
                name="closed_on_and_for",
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class Lead(models.Model):
    """One naming of one practitioner as lead of an episode, and what became of it."""

    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="leads")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    practitioner = models.ForeignKey("agencies.Practitioner", on_delete=models.PROTECT, related_name="+")
    state = models.TextField(choices=[(state.value, state.value) for state in LeadState])
    family_view = models.TextField(default="", blank=True)
    offered_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    manager = models.TextField(default="", blank=True)
    ended_at = models.DateTimeField(null=True)
    because = models.TextField(default="", blank=True)
    version = models.IntegerField(default=1)

    class Privacy:
        personal = {"family_view", "because", "manager"}
        plain = {
            "id", "episode", "child", "practitioner", "state", "offered_by", "offered_at", "answered_at",
            "ended_at", "version",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["episode"],
                condition=Q(state=LeadState.ACCEPTED.value),
                name="one_accepted_lead",
            ),
            models.UniqueConstraint(
                fields=["episode"],
                condition=Q(state=LeadState.OFFERED.value),
                name="one_offer_to_lead",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("offered_at")),
                name="lead_ends_after_offer",
            ),
        ]
        indexes = [models.Index(fields=["practitioner", "state"], name="lead_practitioner_state")]


class Action(models.Model):
    """What will be done, by whom and by when."""

    ref = models.TextField(unique=True)
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="actions")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
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
            "id", "ref", "episode", "child", "practitioner", "agency", "by_on", "state", "added_by",
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


class Worry(models.Model):
    """A worry about a child, sent at once to those who receive worries (R13)."""

    ref = models.TextField(unique=True)
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="worries")
    authority = models.ForeignKey("agencies.Authority", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    account = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    nearness = models.TextField(choices=[(near.value, near.value) for near in Nearness])
    what = models.TextField()
    done_already = models.TextField(default="", blank=True)
    family_knows = models.TextField(default="", blank=True)
    telephone = models.TextField(default="", blank=True)
    sent_at = models.DateTimeField()
    state = models.TextField(
        choices=[(state.value, state.value) for state in WorryState], default=WorryState.SENT
    )
    received_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(default="", blank=True)
    version = models.IntegerField(default=1)

    class Privacy:
        personal = {"what", "done_already", "family_knows", "telephone", "answer", "nearness"}
        plain = {
            "id", "ref", "child", "authority", "agency", "account", "sent_at", "state", "received_by",
            "received_at", "answered_by", "answered_at", "version",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(received_at__isnull=True, received_by__isnull=True)
                | Q(received_at__isnull=False, received_by__isnull=False),
                name="received_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
                name="answered_by_and_at",
            ),
        ]
        indexes = [
            models.Index(fields=["authority", "state", "sent_at"], name="worry_authority_state"),
            models.Index(fields=["account", "sent_at"], name="worry_account"),
        ]

    def __str__(self) -> str:
        return self.ref
