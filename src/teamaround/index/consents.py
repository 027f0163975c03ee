"""Reading consent for sensitive services: each agency its own, and nobody another's."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from teamaround.accounts.rules import Viewer
from teamaround.agencies import queries as agencies
from teamaround.kernel.looks import touched
from teamaround.sharing.agreement_rules import STANDING_WORDS, How, Standing

from .models import EarlierConsent, Involvement
from .rules.consenting import CONSENT, WAY_WORDS


@dataclass(frozen=True)
class ConsentSeen:
    """Consent for one sensitive service as its own agency sees it, with what stood before."""

    ref: str
    service_id: int | None
    service: str
    version: int
    is_by_consent: bool
    given_by: str
    standing: str
    how: str
    given_on: Any
    noted_by: str
    withdrawn_at: datetime | None
    withdrawn_because: str
    ends_on: Any
    earlier: list[EarlierConsent] = field(default_factory=list)


def consents(viewer: Viewer, child_id: int) -> list[ConsentSeen]:
    """Sensitive services of the viewer's own agency that work or worked with a child, newest first."""
    rows = Involvement.objects.filter(child_id=child_id, agency_id=viewer.agency_id, is_sensitive=True)
    rows = rows.select_related("service", "consent_noted_by").prefetch_related("earlier_consents")
    touched([child_id])
    return [_seen(row) for row in rows.order_by("ends_on", "-starts_on", "-pk")]


def sensitive_services(viewer: Viewer) -> list[tuple[int, str]]:
    """The sensitive services of the viewer's own agency: row number and name."""
    return [(row.pk, row.name) for row in agencies.services(viewer.agency_id) if row.sensitive]


def _seen(row: Involvement) -> ConsentSeen:
    return ConsentSeen(
        ref=row.ref, service_id=row.service_id, service=row.service.name if row.service else "",
        version=row.version, is_by_consent=row.sensitive_basis == CONSENT, given_by=row.consent_by,
        standing=STANDING_WORDS[Standing(row.consent_standing)] if row.consent_standing else "",
        how=WAY_WORDS[How(row.consent_how)] if row.consent_how else "", given_on=row.consent_on,
        noted_by=row.consent_noted_by.name if row.consent_noted_by else "",
        withdrawn_at=row.consent_withdrawn_at, withdrawn_because=row.consent_withdrawn_because,
        ends_on=row.ends_on, earlier=sorted(row.earlier_consents.all(), key=lambda one: -one.pk),
    )  # fmt: skip
