"""What stands under the headings of the Local Offer and the statements beside it, and what people said of them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ..rules.local_offer import Seen
from .columns import Row, choices
from .columns import text as any_text


class OfferPart(Row):
    """What stands under one heading now; what stood there before is in the audit."""

    key = models.TextField(unique=True)
    text = any_text()
    needs = models.JSONField(default=list)
    owner = any_text()
    review_on = models.DateField(null=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, related_name="+")

    class Privacy:
        personal: set[str] = set()
        plain = {"id", "key", "text", "needs", "owner", "review_on", "written_at", "written_by"}


class Comment(Row):
    """What somebody without an account said of a statement. Hidden until a keeper publishes it with an answer."""

    statement = models.TextField()
    words = models.TextField()
    sent_at = models.DateTimeField()
    state = models.TextField(choices=choices(Seen), default=Seen.WAITING)
    is_hidden = models.BooleanField(default=True)
    answer = any_text()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("accounts.Account", on_delete=models.PROTECT, null=True, related_name="+")

    class Privacy:
        personal = {"words", "answer"}
        plain = {"id", "statement", "sent_at", "state", "is_hidden", "answered_at", "answered_by"}

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=Seen.PUBLISHED, is_hidden=False)
                | (~Q(state=Seen.PUBLISHED) & Q(is_hidden=True)),
                name="directory_comment_shown_when_published",
            )
        ]
        indexes = [models.Index(fields=["statement", "state", "-sent_at"], name="directory_comment_by_state")]
