"""Children who attend an agency, or are registered with it, and are helped by others."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from teamaround.accounts.rules import Viewer

from .models import Involvement, Pointers

ATTENDED = frozenset({"school", "early_years", "gp_practice"})


def helped_by_others(viewer: Viewer, *, today: date) -> QuerySet[Pointers]:
    """Children of the viewer's school or practice with an open assessment that it has no part in recorded.

    A shielded child is not among them: where one attends lies sealed. Nobody else is asked for by
    a list, since the agency knows already that these children are its own.
    """
    if viewer.agency_kind not in ATTENDED:
        return Pointers.objects.none()
    current = Q(child__attendances__ends_on__isnull=True) | Q(child__attendances__ends_on__gte=today)
    involved = Involvement.objects.filter(child=OuterRef("child"), agency_id=viewer.agency_id).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    )
    return (
        Pointers.objects.filter(
            current, assessment_state="open", child__attendances__agency_id=viewer.agency_id,
            child__attendances__replaced_at__isnull=True, child__merged_into__isnull=True,
        )
        .exclude(Exists(involved))
        .exclude(ask_agency_id=viewer.agency_id)
        .select_related("lead_practitioner__agency", "ask_agency")
        .order_by("-assessment_on", "pk")
        .distinct()
    )  # fmt: skip
