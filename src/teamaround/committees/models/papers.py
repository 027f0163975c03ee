"""Papers: every version of what they say, comments, sign-offs and publications. What is exempt stands apart."""

from __future__ import annotations

from django.db import models

from ..rules.papers import Stage
from .bodies import Post
from .decisions import PlannedItem


class PaperTemplate(models.Model):
    """A template that an authority loaded beside those that come with the program."""

    authority = models.ForeignKey("agencies.Authority", on_delete=models.PROTECT, related_name="+")
    key = models.TextField()
    template_version = models.TextField()
    definition = models.JSONField()
    in_force_from = models.DateField()
    in_force_until = models.DateField(null=True, blank=True)

    class Privacy:
        personal: set[str] = set()
        plain = {
            "id",
            "authority",
            "key",
            "template_version",
            "definition",
            "in_force_from",
            "in_force_until",
        }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority", "key", "template_version"], name="one_paper_template"
            )
        ]


class Paper(models.Model):
    """A paper for a meeting. What it says now is its newest version."""

    ref = models.TextField(unique=True)
    authority = models.ForeignKey("agencies.Authority", on_delete=models.PROTECT, related_name="+")
    item = models.OneToOneField(PlannedItem, on_delete=models.PROTECT, related_name="paper")
    template_key = models.TextField()
    template_version = models.TextField()
    stage = models.TextField(choices=[(each.value, each.value) for each in Stage], default=Stage.DRAFT)
    version = models.PositiveIntegerField(default=1)
    note = models.TextField(default="", blank=True)

    class Privacy:
        personal: set[str] = set()
        plain = {
            "id", "ref", "authority", "item", "template_key", "template_version", "stage", "version", "note",
        }  # fmt: skip


class PaperVersion(models.Model):
    """What the public parts of a paper said from a moment on. Only added to.

    `texts` never holds what is exempt: those words are in `ExemptText`. `withheld` says of each such
    part under which paragraph and why, and how many numbers it takes. `figures` are the facts that
    the texts name, as they were; `made` tells of parts made from live data from what and when.
    """

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    texts = models.JSONField()
    withheld = models.JSONField(default=dict, blank=True)
    figures = models.JSONField(default=dict, blank=True)
    made = models.JSONField(default=dict, blank=True)
    digest = models.TextField()
    by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.TextField(default="", blank=True)
    at = models.DateTimeField()

    class Privacy:
        personal = {"by_name", "texts"}
        plain = {"id", "paper", "number", "withheld", "figures", "made", "digest", "by", "at"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="one_version_a_number_of_paper")
        ]


class ExemptText(models.Model):
    """The words of a part that is not for publication, in one version. Only added to.

    Nothing that the public sees reads this table.
    """

    version = models.ForeignKey(PaperVersion, on_delete=models.PROTECT, related_name="exempt")
    part = models.TextField()
    words = models.TextField()
    figures = models.JSONField(default=dict, blank=True)

    class Privacy:
        personal = {"words", "figures"}
        plain = {"id", "version", "part"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "part"], name="one_exempt_text_a_part")]


class Office(models.Model):
    """Which post signs a paper off for an office that its template wants."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="offices")
    office = models.TextField()
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "paper", "office", "post"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "office"], name="one_post_an_office")]


class Comment(models.Model):
    """What somebody says of a part, the answer, and that it is settled."""

    ref = models.TextField(unique=True)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="comments")
    part = models.TextField()
    on_version = models.PositiveIntegerField()
    words = models.TextField()
    by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.TextField(default="", blank=True)
    at = models.DateTimeField()
    answer = models.TextField(default="", blank=True)
    answered_by_name = models.TextField(default="", blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Privacy:
        personal = {"words", "answer", "by_name", "answered_by_name"}
        plain = {"id", "ref", "paper", "part", "on_version", "by", "at", "answered_at", "settled_at"}


class SignOff(models.Model):
    """That an office signed off a text, by its hash. Only added to; `said`: where it is written, when noted for another."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="sign_offs")
    office = models.TextField()
    version = models.PositiveIntegerField()
    digest = models.TextField()
    title = models.TextField()
    said = models.TextField(default="", blank=True)
    by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    by_name = models.TextField(default="", blank=True)
    at = models.DateTimeField()

    class Privacy:
        personal = {"by_name", "said"}
        plain = {"id", "paper", "office", "version", "digest", "title", "by", "at"}


class Publication(models.Model):
    """That a version was published on a day; each after the first is a correction with its reason. Only added to."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="publications")
    version = models.ForeignKey(PaperVersion, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    reason = models.TextField(default="", blank=True)
    by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "paper", "version", "on", "reason", "by", "at"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version"], name="a_version_is_published_once")]
