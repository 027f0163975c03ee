"""Reading the Local Offer and the statements beside it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet

from ..models import Comment, OfferPart, PublicAttribute
from ..rules import needs
from ..rules.freshness import hidden_before
from ..rules.listing import LISTED
from ..rules.local_offer import Seen, Written


def written() -> dict[str, OfferPart]:
    """What stands under the headings, by key."""
    return {row.key: row for row in OfferPart.objects.all()}


def as_written(row: OfferPart | None) -> Written:
    """The same for the rules; nothing stands under a heading that nobody wrote."""
    return Written(row.text, tuple(row.needs), row.owner, row.review_on) if row is not None else Written()


def services_of(codes: Iterable[str], *, on: date) -> dict[str, int]:
    """How many listed services there are for each of these needs, in one query."""
    keys = {needs.key_of(needs.NEEDS, code): code for code in codes}
    rows = PublicAttribute.objects.filter(
        term__in=list(keys), service__status__in=LISTED, service__assured_on__gte=hidden_before(on)
    )
    counted = rows.values_list("term").annotate(services=Count("service", distinct=True))
    return {keys[term]: services for term, services in counted}


def comments(statement: str) -> QuerySet[Comment]:
    """What people said and what was done, the newest first; what is hidden is not among it."""
    return Comment.objects.filter(statement=statement, is_hidden=False).order_by("-sent_at")


def comments_waiting() -> QuerySet[Comment]:
    """Comments that nobody has answered yet, the oldest first."""
    return Comment.objects.filter(state=Seen.WAITING).order_by("sent_at")


def comment(key: UUID) -> Comment | None:
    """One comment, for those who keep the directory."""
    return Comment.objects.select_related("answered_by").filter(pk=key).first()
