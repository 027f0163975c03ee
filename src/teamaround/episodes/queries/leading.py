"""Reading who leads in fact: who covers, who leads on protection, and where a new lead is needed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from teamaround.accounts import queries as accounts
from teamaround.accounts.rules import Viewer
from teamaround.kernel import clock
from teamaround.sharing import queries as sharing

from ..models import Cover, Episode, Lead, ProtectionLead
from ..rules.handing_over import WHY_WORDS, LeadFacts, Led, Why, days_without_lead, why_not_leading
from ..rules.leading import LeadState


def covers(lead: Lead, *, today: date) -> QuerySet[Cover]:
    """Cover for a lead that is arranged and not over, the next first."""
    rows = Cover.objects.filter(lead=lead, ended_at__isnull=True, ends_on__gte=today)
    return rows.select_related("practitioner__agency").order_by("starts_on", "pk")


def covered_by(viewer: Viewer, *, today: date) -> QuerySet[Cover]:
    """What the viewer covers for today, the one that ends first at the top."""
    rows = Cover.objects.filter(
        practitioner_id=viewer.practitioner_id or 0, ended_at__isnull=True, starts_on__lte=today,
        ends_on__gte=today, lead__state=LeadState.ACCEPTED,
    )  # fmt: skip
    return rows.select_related("lead__episode", "lead__practitioner").order_by("ends_on", "pk")


def protection_lead(found: Episode) -> ProtectionLead | None:
    """The social worker who leads on protection now, if there is one."""
    rows = ProtectionLead.objects.filter(episode=found, ends_on__isnull=True)
    return rows.select_related("practitioner__agency").first()


def not_leading(leads: Iterable[Lead], *, today: date) -> dict[int, Why]:
    """Of accepted leads those who can no longer lead, by row number, with why; three queries at any size."""
    leads = list(leads)
    can_sign_in = accounts.practitioners_with_access({row.practitioner_id for row in leads}, today=today)
    agreed = sharing.agencies_in_scope(row.child_id for row in leads)
    found = {
        row.pk: why_not_leading(
            LeadFacts(
                post_ended_on=row.practitioner.ended_on, agency_ended_on=row.practitioner.agency.ended_on,
                has_access=row.practitioner_id in can_sign_in,
                is_agreed=not agreed[row.child_id] or row.practitioner.agency_id in agreed[row.child_id],
            ),
            today=today,
        )
        for row in leads
    }  # fmt: skip
    return {lead: why for lead, why in found.items() if why is not None}


@dataclass(frozen=True)
class Managed:
    """One child for whom somebody leads whom the viewer manages; `why` when a new lead is needed."""

    lead: Lead
    why: Why | None

    @property
    def words(self) -> str:
        """Why a new lead is needed, in words; blank when all is well."""
        return WHY_WORDS[self.why] if self.why else ""


def led_by_people_of(viewer: Viewer, *, today: date) -> list[Managed]:
    """Whom the viewer's people lead for: those who need a new lead first (R14).

    A person whose manager has left, or has none, is looked after by the manager above, or by
    their agency's people, so that no child is on nobody's list.
    """
    rows = (
        Lead.objects.filter(_managed_by(viewer, today), state=LeadState.ACCEPTED)
        .filter(episode__closed_on__isnull=True)
        .select_related("episode", "practitioner__agency", "practitioner__line_manager")
        .order_by("practitioner__name", "pk")
    )
    leads = list(rows)
    why = not_leading(leads, today=today)
    seen = [Managed(row, why.get(row.pk)) for row in leads]
    mine = [one for one in seen if one.why or one.lead.practitioner.line_manager_id == viewer.practitioner_id]
    return sorted(mine, key=lambda one: one.why is None)


def _managed_by(viewer: Viewer, today: date) -> Q:
    person = viewer.practitioner_id or 0
    above = "practitioner__line_manager"
    manager_left = Q(**{f"{above}__line_manager_id": person, f"{above}__ended_on__lt": today})
    nobody = Q(**{f"{above}__isnull": True, "practitioner__agency_id": viewer.agency_id})
    return Q(practitioner__line_manager_id=person) | manager_left | nobody


def without_lead_days(found: Episode, *, today: date) -> int:
    """On how many days since it was opened nobody led this episode."""
    rows = Lead.objects.filter(episode=found, state__in=[LeadState.ACCEPTED, LeadState.ENDED])
    spans = [
        Led(
            clock.day_of(row.answered_at or row.offered_at),
            clock.day_of(row.ended_at) if row.ended_at else None,
        )
        for row in rows
    ]
    return days_without_lead(spans, opened_on=found.opened_on, until=found.closed_on or today)
