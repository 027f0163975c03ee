"""Agreements within counts: an expression, and nothing that tells of a child."""

from __future__ import annotations

from django.db.models import DateField, OuterRef, Subquery

from .models import Agreement


def agreed_on(*, child: str, by: str) -> Subquery:
    """The day on which a child's family gave the agreement that stood on another day, by two paths."""
    rows = Agreement.objects.filter(child_id=OuterRef(child), recorded_at__date__lte=OuterRef(by))
    return Subquery(rows.order_by("-recorded_at", "-pk").values("given_on")[:1], output_field=DateField())
