"""Reviews, what they judged and found, and what they recommend. Nothing in them is about one child."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Review(models.Model):
    """A review or an inspection. `parts` holds the four parts of a Best Value review, in words.

    `lines` are its lines of enquiry in order: [name, whether it is a standing one].
    """

    ref = models.TextField(unique=True)
    authority = models.ForeignKey("agencies.Authority", on_delete=models.PROTECT, related_name="+")
    regime = models.TextField()
    regime_version = models.TextField()
    title = models.TextField()
    led_by = models.TextField()
    partners = models.JSONField(default=list, blank=True)
    fieldwork_from = models.DateField(null=True, blank=True)
    fieldwork_until = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    next_expected = models.TextField(default="", blank=True)
    summary = models.TextField(default="", blank=True)
    lines = models.JSONField(default=list, blank=True)
    parts = models.JSONField(default=dict, blank=True)
    note = models.TextField(default="", blank=True)

    class Privacy:
        personal: set[str] = set()
        plain = {
            "id", "ref", "authority", "regime", "regime_version", "title", "led_by", "partners",
            "fieldwork_from", "fieldwork_until", "published_on", "next_expected", "summary", "lines", "parts", "note",
        }  # fmt: skip


class Judgement(models.Model):
    """One word of judgement on one scale, about a line of enquiry or, with no line, the whole."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="judgements")
    line = models.TextField(default="", blank=True)
    scale = models.TextField()
    term = models.TextField()

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "review", "line", "scale", "term"}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "line", "scale"], name="one_judgement_a_line_and_scale")
        ]


class Recommendation(models.Model):
    """What a review says should be done, by whom and by when; or a clause of one.

    `settled_on`: the day on which it was done or decided, so that what hangs on it may begin.
    """

    ref = models.TextField(unique=True)
    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="recommendations")
    within = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="clauses"
    )
    position = models.PositiveSmallIntegerField()
    label = models.TextField()
    words = models.TextField()
    addressee = models.TextField()
    body = models.ForeignKey(
        "committees.Body", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    band = models.TextField(default="", blank=True)
    due_on = models.DateField()
    subject_to = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="waiting"
    )
    settled_on = models.DateField(null=True, blank=True)
    settled_because = models.TextField(default="", blank=True)

    class Privacy:
        personal: set[str] = set()
        plain = {
            "id", "ref", "review", "within", "position", "label", "words", "addressee", "body", "band", "due_on",
            "subject_to", "settled_on", "settled_because",
        }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "label"], name="one_recommendation_a_label"),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True) | ~Q(settled_because=""), name="settled_for_a_reason"
            ),
        ]


class Finding(models.Model):
    """Something found, good or not, in words, and in the inspector's grade word where there is one.

    `earlier`: the recommendation of an earlier review about which it says that it was or was not met.
    """

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="findings")
    position = models.PositiveSmallIntegerField()
    line = models.TextField(default="", blank=True)
    kind = models.TextField(choices=[("strength", "strength"), ("weakness", "weakness"), ("mixed", "mixed")])
    words = models.TextField()
    scale = models.TextField(default="", blank=True)
    term = models.TextField(default="", blank=True)
    earlier = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, null=True, blank=True, related_name="found_later"
    )
    was_met = models.BooleanField(null=True)

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "review", "position", "line", "kind", "words", "scale", "term", "earlier", "was_met"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(earlier__isnull=True, was_met__isnull=True)
                | Q(earlier__isnull=False, was_met__isnull=False),
                name="met_or_not_says_of_what",
            )
        ]
