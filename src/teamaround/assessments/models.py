"""Assessments, the answers in them, and who contributes."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from .rules.contributing import ContributionState
from .rules.states import State

OPEN = Q(state__in=[State.BEGUN.value, State.COMPLETED.value])


class Assessment(models.Model):
    """One child's assessment, begun by one agency with one version of a form.

    `came_from` is the record on which it was begun, when that record was joined to this child:
    until somebody closes one of them, a child may then have one open assessment from each.
    """

    ref = models.TextField(unique=True)
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="assessments")
    came_from = models.ForeignKey("people.Child", on_delete=models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, related_name="+")
    form_key = models.TextField()
    form_version = models.TextField()
    state = models.TextField(choices=[(state.value, state.value) for state in State])
    begun_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    begun_on = models.DateField()
    begun_because = models.TextField(default="", blank=True)
    shared_at = models.DateTimeField(null=True)
    completed_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    closed_because = models.TextField(default="", blank=True)
    child_heard = models.BooleanField(null=True)  # once it was complete; for counting whose voice is kept
    parent_heard = models.BooleanField(null=True)
    version = models.IntegerField(default=1)

    class Privacy:
        personal = {"begun_because", "closed_because"}
        plain = {
            "id", "ref", "child", "came_from", "agency", "form_key", "form_version", "state", "begun_by",
            "begun_on", "shared_at", "completed_on", "closed_on", "child_heard", "parent_heard", "version",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["child", "came_from"],
                condition=OPEN,
                nulls_distinct=False,
                name="one_open_assessment_a_child",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(state__in=[State.CLOSED.value, State.STOPPED.value]),
                name="closed_on_when_closed",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "state"], name="assessment_agency_state"),
            models.Index(fields=["completed_on"], name="assessment_completed_on"),
            models.Index(fields=["begun_on"], name="assessment_begun_on"),
        ]

    def __str__(self) -> str:
        return self.ref


class Contribution(models.Model):
    """A part in another's assessment: offered, asked for, given or declined.

    An agency's; or a guest's, who has no account, comes by a link and stands under their own name.
    The agreement's scope names agencies only, so what the family said of a guest is kept here.
    """

    ref = models.TextField(unique=True)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="contributions")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey("agencies.Agency", on_delete=models.PROTECT, null=True, related_name="+")
    guest = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    guest_name = models.TextField(default="", blank=True)
    organisation = models.TextField(default="", blank=True)
    called = models.TextField(default="", blank=True)  # the child, as the guest knows them
    agreed_in_words = models.TextField(default="", blank=True)
    practitioner = models.ForeignKey(
        "agencies.Practitioner", on_delete=models.PROTECT, null=True, related_name="+"
    )
    state = models.TextField(choices=[(part.value, part.value) for part in ContributionState])
    wanted = ArrayField(models.TextField(), default=list)
    message = models.TextField(default="", blank=True)  # of whoever asked
    offered_words = models.TextField(default="", blank=True)  # of whoever offered
    due_on = models.DateField(null=True)
    reminded_on = models.DateField(null=True)
    offered_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    offered_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(null=True)
    given_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(null=True)
    declined_because = models.TextField(default="", blank=True)
    declined_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Privacy:
        personal = {
            "message", "offered_words", "declined_because", "guest_name", "organisation", "called", "agreed_in_words",
        }  # fmt: skip
        plain = {
            "id", "ref", "assessment", "child", "agency", "guest", "practitioner", "state", "wanted", "due_on",
            "reminded_on", "offered_by", "offered_at", "asked_by", "asked_at", "given_by", "given_at", "declined_at",
            "version",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "agency"], name="one_part_an_agency"),
            models.CheckConstraint(
                condition=Q(given_at__isnull=True, given_by__isnull=True)
                | Q(given_at__isnull=False, given_by__isnull=False),
                name="given_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(agency__isnull=False, guest__isnull=True)
                | Q(agency__isnull=True, guest__isnull=False),
                name="part_of_an_agency_or_a_guest",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "state"], name="contribution_agency_state"),
            models.Index(fields=["given_at"], name="contribution_given_at"),
        ]

    @property
    def by_name(self) -> str:
        """Whose part it is, as everybody reads it: the agency, or the person and where they come from."""
        if self.agency is not None:
            return self.agency.name
        return ", ".join(filter(None, [self.guest_name, self.organisation]))

    def __str__(self) -> str:
        return self.ref


class Answer(models.Model):
    """What is written in one box, by the agency that leads or in a contribution."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="answers")
    contribution = models.ForeignKey(
        Contribution, on_delete=models.PROTECT, null=True, related_name="answers"
    )
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    part = models.TextField()
    field = models.TextField()
    text = models.TextField(blank=True)
    version = models.IntegerField(default=1)
    sent_by = models.TextField(default="", blank=True)  # the open page, and which of its sendings
    from_earlier = models.ForeignKey(Assessment, on_delete=models.PROTECT, null=True, related_name="+")
    written_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Privacy:
        personal = {"text"}
        plain = {
            "id", "assessment", "contribution", "child", "part", "field", "version", "sent_by", "from_earlier",
            "written_by", "written_at",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "contribution", "part", "field"],
                nulls_distinct=False,
                name="one_answer_a_box",
            )
        ]


class EarlierWording(models.Model):
    """What stood in a box before somebody else, or another sitting, changed it."""

    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="earlier")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    written_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    replaced_at = models.DateTimeField()

    class Privacy:
        personal = {"text"}
        plain = {"id", "answer", "child", "written_by", "written_at", "replaced_at"}


class Picture(models.Model):
    """A drawing or photo of the child's own: made anew from what was sent, so that nothing hides in it."""

    ref = models.TextField(unique=True)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="pictures")
    contribution = models.ForeignKey(
        Contribution, on_delete=models.PROTECT, null=True, related_name="pictures"
    )
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    caption = models.TextField(default="", blank=True)
    image = models.BinaryField()
    media_type = models.TextField()
    width = models.IntegerField()
    height = models.IntegerField()
    added_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    taken_out_at = models.DateTimeField(null=True)
    taken_out_because = models.TextField(default="", blank=True)

    class Privacy:
        personal = {"caption", "image", "taken_out_because"}
        plain = {
            "id", "ref", "assessment", "contribution", "child", "media_type", "width", "height", "added_by",
            "added_at", "taken_out_at",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.ref


class Checklist(models.Model):
    """A practitioner's own thoughts before an assessment: for nobody else, and forgotten in time."""

    ref = models.TextField(unique=True)
    account = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    answers = models.JSONField(default=dict)
    decision = models.TextField(default="", blank=True)
    begun_on = models.DateField()
    forget_on = models.DateField()
    version = models.IntegerField(default=1)

    class Privacy:
        personal = {"answers", "decision"}
        plain = {"id", "ref", "account", "child", "begun_on", "forget_on", "version"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "child"], name="one_checklist_each")]
        indexes = [models.Index(fields=["forget_on"], name="checklist_forget_on")]

    def __str__(self) -> str:
        return self.ref


class QualityReview(models.Model):
    """A second person's look at how well an assessment is written: never at the child."""

    ref = models.TextField(unique=True)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="quality_reviews")
    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    reviewer = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")
    depths = models.JSONField(default=dict)
    themes = ArrayField(models.TextField(), default=list)
    good = models.TextField(default="", blank=True)
    better = models.TextField(default="", blank=True)
    begun_on = models.DateField()
    given_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    read_at = models.DateTimeField(null=True)
    reply = models.TextField(default="", blank=True)
    version = models.IntegerField(default=1)

    class Privacy:
        personal = {"good", "better", "reply"}
        plain = {
            "id", "ref", "assessment", "child", "reviewer", "depths", "themes", "begun_on", "given_at",
            "read_by", "read_at", "version",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "reviewer"], condition=Q(given_at__isnull=True),
                name="one_open_quality_review_each",
            ),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True, read_by__isnull=True)
                | Q(read_at__isnull=False, read_by__isnull=False),
                name="quality_read_by_and_at",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.ref


class QualityTheme(models.Model):
    """That a theme was ticked in some review of the writing: for training, and tied to no child or person."""

    authority = models.ForeignKey("agencies.Authority", on_delete=models.PROTECT, related_name="+")
    theme = models.TextField()
    ticked_on = models.DateField()

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "authority", "theme", "ticked_on"}

    class Meta:
        indexes = [models.Index(fields=["authority", "ticked_on"], name="quality_theme_when")]

    def __str__(self) -> str:
        return self.theme


class FormRelease(models.Model):
    """A version of a form as data: a partnership's own, or (for no authority) one that came with the program.

    The definition never changes once kept; an authority may change the dates.
    """

    authority = models.ForeignKey("agencies.Authority", on_delete=models.PROTECT, null=True, related_name="+")
    key = models.TextField()
    form_version = models.TextField()
    definition = models.JSONField()
    in_force_from = models.DateField()
    in_force_until = models.DateField(null=True)
    loaded_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    loaded_at = models.DateTimeField()

    class Privacy:
        personal: set[str] = set()
        plain = {
            "id", "authority", "key", "form_version", "definition", "in_force_from", "in_force_until",
            "loaded_by", "loaded_at",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "key", "form_version"], nulls_distinct=False, name="form_release_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.form_version}"
