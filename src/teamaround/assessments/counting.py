"""Assessments to be counted: rows for an authority and a time, with what each counts as. Nothing is read here."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import F, QuerySet

from teamaround.kernel.clock import midnight

from .models import Assessment, Contribution
from .rules.contributing import ContributionState


def joined(authority_id: int, *, since: date, until: date) -> QuerySet[Contribution]:
    """Parts that another agency gave to an assessment that was there already, by the day of giving."""
    rows = Contribution.objects.filter(
        assessment__agency__authority_id=authority_id, agency__isnull=False, state=ContributionState.GIVEN,
        given_at__gte=midnight(since), given_at__lt=midnight(until + timedelta(days=1)),
    )  # fmt: skip
    return rows.exclude(agency_id=F("assessment__agency_id"))


def begun(authority_id: int, *, since: date, until: date) -> QuerySet[Assessment]:
    """Assessments that were begun, by the day of beginning."""
    return Assessment.objects.filter(agency__authority_id=authority_id, begun_on__range=(since, until))


def completed(authority_id: int, *, since: date, until: date) -> QuerySet[Assessment]:
    """Assessments that were called complete, by the day of that."""
    return Assessment.objects.filter(agency__authority_id=authority_id, completed_on__range=(since, until))
